import { useEffect, useState } from 'react';
import { Button } from '@backstage/ui';
import { duration } from '../../format/time';
import { Work } from './useImport';
import styles from './Import.module.css';

const SAID: Record<Work['what'], string> = {
  reading: 'Reading the files …',
  comparing: 'Comparing the files with the records …',
  writing: 'Writing; all of it or nothing …',
};

/** What is under way, since when, and the way out where nothing is written yet. */
export function Working(props: { work: Work; onCancel: () => void }) {
  const { work, onCancel } = props;
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const age = now - work.since;
  return (
    <div className={styles.working}>
      <span role="status">{SAID[work.what]}</span>
      <progress className={styles.progress} aria-label={SAID[work.what]} />
      {age >= 2000 && <span>{duration(age)}</span>}
      {work.what !== 'writing' && (
        <Button size="small" variant="tertiary" onPress={onCancel}>
          Stop
        </Button>
      )}
    </div>
  );
}
