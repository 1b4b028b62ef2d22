import { GuestCapacityRow } from '@sankofa/plugin-itops-common';
import { FreshnessStamp, Observed } from '../../../components/freshness';
import { StatusChip } from '../../../components/status';
import { DataColumn, fileColumn } from '../../../components/table';
import { bytes, cores, percent } from '../../../format/quantity';
import { wordOf } from '../../../format/words';
import { ACTIVITIES, p95Of, sayUsage } from '../sayCapacity';

type Column = DataColumn<GuestCapacityRow>;

function sayOversized({ oversized }: GuestCapacityRow): string {
  return oversized
    .map(({ resource, allocated, suggested }) => {
      const say = resource === 'cpu' ? cores : bytes;
      return `${say(suggested)} instead of ${say(allocated)}`;
    })
    .join('; ');
}

function usedColumn(
  resource: 'cpu' | 'memory',
  label: string,
  say: (value: number) => string,
): Column {
  return {
    id: `${resource}-used`,
    label,
    sortBy: resource,
    width: 130,
    render: row => (
      <Observed label={row.metricsFreshness} quiet>
        <span title={`${percent(row.usage[resource].coverage, 1)} % measured`}>
          {sayUsage(row.usage[resource], say)}
        </span>
      </Observed>
    ),
    csv: row => p95Of(row.usage[resource]),
  };
}

function givenColumn(
  field: 'milliCores' | 'memoryBytes',
  label: string,
  say: (value: number) => string,
): Column {
  return {
    id: field,
    label,
    sortBy: field,
    width: 100,
    render: row => {
      const value = row[field];
      return (
        <Observed label={row.freshness} quiet>
          {value === undefined ? 'unknown' : say(value)}
        </Observed>
      );
    },
    csv: row => row[field],
  };
}

/** The columns of guests and how they use what they were given. */
export const guestColumns: Column[] = [
  {
    id: 'name',
    label: 'Guest',
    sortBy: 'name',
    rowHeader: true,
    card: 'head',
    width: 180,
    render: row => `${row.vmid} ${row.name ?? ''}`,
    csv: row => row.name,
  },
  fileColumn('VMID', row => row.vmid),
  {
    id: 'activity',
    label: 'Activity',
    sortBy: 'activity',
    card: 'badge',
    width: 130,
    render: row => {
      const word = wordOf(ACTIVITIES, row.activity);
      return (
        <Observed label={row.metricsFreshness} quiet>
          <StatusChip tone={word.tone} label={word.label} hint={word.hint} />
        </Observed>
      );
    },
    csv: row => row.activity,
  },
  {
    id: 'node',
    label: 'Node',
    sortBy: 'node',
    width: 100,
    render: row => row.node,
    csv: row => row.node,
  },
  givenColumn('milliCores', 'Cores', cores),
  usedColumn('cpu', 'CPU p95', cores),
  givenColumn('memoryBytes', 'Memory', bytes),
  usedColumn('memory', 'Memory p95', bytes),
  {
    id: 'oversized',
    label: 'Would do',
    width: 190,
    render: row => sayOversized(row) || '–',
    csv: sayOversized,
  },
  {
    id: 'stopped',
    label: 'Stood still',
    width: 80,
    roomy: true,
    render: row => `${percent(row.stoppedShare, 1)} %`,
    csv: row => row.stoppedShare,
  },
  {
    id: 'measured',
    label: 'Measured',
    width: 120,
    render: row => <FreshnessStamp label={row.metricsFreshness} />,
    csv: row => row.metricsFreshness.collectedAt,
  },
];
