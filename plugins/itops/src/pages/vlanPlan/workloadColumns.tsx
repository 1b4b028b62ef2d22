import { PlanWorkloadView } from '@sankofa/plugin-itops-common';
import { Code, EntityLink } from '../../components/entityLink';
import { StatusChip } from '../../components/status';
import { DataColumn, fileColumn } from '../../components/table';
import { planReason } from '../../format/planReasons';
import { vlanWords, WORKLOAD_STATES } from '../../format/vlanPlan';
import { entityLabel } from '../../format/words';
import { PlanChip } from './PlanChip';
import styles from './Plan.module.css';

const CHANGES: Record<PlanWorkloadView['addressChange'], string> = {
  keep: 'keeps its address',
  change: 'changes',
  unassigned: 'new address not assigned yet',
  unknown: 'address unknown',
};

function Two(props: { first: React.ReactNode; second?: React.ReactNode }) {
  return (
    <span className={styles.two}>
      <span>{props.first}</span>
      {props.second && <span className={styles.quiet}>{props.second}</span>}
    </span>
  );
}

function declaredOf({
  declared: { vid, prefix, addresses },
}: PlanWorkloadView) {
  const where = vid === undefined ? prefix : vlanWords(vid);
  return [where, addresses.join(', ')].filter(Boolean).join(' · ');
}

function sayPort({ effective }: PlanWorkloadView): string | undefined {
  const { port, carried, via } = effective;
  const words = [via && `by ${via}`, port?.replace(/^port:/, '')];
  if (carried === false) {
    words.push('not carried by the port');
  }
  return words.filter(Boolean).join(' · ') || undefined;
}

/** Declared, effective and target side by side. */
export const workloadColumns: DataColumn<PlanWorkloadView>[] = [
  {
    id: 'label',
    label: 'Workload',
    sortBy: 'label',
    rowHeader: true,
    card: 'head',
    width: 20,
    render: ({ label }) => label,
    csv: ({ label }) => label,
  },
  {
    id: 'wave',
    label: 'Wave',
    sortBy: 'wave',
    width: 11,
    render: ({ wave, selector }) => <Two first={wave} second={selector} />,
    csv: ({ wave }) => wave,
  },
  {
    id: 'declared',
    label: 'Declared',
    width: 15,
    render: row => declaredOf(row) || '–',
    csv: declaredOf,
  },
  {
    id: 'effective',
    label: 'Effective',
    sortBy: 'effective',
    width: 16,
    render: row => (
      <Two
        first={
          row.effective.vid === undefined ? (
            <StatusChip
              tone="unknown"
              label="unknown"
              hint={row.effective.gap && planReason(row.effective.gap)}
            />
          ) : (
            vlanWords(row.effective.vid)
          )
        }
        second={
          row.effective.gap ? planReason(row.effective.gap) : sayPort(row)
        }
      />
    ),
    csv: ({ effective }) => effective.vid ?? 'unknown',
  },
  {
    id: 'target',
    label: 'Target',
    sortBy: 'target',
    width: 14,
    render: ({ target }) => (
      <Two
        first={vlanWords(target.vid)}
        second={<Code>{target.prefix}</Code>}
      />
    ),
    csv: ({ target }) => target.vid,
  },
  {
    id: 'address',
    label: 'Address',
    width: 16,
    render: ({ addresses, target, addressChange }) => (
      <Two
        first={
          <Code>
            {target.address
              ? `${addresses.join(', ') || '–'} → ${target.address}`
              : addresses.join(', ') || '–'}
          </Code>
        }
        second={CHANGES[addressChange]}
      />
    ),
    csv: ({ addresses }) => addresses.join(' '),
  },
  fileColumn('Target prefix', ({ target }) => target.prefix),
  fileColumn('New address', ({ target }) => target.address),
  fileColumn('Why unknown', ({ effective }) => effective.gap),
  {
    id: 'state',
    label: 'State',
    sortBy: 'state',
    card: 'badge',
    width: 10,
    render: ({ state }) => <PlanChip words={WORKLOAD_STATES} state={state} />,
    csv: ({ state }) => state,
  },
  {
    id: 'owner',
    label: 'Owner',
    sortBy: 'owner',
    roomy: true,
    width: 10,
    render: ({ ownerRef }) =>
      ownerRef ? <EntityLink entityRef={ownerRef} /> : 'unknown',
    csv: ({ ownerRef }) => ownerRef && entityLabel(ownerRef),
  },
  {
    id: 'node',
    label: 'Node',
    sortBy: 'node',
    roomy: true,
    width: 8,
    render: ({ node }) => node ?? '–',
    csv: ({ node }) => node,
  },
];
