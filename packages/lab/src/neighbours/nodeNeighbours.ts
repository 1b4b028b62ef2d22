import { LabGuest, LabNet, LabNode, World } from '../world';
import { nodeCardMac } from '../world/macs';

/** One element of `ip -j neigh`. */
export interface LabNeighbour {
  dst: string;
  dev: string;
  lladdr?: string;
  state: string[];
}

/** The first three octets, as all networks of the lab's nodes are /24. */
const networkOf = (address: string) => address.replace(/\.\d+$/, '');

/** The interface that has the node's own address. */
function ownDevice({ wiring, managementVlan }: LabNode): string {
  if (wiring === 'open-vswitch') {
    return 'mgmt';
  }
  return managementVlan === undefined ? 'vmbr0' : `vmbr0.${managementVlan}`;
}

function addressesOf({ address, address6, live }: LabNet): string[] {
  return [address, address6, ...live].flatMap(text =>
    text?.includes('/') ? [text.replace(/\/.*/, '')] : [],
  );
}

/** How a node knows a guest: well if it runs there, of others only some. */
function stateOf(guest: LabGuest, node: LabNode): string | undefined {
  const chance = guest.vmid + node.nodeId;
  if (guest.node === node.name) {
    return guest.vmid % 7 === 0 ? 'STALE' : 'REACHABLE';
  }
  if (chance % 3 !== 0) {
    return undefined;
  }
  return chance % 6 === 0 ? 'REACHABLE' : 'STALE';
}

/**
 * What `ip -j neigh` prints on a node: gateway and switches, the other nodes, guests of
 * the flat LAN that run on nodes that are on, and half of the other stations. Where two
 * have one address, a node sees one of them: its own guest rather than another.
 */
export function nodeNeighbours(world: World, node: LabNode): LabNeighbour[] {
  const dev = ownDevice(node);
  const network = networkOf(node.address);
  const online = new Set(
    world.nodes.filter(({ state }) => state === 'online').map(n => n.name),
  );
  // The flat LAN is the VLAN in which the nodes themselves are.
  const tags = [undefined, ...world.nodes.map(n => n.managementVlan)];
  const entries = new Map<string, LabNeighbour>();
  const add = (dst: string, state: string, mac?: string) => {
    if (dst !== node.address && !entries.has(dst)) {
      const lladdr = mac && { lladdr: mac.toLowerCase() };
      entries.set(dst, { dst, dev, ...lladdr, state: [state] });
    }
  };

  for (const { address, mac } of world.switching?.devices ?? []) {
    add(address, 'REACHABLE', mac);
  }
  for (const { name, address, nodeId } of world.nodes) {
    if (online.has(name)) {
      add(address, 'REACHABLE', nodeCardMac(nodeId, 1));
    } else {
      add(address, 'FAILED');
    }
  }
  const isHere = (guest: LabGuest) => guest.node === node.name;
  const running = world.guests.filter(
    guest =>
      guest.status === 'running' && !guest.template && online.has(guest.node),
  );
  const ownFirst = [
    ...running.filter(isHere),
    ...running.filter(guest => !isHere(guest)),
  ];
  for (const guest of ownFirst) {
    const state = stateOf(guest, node);
    const nets = guest.nets.filter(
      net => net.bridge === 'vmbr0' && !net.linkDown && tags.includes(net.tag),
    );
    for (const net of state ? nets : []) {
      addressesOf(net)
        .filter(text => text.includes(':') || networkOf(text) === network)
        .forEach(text => add(text, state!, net.mac));
    }
  }
  world.switching?.stations.forEach((station, place) => {
    const { address, mac, goneForDays } = station;
    const isKnown = (place + node.nodeId) % 2 === 0;
    if (isKnown && address && networkOf(address) === network) {
      add(address, goneForDays ? 'STALE' : 'REACHABLE', mac);
    }
  });
  return [...entries.values()];
}
