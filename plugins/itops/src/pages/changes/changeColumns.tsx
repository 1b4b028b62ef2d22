import { ChangeRequestSummary } from '@sankofa/plugin-itops-common';
import { Moment } from '../../components/clock';
import { textColumn } from '../../components/record';
import { StateBadge } from '../../components/status';
import { DataColumn, fileColumn } from '../../components/table';
import { verbName } from '../../format/changes';
import { entityLabel, sourceName } from '../../format/words';

function approvals(row: ChangeRequestSummary): string {
  const { approvalsGiven, approvalsNeeded } = row;
  return approvalsNeeded === undefined
    ? '–'
    : `${approvalsGiven} of ${approvalsNeeded}`;
}

export const CHANGE_COLUMNS: DataColumn<ChangeRequestSummary>[] = [
  textColumn({
    id: 'number',
    label: 'No.',
    width: 55,
    text: row => row.number,
  }),
  textColumn({
    id: 'title',
    label: 'What it does',
    width: 300,
    rowHeader: true,
    card: 'head',
    text: row => row.title,
  }),
  {
    id: 'state',
    label: 'State',
    width: 150,
    card: 'badge',
    render: row => <StateBadge of="change" state={row.state} />,
    csv: row => row.state,
  },
  textColumn({
    id: 'source',
    label: 'Where',
    width: 130,
    roomy: true,
    text: row => sourceName(row.sourceId),
  }),
  textColumn({
    id: 'ticket',
    label: 'Ticket',
    width: 85,
    text: row => row.ticket || undefined,
  }),
  {
    id: 'requester',
    label: 'Asked for by',
    width: 110,
    render: row => (
      <span title={row.requester}>{entityLabel(row.requester)}</span>
    ),
    csv: row => row.requester,
  },
  textColumn({
    id: 'approvals',
    label: 'Approvals',
    width: 85,
    text: approvals,
  }),
  {
    id: 'updated',
    label: 'Last step',
    width: 95,
    render: row => <Moment at={row.updatedAt} />,
    csv: row => row.updatedAt,
  },
  fileColumn('Verb', row => verbName(row.verb)),
  fileColumn('Targets', row => row.targets.join(' ')),
];
