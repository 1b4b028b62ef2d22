import { compact } from '@sankofa/plugin-itops-node';
import { Fact, parseCidr } from '@sankofa/site-model';
import { NetworkRow } from '../clients/schemas';

/** Networks that are no VLAN on a switch. */
const OUTSIDE = /^(?:wan|.*vpn.*)$/;
/** The default network has no tag; on a port it counts as VLAN 1 (the official API says so). */
const DEFAULT_VLAN = 1;

/** The VLAN of a network, where a port can carry it. */
export function vlanOf(network: NetworkRow): number | undefined {
  if (OUTSIDE.test(network.purpose ?? '')) {
    return undefined;
  }
  return network.vlan_enabled === false || network.vlan === undefined
    ? DEFAULT_VLAN
    : network.vlan;
}

/** Networks that are switched off are not there for anybody. */
export function isEnabled(network: NetworkRow): boolean {
  return network.enabled ?? true;
}

/** VLAN of each network that a port can carry, by id. */
export function vlansById(
  networks: readonly NetworkRow[],
): Map<string, number> {
  return new Map(
    networks.filter(isEnabled).flatMap((network): [string, number][] => {
      const vlan = vlanOf(network);
      return vlan === undefined ? [] : [[network._id, vlan]];
    }),
  );
}

/** A network of the site. */
export function mapNetwork(
  network: NetworkRow,
  locator: string,
): Extract<Fact, { kind: 'network' }> {
  const subnet = parseCidr(network.ip_subnet ?? '');
  const { dhcpd_start: start, dhcpd_stop: stop } = network;
  return {
    kind: 'network',
    key: network._id,
    value: compact({
      id: network._id,
      name: network.name,
      vid: vlanOf(network),
      cidr: subnet && `${subnet.address}/${subnet.length}`,
      gateway: subnet?.address,
      dhcp:
        network.dhcpd_enabled && start && stop ? { start, stop } : undefined,
      purpose: network.purpose,
    }),
    locator,
  };
}
