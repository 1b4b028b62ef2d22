import { Run } from '@sankofa/plugin-itops-common';
import { VisuallyHidden } from '@backstage/ui';
import { absoluteTime } from '../../format/time';
import { RUN_STATUSES, wordOf } from '../../format/words';
import styles from './RunTicks.module.css';

function summary(runs: Run[]): string {
  const amounts = new Map<string, number>();
  for (const { status } of runs) {
    amounts.set(status, (amounts.get(status) ?? 0) + 1);
  }
  const parts = [...amounts].map(
    ([status, amount]) => `${amount} ${wordOf(RUN_STATUSES, status).label}`,
  );
  return `Last ${runs.length} runs: ${parts.join(', ')}`;
}

/** The last runs as a strip: height and pattern say the outcome, not colour alone. */
export function RunTicks(props: { runs: Run[] }) {
  const { runs } = props;
  if (runs.length === 0) {
    return <span className={styles.none}>no run yet</span>;
  }
  return (
    <span className={styles.strip}>
      <VisuallyHidden>{summary(runs)}</VisuallyHidden>
      {runs.map(run => (
        <span
          key={run.id}
          aria-hidden="true"
          className={styles.tick}
          data-status={run.status}
          title={[
            `${wordOf(RUN_STATUSES, run.status).label}, ${absoluteTime(
              run.startedAt,
            )}`,
            run.message,
          ]
            .filter(Boolean)
            .join('\n')}
        />
      ))}
    </span>
  );
}
