import { Link } from '@backstage/ui';
import { ObservedPortRecord } from '@sankofa/plugin-itops-common';
import { EntityLink } from '../../components/entityLink';
import { RecordedSide } from '../../components/portRecord';
import { StateBadge, StatusChip } from '../../components/status';
import {
  DataColumn,
  findingsColumn,
  observedColumn,
  readColumns,
} from '../../components/table';
import {
  PORT_STATES,
  portNumbers,
  portSpeed,
  portState,
  taggedText,
} from '../../format/ports';
import { sayRecorded } from '../../format/portRecords';
import { wordOf } from '../../format/words';
import { Links } from '../../hooks/useLinks';
import { PortOfSwitch } from './portRows';

/** How many learned hosts a cell names before it counts the rest. */
const NAMED = 2;

/** So many tagged VLANs are named before the rest is counted. */
const TAGGED_NAMED = 3;

function vlanText(row: PortOfSwitch, tagged = taggedText(row)): string {
  const native = row.nativeVlan?.toString() ?? '–';
  return tagged === 'none' ? native : `${native} · tagged ${tagged}`;
}

function VlanCell(props: { row: PortOfSwitch }) {
  const { row } = props;
  const { taggedVlans } = row;
  const others = taggedVlans.length - TAGGED_NAMED;
  if (taggedVlans === 'all' || others <= 0) {
    return <>{vlanText(row)}</>;
  }
  const named = taggedVlans.slice(0, TAGGED_NAMED).join(', ');
  return (
    <span title={taggedText(row)}>{vlanText(row, `${named} +${others}`)}</span>
  );
}

/** What is written down about each port, beside how that agrees with what is seen. */
function cableColumn(
  records: ReadonlyMap<string, ObservedPortRecord[]>,
): DataColumn<PortOfSwitch> {
  const cabled = (row: PortOfSwitch) =>
    (records.get(row.ref) ?? []).filter(
      ({ recorded, verdict }) => recorded.length > 0 || verdict === 'conflict',
    );
  return {
    id: 'cable',
    label: 'Cable',
    width: 130,
    render: row =>
      cabled(row).length === 0
        ? '–'
        : cabled(row).map(record => (
            <div key={record.portId}>
              <RecordedSide record={record} />{' '}
              <StateBadge of="port" state={record.verdict} />
            </div>
          )),
    csv: row =>
      cabled(row)
        .map(record => `${sayRecorded(record)} (${record.verdict})`)
        .join('; '),
  };
}

/**
 * The columns of the table of ports.
 *
 * @param records - of each port, by its ref; left out where they are not known
 */
export function portColumns(
  links: Links,
  records?: ReadonlyMap<string, ObservedPortRecord[]>,
): DataColumn<PortOfSwitch>[] {
  return [
    {
      id: 'port',
      label: 'Port',
      sortBy: 'port',
      rowHeader: true,
      width: 108,
      card: 'head',
      render: row => `${row.device.name} ${portNumbers(row)}`,
      csv: row => `${row.device.name} ${portNumbers(row)}`,
    },
    observedColumn({
      id: 'state',
      label: 'State',
      sortBy: 'state',
      width: 98,
      card: 'badge',
      render: row => {
        const word = wordOf(PORT_STATES, portState(row));
        return (
          <StatusChip tone={word.tone} label={word.label} hint={word.hint} />
        );
      },
      csv: portState,
    }),
    {
      id: 'label',
      label: 'Label',
      sortBy: 'label',
      width: 100,
      render: row => row.label ?? '–',
      csv: row => row.label,
    },
    observedColumn({
      id: 'announced',
      label: 'Announced',
      width: 110,
      roomy: true,
      card: 'none',
      render: row => row.announced.join(', ') || '–',
      csv: row => row.announced.join(', '),
    }),
    observedColumn({
      id: 'learned',
      label: 'Learned',
      width: 142,
      render: ({ learned }) => (
        <span>
          {learned.length === 0 && '–'}
          {learned.slice(0, NAMED).map(({ mac, title, entityRef }, index) => (
            <span key={mac}>
              {index > 0 && ', '}
              {entityRef ? (
                <EntityLink entityRef={entityRef}>{title}</EntityLink>
              ) : (
                title
              )}
            </span>
          ))}
          {learned.length > NAMED && (
            <span
              title={learned
                .slice(NAMED)
                .map(({ title }) => title)
                .join('\n')}
            >
              {` +${learned.length - NAMED}`}
            </span>
          )}
        </span>
      ),
      csv: row => row.learned.map(({ title }) => title).join(', '),
    }),
    ...(records ? [cableColumn(records)] : []),
    observedColumn({
      id: 'vlan',
      label: 'VLAN',
      sortBy: 'vlan',
      width: 110,
      render: row => <VlanCell row={row} />,
      csv: row => vlanText(row),
    }),
    observedColumn({
      id: 'speed',
      label: 'Speed',
      sortBy: 'speed',
      width: 82,
      render: row => portSpeed(row) ?? '–',
      csv: portSpeed,
    }),
    observedColumn({
      id: 'macs',
      label: 'MACs',
      roomy: true,
      card: 'none',
      sortBy: 'macs',
      width: 84,
      render: row => row.learned.length,
      csv: row => row.learned.map(({ mac }) => mac).join(' '),
    }),
    {
      id: 'hostnames',
      label: 'Names',
      sortBy: 'hostnames',
      width: 80,
      render: row =>
        row.hostnames > 0 ? (
          <Link
            href={links.paths({ view: 'reverse', ref: row.ref })}
            variant="body-medium"
            standalone
          >
            {row.hostnames.toLocaleString()}
          </Link>
        ) : (
          '–'
        ),
      csv: row => row.hostnames,
    },
    findingsColumn({
      width: 90,
      sortBy: 'findings',
      hrefOf: row => links.drift({ subject: row.ref }),
      severityOf: row => row.worstSeverity ?? 'info',
    }),
    ...readColumns<PortOfSwitch>(108),
  ];
}
