import { ReactNode } from 'react';
import { Button } from '@backstage/ui';
import { count } from '../../format/quantity';
import styles from './Chooser.module.css';

/** How many rows are chosen, and what can be done with them. */
export function Chooser(props: {
  nouns: [string, string];
  chosen: number;
  /** Rows of the page that are not chosen yet. */
  left: number;
  onAll: () => void;
  onNone: () => void;
  children: ReactNode;
}) {
  const { nouns, chosen, left, onAll, onNone, children } = props;
  return (
    <div
      className={styles.bar}
      role="group"
      aria-label={`Chosen ${nouns[1]}`}
      data-some={chosen > 0 || undefined}
    >
      <span aria-live="polite">{`${count(chosen, ...nouns)} chosen`}</span>
      {left > 0 && (
        <Button size="small" variant="tertiary" onPress={onAll}>
          Choose all on this page
        </Button>
      )}
      {chosen > 0 && (
        <>
          <Button size="small" variant="tertiary" onPress={onNone}>
            Choose none
          </Button>
          {children}
        </>
      )}
    </div>
  );
}
