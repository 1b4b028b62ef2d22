import styles from './ShareBar.module.css';

/** How much of a whole is given away: bar, number and words. */
export function ShareBar(props: {
  /** "Memory allocated" */
  label: string;
  /** "96 GiB of 128 GiB" */
  text: string;
  /** Undefined where the whole is not known. */
  percent: number | undefined;
}) {
  const { label, text, percent } = props;
  return (
    <div
      className={styles.share}
      data-over={percent && percent > 100 ? '' : undefined}
    >
      {percent !== undefined && (
        <div
          className={styles.track}
          role="meter"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.min(percent, 100)}
          aria-valuetext={`${percent} %: ${text}`}
        >
          <div
            className={styles.fill}
            style={{ inlineSize: `${Math.min(percent, 100)}%` }}
          />
        </div>
      )}
      <span className={styles.text}>
        {text}
        {percent !== undefined && ` · ${percent} %`}
      </span>
    </div>
  );
}
