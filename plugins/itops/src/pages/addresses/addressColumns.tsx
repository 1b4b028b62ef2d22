import { AddressRow } from '@sankofa/plugin-itops-common';
import { Code } from '../../components/entityLink';
import { StateBadge } from '../../components/status';
import {
  DataColumn,
  findingsColumn,
  observedColumn,
  readColumns,
} from '../../components/table';
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
    observedColumn({
      id: 'state',
      label: 'State',
      sortBy: 'state',
      width: 152,
      card: 'badge',
      render: row => <StateBadge of="address" state={row.state} />,
      csv: row => row.state,
    }),
    observedColumn({
      id: 'owners',
      label: 'Owner',
      width: 165,
      render: row => (row.owners.length > 0 ? row.owners.join(', ') : '–'),
      csv: row => row.owners.join(', '),
    }),
    {
      id: 'why',
      label: 'Why',
      width: 358,
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
      width: 72,
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
    findingsColumn({
      width: 80,
      hrefOf: row => links.drift({ subject: `address:${row.address}` }),
      severityOf: row => (row.state === 'conflict' ? 'critical' : 'warning'),
    }),
    ...readColumns<AddressRow>(150),
  ];
}
