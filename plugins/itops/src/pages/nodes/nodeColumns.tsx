import { Link } from '@backstage/ui';
import { NodeRow } from '@sankofa/plugin-itops-common';
import { Code } from '../../components/entityLink';
import { FreshnessStamp, Observed } from '../../components/freshness';
import {
  CpuShare,
  MemoryShare,
  allocatedCores,
  allocatedMemory,
  sayRunning,
} from '../../components/node';
import { SeverityBadge, StateBadge } from '../../components/status';
import { DataColumn } from '../../components/table';
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
    {
      id: 'status',
      label: 'Status',
      sortBy: 'status',
      width: 110,
      card: 'badge',
      render: row => (
        <Observed label={row.freshness} quiet>
          <StateBadge of="node" state={row.status} />
        </Observed>
      ),
      csv: row => row.status,
    },
    {
      id: 'guests',
      label: 'Guests',
      sortBy: 'guests',
      width: 130,
      render: row => (
        <Observed label={row.freshness} quiet>
          <Link
            href={links.guests({ node: row.name })}
            variant="body-medium"
            standalone
          >
            {[row.guests, sayRunning(row)].filter(Boolean).join(' · ')}
          </Link>
        </Observed>
      ),
      csv: row => row.guests,
    },
    {
      id: 'memory',
      label: 'Memory allocated',
      width: 190,
      render: row => (
        <Observed label={row.freshness} quiet>
          <MemoryShare node={row} />
        </Observed>
      ),
      csv: allocatedMemory,
    },
    {
      id: 'memory-size',
      label: 'Memory',
      width: 0,
      fileOnly: true,
      render: () => null,
      csv: row => row.memoryBytes,
    },
    {
      id: 'cpu',
      label: 'Cores allocated',
      width: 170,
      render: row => (
        <Observed label={row.freshness} quiet>
          <CpuShare node={row} />
        </Observed>
      ),
      csv: allocatedCores,
    },
    {
      id: 'cores',
      label: 'Cores',
      width: 0,
      fileOnly: true,
      render: () => null,
      csv: row => row.cores,
    },
    {
      id: 'address',
      label: 'Address',
      width: 150,
      roomy: true,
      render: row => (
        <Observed label={row.freshness} quiet>
          {row.address ? <Code>{row.address}</Code> : '–'}
        </Observed>
      ),
      csv: row => row.address,
    },
    {
      id: 'version',
      label: 'Version',
      width: 90,
      roomy: true,
      render: row => (
        <Observed label={row.freshness} quiet>
          {row.version ?? '–'}
        </Observed>
      ),
      csv: row => row.version,
    },
    {
      id: 'cluster',
      label: 'Cluster',
      width: 120,
      roomy: true,
      render: row => row.cluster,
      csv: row => row.cluster,
    },
    {
      id: 'findings',
      label: 'Findings',
      width: 90,
      render: row =>
        row.openFindings > 0 ? (
          <Link href={links.drift({ subject: `node:${row.name}` })} standalone>
            <SeverityBadge
              severity="warning"
              label={String(row.openFindings)}
            />
          </Link>
        ) : (
          '–'
        ),
      csv: row => row.openFindings,
    },
    {
      id: 'read',
      label: 'Read',
      width: 185,
      render: row => <FreshnessStamp label={row.freshness} />,
      csv: row => row.freshness.collectedAt,
    },
    {
      id: 'freshness',
      label: 'Freshness',
      width: 0,
      fileOnly: true,
      render: () => null,
      csv: row => row.freshness.freshness,
    },
  ];
}
