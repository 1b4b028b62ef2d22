import { VlanSimulation } from '@sankofa/plugin-itops-common';
import { Code } from '../../components/entityLink';
import { DataColumn } from '../../components/table';
import { planReason } from '../../format/planReasons';
import { editKind, VERDICTS } from '../../format/vlanPlan';
import { sourceName } from '../../format/words';
import { PlanChip } from './PlanChip';
import styles from './Plan.module.css';

type Hostname = VlanSimulation['hostnames'][number];
type Edit = VlanSimulation['edits'][number];

function Verdict(props: { outcome: Hostname['afterEdits'] }) {
  const { verdict, reason } = props.outcome;
  return (
    <span className={styles.two}>
      <span>
        <PlanChip words={VERDICTS} state={verdict} />
      </span>
      <span className={styles.quiet}>{planReason(reason)}</span>
    </span>
  );
}

export const hostnameColumns: DataColumn<Hostname>[] = [
  {
    id: 'hostname',
    label: 'Host name',
    rowHeader: true,
    card: 'head',
    width: 30,
    render: ({ hostname }) => hostname,
  },
  {
    id: 'now',
    label: 'If it moves now',
    width: 30,
    render: row => <Verdict outcome={row} />,
  },
  {
    id: 'after',
    label: 'After the edits',
    width: 30,
    render: ({ afterEdits }) => <Verdict outcome={afterEdits} />,
  },
  {
    id: 'proxy',
    label: 'Proxy',
    roomy: true,
    width: 14,
    render: ({ proxySourceId }) => sourceName(proxySourceId),
  },
];

export const editColumns: DataColumn<Edit>[] = [
  {
    id: 'what',
    label: 'What',
    rowHeader: true,
    card: 'head',
    width: 26,
    render: ({ kind, ref, disabled }) => (
      <span className={styles.two}>
        <span>{`${editKind(kind)}${disabled ? ' (switched off)' : ''}`}</span>
        <span className={styles.quiet}>{ref}</span>
      </span>
    ),
  },
  {
    id: 'field',
    label: 'Field',
    width: 18,
    render: ({ field }) => <Code>{field}</Code>,
  },
  {
    id: 'from',
    label: 'Now',
    width: 26,
    render: ({ from }) => <Code>{from}</Code>,
  },
  {
    id: 'to',
    label: 'Then',
    width: 26,
    render: ({ to }) =>
      to === undefined ? 'not assigned yet' : <Code>{to}</Code>,
  },
];
