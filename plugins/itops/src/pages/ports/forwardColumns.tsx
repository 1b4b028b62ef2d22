import { Fragment } from 'react';
import { Link } from '@backstage/ui';
import { ForwardRow } from '@sankofa/plugin-itops-common';
import { Code } from '../../components/entityLink';
import { StatusChip } from '../../components/status';
import {
  DataColumn,
  findingsColumn,
  observedColumn,
  readColumns,
} from '../../components/table';
import { Links } from '../../hooks/useLinks';

const PROTOCOLS: Record<ForwardRow['protocol'], string> = {
  tcp: 'TCP',
  udp: 'UDP',
  tcp_udp: 'TCP and UDP',
};

/** Ports and ranges as typed; a line breaks between them, never within one. */
function PortList(props: { ports: string }) {
  return (
    <Code>
      {props.ports.split(',').map((port, index) => (
        <Fragment key={port}>
          {index > 0 && (
            <>
              ,<wbr />
            </>
          )}
          {port}
        </Fragment>
      ))}
    </Code>
  );
}

/** The columns of the table of port forwards. */
export function forwardColumns(links: Links): DataColumn<ForwardRow>[] {
  return [
    {
      id: 'name',
      label: 'Forward',
      rowHeader: true,
      width: 130,
      card: 'head',
      render: row => row.name ?? row.id,
      csv: row => row.name ?? row.id,
    },
    observedColumn({
      id: 'state',
      label: 'State',
      width: 92,
      card: 'badge',
      render: row =>
        row.enabled ? (
          <StatusChip tone="success" label="on" hint="It lets requests in." />
        ) : (
          <StatusChip tone="neutral" label="off" hint="It does nothing now." />
        ),
      csv: row => (row.enabled ? 'on' : 'off'),
    }),
    observedColumn({
      id: 'interface',
      label: 'WAN',
      width: 70,
      render: row => row.interface,
      csv: row => row.interface,
    }),
    observedColumn({
      id: 'protocol',
      label: 'Protocol',
      width: 90,
      render: row => PROTOCOLS[row.protocol],
      csv: row => PROTOCOLS[row.protocol],
    }),
    observedColumn({
      id: 'listen',
      label: 'Listens on',
      width: 105,
      render: row => <PortList ports={row.listenPorts} />,
      csv: row => row.listenPorts,
    }),
    observedColumn({
      id: 'target',
      label: 'Sends to',
      width: 215,
      render: row => (
        <Link
          href={links.addresses({ address: row.targetAddress })}
          variant="body-medium"
          standalone
        >
          <Code>{row.targetAddress}:</Code>
          <PortList ports={row.targetPorts} />
        </Link>
      ),
      csv: row => `${row.targetAddress}:${row.targetPorts}`,
    }),
    observedColumn({
      id: 'source',
      label: 'Lets in',
      width: 120,
      render: row =>
        row.source === undefined ? 'everybody' : <Code>{row.source}</Code>,
      csv: row => row.source ?? 'everybody',
    }),
    observedColumn({
      id: 'owners',
      label: 'Owner',
      width: 150,
      render: row => row.owners.join(', ') || 'nobody known',
      csv: row => row.owners.join(', '),
    }),
    findingsColumn({
      width: 95,
      hrefOf: row => links.drift({ subject: row.ref }),
      severityOf: row => row.worstSeverity ?? 'info',
    }),
    ...readColumns<ForwardRow>(130),
  ];
}
