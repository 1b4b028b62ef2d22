import { AuditListRow } from '@sankofa/plugin-itops-common';
import { Moment } from '../../components/clock';
import { Code } from '../../components/entityLink';
import { textColumn } from '../../components/record';
import { StatusChip } from '../../components/status';
import { DataColumn, fileColumn } from '../../components/table';
import { AUDIT_OUTCOMES, AUDIT_SEALS } from '../../format/audit';
import { wordOf } from '../../format/words';

/** "seal 128", or that it waits for one. */
export function SealChip(props: { sealNumber: number | undefined }) {
  const { sealNumber } = props;
  return sealNumber === undefined ? (
    <StatusChip {...AUDIT_SEALS.unsealed} />
  ) : (
    <StatusChip {...AUDIT_SEALS.sealed} label={`seal ${sealNumber}`} />
  );
}

/** "done" or "refused". */
export function OutcomeChip(props: { outcome: string }) {
  return <StatusChip {...wordOf(AUDIT_OUTCOMES, props.outcome)} />;
}

export const AUDIT_COLUMNS: DataColumn<AuditListRow>[] = [
  {
    id: 'at',
    label: 'When',
    width: 85,
    render: row => <Moment at={row.at} />,
    csv: row => row.at,
  },
  textColumn({
    id: 'actor',
    label: 'Who',
    width: 175,
    text: row => row.actor,
  }),
  {
    id: 'action',
    label: 'Did what',
    width: 170,
    rowHeader: true,
    card: 'head',
    render: row => <Code>{row.action}</Code>,
    csv: row => row.action,
  },
  {
    id: 'subject',
    label: 'To what',
    width: 230,
    render: row => <Code>{row.subject}</Code>,
    csv: row => row.subject,
  },
  {
    id: 'outcome',
    label: 'Outcome',
    width: 90,
    card: 'badge',
    render: row => <OutcomeChip outcome={row.outcome} />,
    csv: row => row.outcome,
  },
  {
    id: 'seal',
    label: 'Chain',
    width: 120,
    render: row => <SealChip sealNumber={row.sealNumber} />,
    csv: row => row.sealNumber,
  },
  fileColumn('Details', row => JSON.stringify(row.details)),
];
