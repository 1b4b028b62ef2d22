import { Run, SourceView } from '@sankofa/plugin-itops-common';
import { Moment } from '../../components/clock';
import { StateBadge } from '../../components/status';
import { duration } from '../../format/time';
import styles from './SourceCard.module.css';

function outcome(run: Run): string {
  if (run.message) {
    return run.message;
  }
  const parts = [
    run.factsSeen !== undefined && `${run.factsSeen.toLocaleString()} facts`,
    run.factsAdded && `${run.factsAdded.toLocaleString()} new`,
    run.factsChanged && `${run.factsChanged.toLocaleString()} changed`,
    run.factsRetired && `${run.factsRetired.toLocaleString()} gone`,
  ].filter(Boolean);
  return parts.join(', ');
}

/** The last runs in words, newest first. */
export function RunHistory(props: { passes: SourceView['passes'] }) {
  const runs = props.passes
    .flatMap(({ recentRuns }) => recentRuns)
    .sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  if (runs.length === 0) {
    return null;
  }
  return (
    <details className={styles.history}>
      <summary>Last runs</summary>
      <ul className={styles.runs}>
        {runs.map(run => (
          <li key={run.id} className={styles.run}>
            <span>
              <Moment at={run.startedAt} />
            </span>
            <span>{run.pass}</span>
            <span>
              <StateBadge of="run" state={run.status} />
            </span>
            <span className={styles.muted}>
              {run.finishedAt
                ? duration(
                    Date.parse(run.finishedAt) - Date.parse(run.startedAt),
                  )
                : 'not finished'}
              {run.trigger === 'person' && ' · asked for by a person'}
              {run.trigger === 'service' && ' · asked for by a service'}
            </span>
            <span className={styles.outcome}>{outcome(run)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
