import { SwitchPortRow, SwitchView } from '@sankofa/plugin-itops-common';
import { portNumbers, portState } from '../../format/ports';
import { Order } from '../../hooks/useTableQuery';

/** A port with the switch it belongs to. */
export interface PortOfSwitch extends SwitchPortRow {
  device: SwitchView;
}

export const PORT_FILTERS = ['switch', 'state', 'vlan', 'findings'] as const;
export type PortFilter = (typeof PORT_FILTERS)[number];

/** All ports, switch by switch. */
export function portRows(switches: SwitchView[]): PortOfSwitch[] {
  return switches.flatMap(device =>
    device.ports.map(port => ({ ...port, device })),
  );
}

function textOf(row: PortOfSwitch): string {
  const { device, ref, label, profile, announced, learned } = row;
  return [
    device.name,
    `${device.name} ${portNumbers(row)}`,
    ref,
    label,
    profile,
    ...announced,
    ...learned.flatMap(({ mac, title, address }) => [mac, title, address]),
  ]
    .join(' ')
    .toLowerCase();
}

function carries(row: SwitchPortRow, vlan: number): boolean {
  return (
    row.nativeVlan === vlan ||
    row.taggedVlans === 'all' ||
    row.taggedVlans.includes(vlan)
  );
}

/** Does a port match search and filters? All words must be found. */
export function portMatches(
  row: PortOfSwitch,
  q: string | undefined,
  filters: Partial<Record<PortFilter, string>>,
): boolean {
  const text = textOf(row);
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return (
    words.every(word => text.includes(word)) &&
    (!filters.switch || row.device.id === filters.switch) &&
    (!filters.state || portState(row) === filters.state) &&
    (!filters.vlan || carries(row, Number(filters.vlan))) &&
    (!filters.findings ||
      row.openFindings > 0 === (filters.findings === 'true'))
  );
}

const SORTS: Record<string, (row: PortOfSwitch) => string | number> = {
  label: row => row.label ?? '',
  state: portState,
  vlan: row => row.nativeVlan ?? 0,
  speed: row => (row.up ? (row.speedMbps ?? 0) * row.ports.length : 0),
  macs: row => row.learned.length,
  hostnames: row => row.hostnames,
  findings: row => row.openFindings,
};

/** Ports in another order than that of their switches and numbers. */
export function sortPorts(
  rows: PortOfSwitch[],
  by: string | undefined,
  order: Order | undefined,
): PortOfSwitch[] {
  const value = by === undefined ? undefined : SORTS[by];
  const sorted = value
    ? [...rows].sort((left, right) => {
        const [a, b] = [value(left), value(right)];
        return typeof a === 'number' && typeof b === 'number'
          ? a - b
          : String(a).localeCompare(String(b), undefined, { numeric: true });
      })
    : [...rows];
  return order === 'desc' ? sorted.reverse() : sorted;
}
