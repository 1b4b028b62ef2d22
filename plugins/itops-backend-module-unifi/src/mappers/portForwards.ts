import { compact } from '@sankofa/plugin-itops-node';
import { Fact } from '@sankofa/site-model';
import { PortForwardRow } from '../clients/schemas';

const ANY = 'any';

/** The id of the group that limits who may use it, where a group does. */
export function sourceGroupOf(row: PortForwardRow): string | undefined {
  return row.src_limiting_enabled && row.src_limiting_type === 'firewall_group'
    ? row.src_firewall_group_id
    : undefined;
}

function sourceOf(
  row: PortForwardRow,
  groups: ReadonlyMap<string, string>,
): string | undefined {
  const group = sourceGroupOf(row);
  if (group !== undefined) {
    return groups.get(group) ?? `group ${group}`;
  }
  // Before 8 there is no switch: the field itself decides.
  return row.src_limiting_enabled === false || row.src === ANY
    ? undefined
    : row.src;
}

/** The addresses of the WAN it listens on; nothing when any will do. */
function destinationOf(row: PortForwardRow): string | undefined {
  const addresses = [
    row.destination_ip,
    ...(row.destination_ips ?? []).map(({ destination_ip: ip }) => ip),
  ].filter(ip => ip !== undefined && ip !== ANY);
  return [...new Set(addresses)].join(', ') || undefined;
}

/** @param groups - names of the firewall groups, by id */
export function mapPortForward(
  row: PortForwardRow,
  groups: ReadonlyMap<string, string>,
  locator: string,
): Extract<Fact, { kind: 'port-forward' }> {
  return {
    kind: 'port-forward',
    key: row._id,
    value: compact({
      id: row._id,
      name: row.name,
      enabled: row.enabled ?? true,
      interface: row.pfwd_interface ?? 'wan',
      protocol: row.proto ?? 'tcp_udp',
      listenPorts: row.dst_port,
      targetAddress: row.fwd,
      targetPorts: row.fwd_port ?? '',
      source: sourceOf(row, groups),
      destination: destinationOf(row),
    }),
    locator,
  };
}
