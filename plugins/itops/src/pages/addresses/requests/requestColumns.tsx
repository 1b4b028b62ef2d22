import { Link } from '@backstage/ui';
import { IpamRequestRecord } from '@sankofa/plugin-itops-common';
import { Moment } from '../../../components/clock';
import { Code } from '../../../components/entityLink';
import { textColumn } from '../../../components/record';
import { StatusChip } from '../../../components/status';
import { DataColumn } from '../../../components/table';
import { REQUEST_STATES } from '../../../format/ipam';
import { entityLabel, wordOf } from '../../../format/words';
import { Links } from '../../../hooks/useLinks';

/** "waiting", "accepted", "rejected" with icon and colour. */
export function RequestState(props: { state: string }) {
  return <StatusChip {...wordOf(REQUEST_STATES, props.state)} />;
}

/** The columns of the table of requests. */
export function requestColumns(links: Links): DataColumn<IpamRequestRecord>[] {
  return [
    textColumn({
      id: 'purpose',
      label: 'For what',
      rowHeader: true,
      width: 250,
      card: 'head',
      text: row => row.purpose,
    }),
    {
      id: 'state',
      label: 'State',
      width: 105,
      card: 'badge',
      render: row => <RequestState state={row.state} />,
      csv: row => row.state,
    },
    {
      id: 'prefix',
      label: 'Prefix',
      width: 140,
      render: row =>
        row.prefixId ? (
          <Link
            href={links.addresses({ view: 'prefixes', block: row.prefixId })}
            variant="body-medium"
          >
            <Code>{row.prefix}</Code>
          </Link>
        ) : (
          <Code>{row.prefix}</Code>
        ),
      csv: row => row.prefix,
    },
    {
      id: 'address',
      label: 'Address',
      width: 130,
      render: row => {
        if (row.address) {
          return (
            <Link
              href={links.addresses({ address: row.address })}
              variant="body-medium"
            >
              <Code>{row.address}</Code>
            </Link>
          );
        }
        return row.wanted ? <Code>{row.wanted}</Code> : 'next free one';
      },
      csv: row => row.address ?? row.wanted,
    },
    textColumn({
      id: 'hostname',
      label: 'Host name',
      width: 120,
      roomy: true,
      text: row => row.hostname,
    }),
    {
      id: 'asked',
      label: 'Asked',
      width: 150,
      render: row => (
        <span>
          <Moment at={row.requestedAt} /> by {entityLabel(row.requestedBy)}
        </span>
      ),
      csv: row => row.requestedAt,
    },
    {
      id: 'decided',
      label: 'Decided',
      width: 150,
      render: row =>
        row.decidedAt && row.decidedBy ? (
          <span>
            <Moment at={row.decidedAt} /> by {entityLabel(row.decidedBy)}
          </span>
        ) : (
          '–'
        ),
      csv: row => row.decidedAt,
    },
  ];
}
