import { Link } from '@backstage/ui';
import { AddressRow } from '@sankofa/plugin-itops-common';
import { Code } from '../../components/entityLink';
import { FreshnessStamp, Observed } from '../../components/freshness';
import { SeverityBadge, StateBadge } from '../../components/status';
import { DataColumn } from '../../components/table';
import { sourceName } from '../../format/words';
import { Links } from '../../hooks/useLinks';

function sourcesOf(row: AddressRow): string[] {
  return [...new Set(row.claims.map(({ sourceId }) => sourceId))];
}

/** The columns of the addresses table. */
export function addressColumns(links: Links): DataColumn<AddressRow>[] {
  return [
    {
      id: 'address',
      label: 'Address',
      sortBy: 'address',
      rowHeader: true,
      width: 125,
      card: 'head',
      render: row => <Code>{row.address}</Code>,
      csv: row => row.address,
    },
    {
      id: 'state',
      label: 'State',
      sortBy: 'state',
      width: 152,
      card: 'badge',
      render: row => (
        <Observed label={row.freshness} quiet>
          <StateBadge of="address" state={row.state} />
        </Observed>
      ),
      csv: row => row.state,
    },
    {
      id: 'owners',
      label: 'Owner',
      width: 165,
      render: row => (
        <Observed label={row.freshness} quiet>
          {row.owners.length > 0 ? row.owners.join(', ') : '–'}
        </Observed>
      ),
      csv: row => row.owners.join(', '),
    },
    {
      id: 'why',
      label: 'Why',
      width: 370,
      render: row => row.why,
      csv: row => row.why,
    },
    {
      id: 'prefix',
      label: 'Prefix',
      width: 160,
      roomy: true,
      card: 'none',
      render: row => (row.prefix ? <Code>{row.prefix}</Code> : '–'),
      csv: row => row.prefix,
    },
    {
      id: 'claims',
      label: 'Claims',
      width: 60,
      render: row => (
        <span
          title={sourcesOf(row)
            .map(id => sourceName(id))
            .join('\n')}
        >
          {row.claims.length}
        </span>
      ),
      csv: row => row.claims.length,
    },
    {
      id: 'findings',
      label: 'Findings',
      width: 80,
      render: row =>
        row.openFindings > 0 ? (
          <Link
            href={links.drift({ subject: `address:${row.address}` })}
            standalone
          >
            <SeverityBadge
              severity={row.state === 'conflict' ? 'critical' : 'warning'}
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
      width: 150,
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
