import { ObservedPortRecord } from '@sankofa/plugin-itops-common';
import { RecordedSide, SeenSide } from '../../../components/portRecord';
import { StateBadge } from '../../../components/status';
import { DataColumn, readColumns } from '../../../components/table';
import {
  ORIGINS,
  sayRecorded,
  saySeen,
  saySeenBy,
} from '../../../format/portRecords';

/** Both sides of each port: what is written down, and what is seen. */
export const compareColumns: DataColumn<ObservedPortRecord>[] = [
  {
    id: 'port',
    label: 'Port',
    sortBy: 'device',
    rowHeader: true,
    width: 130,
    card: 'head',
    render: row => `${row.device} ${row.port}`,
    csv: row => `${row.device} ${row.port}`,
  },
  {
    id: 'verdict',
    label: 'Verdict',
    sortBy: 'verdict',
    width: 100,
    card: 'badge',
    render: row => <StateBadge of="port" state={row.verdict} />,
    csv: row => row.verdict,
  },
  {
    id: 'recorded',
    label: 'Cable, written down',
    width: 200,
    render: row => <RecordedSide record={row} />,
    csv: sayRecorded,
  },
  {
    id: 'origin',
    label: 'Written',
    width: 90,
    roomy: true,
    render: row =>
      row.recordedOrigin === undefined ? '–' : ORIGINS[row.recordedOrigin],
    csv: row => row.recordedOrigin,
  },
  {
    id: 'seen',
    label: 'Seen there',
    width: 200,
    render: row => <SeenSide record={row} />,
    csv: row =>
      row.observed.map(one => `${saySeen(one)} ${saySeenBy(one)}`).join('; '),
  },
  ...readColumns<ObservedPortRecord>(130),
];
