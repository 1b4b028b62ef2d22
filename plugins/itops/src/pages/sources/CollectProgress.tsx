import { RiLoader4Line } from '@remixicon/react';
import { duration } from '../../format/time';
import { useClock } from '../../components/clock';
import { StateBadge } from '../../components/status';
import { PassProgress } from './collecting';
import styles from './SourceCard.module.css';

function says(step: PassProgress, now: number): string {
  if (step.state === 'waiting') {
    return 'waiting for its turn';
  }
  if (step.state === 'running') {
    return step.run
      ? `reading, ${duration(now - Date.parse(step.run.startedAt))} so far`
      : 'reading';
  }
  return step.run?.message ?? '';
}

/** The steps of a collection that somebody asked for here. */
export function CollectProgress(props: { steps: PassProgress[] }) {
  const { steps } = props;
  const { now } = useClock();
  if (steps.length === 0) {
    return null;
  }
  const active = steps.some(({ state }) => state !== 'done');
  return (
    <div className={styles.progress} role="status">
      <ul className={styles.steps}>
        {steps.map(step => (
          <li key={step.pass}>
            {step.state === 'done' && step.run ? (
              <StateBadge of="run" state={step.run.status} />
            ) : (
              <RiLoader4Line
                size={16}
                aria-hidden="true"
                className={styles.spin}
              />
            )}
            <strong>{step.pass}</strong>
            <span>{says(step, now)}</span>
          </li>
        ))}
      </ul>
      {active && (
        <span className={styles.muted}>
          It goes on when you leave this page.
        </span>
      )}
    </div>
  );
}
