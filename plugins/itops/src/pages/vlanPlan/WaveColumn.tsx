import { Button, ButtonLink, Link } from '@backstage/ui';
import {
  PlanWorkloadView,
  VlanPlanAnswer,
  VlanPlanWave,
} from '@sankofa/plugin-itops-common';
import { Section } from '../../components/frame';
import { SkeletonLines } from '../../components/states';
import { count } from '../../format/quantity';
import { useLinks } from '../../hooks/useLinks';
import { useUrlState } from '../../hooks/useUrlState';
import { GateList } from './GateList';
import { WaveState } from './WaveState';
import { WorkloadCard } from './WorkloadCard';
import styles from './Plan.module.css';

/** Cards of one column; the table has all of them. */
const CARDS = 8;

/** What is left to do comes first. */
const ORDER: PlanWorkloadView['state'][] = ['to-move', 'unknown', 'done'];

function sayCounts({ counts }: VlanPlanWave): string {
  const { done, total, toMove, unknown } = counts;
  if (total === 0) {
    return 'Nobody has seen any of its workloads.';
  }
  return [
    `${done} of ${count(total, 'workload')} done`,
    toMove > 0 && `${toMove} to move`,
    unknown > 0 && `${unknown} unknown`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** One wave of the board: may it start, and who moves where. */
export function WaveColumn(props: {
  answer: VlanPlanAnswer;
  wave: VlanPlanWave;
  /** Undefined while they are on their way. */
  workloads: PlanWorkloadView[] | undefined;
}) {
  const { answer, wave, workloads } = props;
  const { id, title, counts } = wave;
  const links = useLinks();
  const url = useUrlState();
  const asOf = url.get('asOf');
  const shown = [...(workloads ?? [])]
    .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))
    .slice(0, CARDS);
  return (
    <Section card title={title}>
      <div className={styles.column}>
        <div className={styles.line}>
          <p className={styles.note}>{sayCounts(wave)}</p>
          <WaveState answer={answer} wave={wave} />
        </div>
        <div className={styles.tools}>
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
            aria-label={`What breaks? If ${title} moves now`}
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
        <GateList answer={answer} wave={wave} brief />
        {!workloads && (
          <SkeletonLines lines={4} height={52} label="Loading workloads" />
        )}
        {shown.length > 0 && (
          <ul className={styles.plain} aria-label={`Workloads of ${title}`}>
            {shown.map(workload => (
              <WorkloadCard key={workload.ref} workload={workload} />
            ))}
          </ul>
        )}
        {workloads && shown.length === 0 && counts.total > 0 && (
          <p className={styles.note}>Too many for the board; see the table.</p>
        )}
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
