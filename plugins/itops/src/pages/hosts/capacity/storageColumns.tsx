import { StorageCapacityRow } from '@sankofa/plugin-itops-common';
import { ShareBar } from '../../../components/node';
import { DataColumn } from '../../../components/table';
import { bytes, percent } from '../../../format/quantity';
import { p95Of, sayCoverage, sayForecast, sayUsage } from '../sayCapacity';

function UsedNow(props: { row: StorageCapacityRow }) {
  const { usedBytes, totalBytes } = props.row;
  if (usedBytes === undefined) {
    return <>unknown</>;
  }
  return (
    <ShareBar
      label={`Used of ${props.row.storages.join(', ')}`}
      text={
        totalBytes === undefined
          ? `${bytes(usedBytes)}, size unknown`
          : `${bytes(usedBytes)} of ${bytes(totalBytes)}`
      }
      percent={percent(usedBytes, totalBytes)}
    />
  );
}

/** The columns of shared storages: each space once, whatever sees it. */
export const storageColumns: DataColumn<StorageCapacityRow>[] = [
  {
    id: 'storage',
    label: 'Storage',
    rowHeader: true,
    card: 'head',
    width: 150,
    render: row => row.storages.join(', '),
  },
  {
    id: 'type',
    label: 'Class',
    width: 80,
    render: row => row.types.join(', '),
  },
  {
    id: 'nodes',
    label: 'Seen by',
    width: 170,
    render: row => row.nodes.join(', '),
  },
  {
    id: 'used',
    label: 'Used now',
    width: 200,
    render: row => <UsedNow row={row} />,
  },
  {
    id: 'p95',
    label: 'Used (p95)',
    width: 170,
    render: row =>
      p95Of(row.usage) === undefined
        ? sayUsage(row.usage, bytes)
        : `${sayUsage(row.usage, bytes)} · ${sayCoverage(row.usage)}`,
  },
  {
    id: 'forecast',
    label: 'Forecast',
    width: 260,
    render: row => sayForecast(row.forecast),
  },
];
