import { IpamPrefixRecord } from '@sankofa/plugin-itops-common';
import styles from './PrefixUse.module.css';

/** "12 of 250 held (5 %)"; the smallest share that is not none is "under 1 %". */
function sayUse({ held, offerable, utilisation }: IpamPrefixRecord): string {
  const share =
    held > 0 && utilisation < 0.01
      ? 'under 1'
      : String(Math.round(utilisation * 100));
  return `${held.toLocaleString()} of ${BigInt(
    offerable,
  ).toLocaleString()} held (${share} %)`;
}

/** How full a prefix is: a bar, and the numbers. */
export function PrefixUse(props: { prefix: IpamPrefixRecord }) {
  const { prefix } = props;
  return (
    <div className={styles.use}>
      <span className={styles.bar} aria-hidden="true">
        <span
          className={styles.held}
          style={{ width: `${Math.min(100, prefix.utilisation * 100)}%` }}
        />
      </span>
      <span>{sayUse(prefix)}</span>
    </div>
  );
}
