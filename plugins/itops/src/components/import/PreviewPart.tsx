import { ReactNode, useState } from 'react';
import { Button } from '@backstage/ui';
import styles from './Import.module.css';

/** So many are drawn at once; the server sends up to 5,000. */
const STEP = 100;
/** Longer lists are folded, so that what comes after them is seen. */
const OPEN = 20;

/** One part of a preview: a title with its number, and what it counts. */
export function PreviewPart<T>(props: {
  title: string;
  /** How many there are; the list may end earlier. */
  total: number;
  items: T[];
  hint?: string;
  tone?: 'danger' | 'warning';
  open?: boolean;
  aside?: ReactNode;
  render: (item: T) => ReactNode;
}) {
  const { title, total, items, hint, tone, open, aside, render } = props;
  const [shown, setShown] = useState(STEP);
  if (total === 0) {
    return null;
  }
  const untold = total - items.length;
  return (
    <details
      className={styles.part}
      data-tone={tone}
      open={open || items.length <= OPEN}
    >
      <summary className={styles.summary}>
        {title}
        <span className={styles.number}>{total.toLocaleString()}</span>
      </summary>
      {hint && <p className={styles.hint}>{hint}</p>}
      {aside}
      <ul className={styles.rows} aria-label={title}>
        {items.slice(0, shown).map((item, index) => (
          // The list never changes its order, and lines may repeat.
          // eslint-disable-next-line react/no-array-index-key
          <li key={index} className={styles.row}>
            {render(item)}
          </li>
        ))}
      </ul>
      {items.length > shown && (
        <Button
          size="small"
          variant="tertiary"
          onPress={() => setShown(shown + STEP)}
        >
          {`Show ${Math.min(STEP, items.length - shown)} more`}
        </Button>
      )}
      {untold > 0 && items.length <= shown && (
        <p className={styles.hint}>
          {`and ${untold.toLocaleString()} more, which are counted and not sent`}
        </p>
      )}
    </details>
  );
}
