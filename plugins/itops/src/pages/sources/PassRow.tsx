import { SourceView } from '@sankofa/plugin-itops-common';
import { Moment } from '../../components/clock';
import { FreshnessStamp } from '../../components/freshness';
import { StatusChip } from '../../components/status';
import { duration } from '../../format/time';
import { RunTicks } from './RunTicks';
import styles from './SourceCard.module.css';

/** One pass of a source: what was read when, how often, and how it went lately. */
export function PassRow(props: {
  pass: SourceView['passes'][number];
  /** What the card says already about the source as a whole. */
  said: string | undefined;
}) {
  const { pass, said } = props;
  const next = pass.nextRunAt && <Moment at={pass.nextRunAt} />;
  return (
    <li className={styles.pass}>
      <span className={styles.passName}>{pass.pass}</span>
      <span>
        <FreshnessStamp label={pass} />
      </span>
      <span className={styles.ticks}>
        <RunTicks runs={pass.recentRuns} />
      </span>
      <span className={styles.muted}>
        {`every ${duration(pass.intervalSeconds * 1000)}`}
        {pass.transport && ` over ${pass.transport.toUpperCase()}`}
        {!pass.running && next && <> · next {next}</>}
      </span>
      {pass.running && <StatusChip tone="info" label="running" />}
      {pass.message && pass.message !== said && pass.freshness !== 'fresh' && (
        <p className={styles.message}>{pass.message}</p>
      )}
    </li>
  );
}
