import { Link } from '@backstage/ui';
import { NodeRow } from '@sankofa/plugin-itops-common';
import { Code } from '../../components/entityLink';
import {
  CpuShare,
  MemoryShare,
  allocatedCores,
  allocatedMemory,
  sayRunning,
} from '../../components/node';
import { StateBadge } from '../../components/status';
import {
  DataColumn,
  findingsColumn,
  observedColumn,
  readColumns,
} from '../../components/table';
import { Links } from '../../hooks/useLinks';

/** The columns of the nodes table. */
export function nodeColumns(links: Links): DataColumn<NodeRow>[] {
  return [
    {
      id: 'name',
      label: 'Node',
      sortBy: 'name',
      rowHeader: true,
      width: 130,
      card: 'head',
      render: row => row.name,
      csv: row => row.name,
    },
    observedColumn({
      id: 'status',
      label: 'Status',
      sortBy: 'status',
      width: 110,
      card: 'badge',
      render: row => <StateBadge of="node" state={row.status} />,
      csv: row => row.status,
    }),
    observedColumn({
      id: 'guests',
      label: 'Guests',
      sortBy: 'guests',
      width: 130,
      render: row => (
        <Link
          href={links.guests({ node: row.name })}
          variant="body-medium"
          standalone
        >
          {[row.guests, sayRunning(row)].filter(Boolean).join(' · ')}
        </Link>
      ),
      csv: row => row.guests,
    }),
    observedColumn({
      id: 'memory',
      label: 'Memory allocated',
      width: 190,
      render: row => <MemoryShare node={row} />,
      csv: allocatedMemory,
    }),
    {
      id: 'memory-size',
      label: 'Memory',
      width: 0,
      fileOnly: true,
      render: () => null,
      csv: row => row.memoryBytes,
    },
    observedColumn({
      id: 'cpu',
      label: 'Cores allocated',
      width: 170,
      render: row => <CpuShare node={row} />,
      csv: allocatedCores,
    }),
    {
      id: 'cores',
      label: 'Cores',
      width: 0,
      fileOnly: true,
      render: () => null,
      csv: row => row.cores,
    },
    observedColumn({
      id: 'address',
      label: 'Address',
      width: 150,
      roomy: true,
      render: row => (row.address ? <Code>{row.address}</Code> : '–'),
      csv: row => row.address,
    }),
    observedColumn({
      id: 'version',
      label: 'Version',
      width: 90,
      roomy: true,
      render: row => row.version ?? '–',
      csv: row => row.version,
    }),
    {
      id: 'cluster',
      label: 'Cluster',
      width: 120,
      roomy: true,
      render: row => row.cluster,
      csv: row => row.cluster,
    },
    findingsColumn({
      width: 90,
      hrefOf: row => links.drift({ subject: `node:${row.name}` }),
      severityOf: () => 'warning',
    }),
    ...readColumns<NodeRow>(185),
  ];
}
