import { RiHistoryLine } from '@remixicon/react';
import { Button } from '@backstage/ui';
import { useAsOf } from '../../hooks/useAsOf';
import { absoluteTime } from '../../format/time';
import styles from './PastBanner.module.css';

/** Says that the page is not about now, and how to leave. */
export function PastBanner() {
  const { asOf, travel } = useAsOf();
  if (!asOf) {
    return null;
  }
  return (
    <div className={styles.banner} role="status">
      <RiHistoryLine size={20} aria-hidden="true" />
      <span className={styles.text}>
        You see the site as it was on <strong>{absoluteTime(asOf)}</strong>.
        Nothing can be changed here.
      </span>
      <Button
        size="small"
        variant="secondary"
        onPress={() => travel(undefined)}
      >
        Back to now
      </Button>
    </div>
  );
}
