import { Button, ButtonLink, Link } from '@backstage/ui';
import { PlanWorkloadView, VlanPlanWave } from '@sankofa/plugin-itops-common';
import { Section } from '../../components/frame';
import { count } from '../../format/quantity';
import {
  planReason,
  WAVE_STATES,
  WORKLOAD_STATES,
} from '../../format/vlanPlan';
import { useLinks } from '../../hooks/useLinks';
import { useUrlState } from '../../hooks/useUrlState';
import { GateList } from './GateList';
import { PlanChip } from './PlanChip';
import styles from './Plan.module.css';

/** Cards of one column; the table has all of them. */
const CARDS = 12;

function Card(props: { workload: PlanWorkloadView }) {
  const { label, guestId, effective, target, addresses, state } =
    props.workload;
  const links = useLinks();
  return (
    <li className={styles.card}>
      <div className={styles.line}>
        {guestId ? (
          <Link
            href={links.guests({ guest: guestId })}
            standalone
            variant="body-small"
            weight="bold"
          >
            {label}
          </Link>
        ) : (
          <strong>{label}</strong>
        )}
        <PlanChip words={WORKLOAD_STATES} state={state} />
      </div>
      <div
        className={styles.move}
        title={effective.gap && planReason(effective.gap)}
      >
        {`${effective.vid ?? 'unknown'} → ${target.vid}`}
        <span className={styles.quiet}>
          {target.address
            ? `${addresses[0] ?? 'no address'} → ${target.address}`
            : addresses.join(', ')}
        </span>
      </div>
    </li>
  );
}

/** One wave of the board: may it start, and who moves where. */
export function WaveColumn(props: {
  wave: VlanPlanWave;
  /** Undefined while they are on their way. */
  workloads: PlanWorkloadView[] | undefined;
}) {
  const { wave, workloads } = props;
  const { id, title, state, counts } = wave;
  const links = useLinks();
  const url = useUrlState();
  const asOf = url.get('asOf');
  const order = ['to-move', 'unknown', 'done'];
  const shown = [...(workloads ?? [])]
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
    .slice(0, CARDS);
  return (
    <Section
      card
      title={title}
      aside={<PlanChip words={WAVE_STATES} state={state} />}
    >
      <div className={styles.column}>
        <p className={styles.note}>
          {`${counts.done} of ${count(counts.total, 'workload')} done, ${
            counts.toMove
          } to move${counts.unknown > 0 ? `, ${counts.unknown} unknown` : ''}`}
        </p>
        <div className={styles.actions}>
          <Button
            size="small"
            variant="secondary"
            aria-label={`Gates and decisions: ${title}`}
            onPress={() => url.set({ wave: id })}
          >
            Gates and decisions
          </Button>
          <ButtonLink
            size="small"
            variant="secondary"
            aria-label={`What breaks if ${title} moves now?`}
            href={links.vlanPlan({ view: 'simulate', what: id, asOf })}
          >
            What breaks?
          </ButtonLink>
          <Button
            size="small"
            variant="secondary"
            aria-label={`Runbook: ${title}`}
            onPress={() => url.set({ runbook: id })}
          >
            Runbook
          </Button>
        </div>
        <GateList wave={wave} brief />
        <ul className={styles.plain} aria-label={`Workloads of ${title}`}>
          {shown.map(workload => (
            <Card key={workload.ref} workload={workload} />
          ))}
        </ul>
        {counts.total > 0 && (
          <Link
            href={links.vlanPlan({ view: 'workloads', wave: id, asOf })}
            variant="body-small"
          >
            {`Table of ${count(counts.total, 'workload')}`}
          </Link>
        )}
      </div>
    </Section>
  );
}
