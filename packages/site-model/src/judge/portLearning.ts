import { isReadable } from '../observations';
import { Observed, SiteNode, SwitchPortSet } from '../site';
import { ClientFact } from '../facts';
import { macOwnersOf } from '../site/edge/MacOwners';
import { JudgeContext } from './JudgeContext';

/** What is learned behind one switch port now. */
export interface Learned {
  set: SwitchPortSet;
  /** Nodes that are there themselves, or a guest of theirs. */
  nodes: Set<SiteNode>;
  /** Clients that are no guest, node or switch. */
  foreign: Observed<ClientFact>[];
}

/** What is behind every port that does not lead to another switch, by fresh readings. */
export function learnedPorts(context: JudgeContext): Learned[] {
  const { site } = context;
  const ports = context.ports();
  const owners = macOwnersOf(site);
  const nodes = context.nodesById();
  const found = new Map<SwitchPortSet, Learned>();
  for (const set of site.switchPorts) {
    if (!set.isUplink && set.members.some(item => isReadable(item.freshness))) {
      found.set(set, { set, nodes: new Set(), foreign: [] });
    }
  }
  for (const node of site.nodes) {
    for (const { set, via } of ports.everyPortOfNode(node)) {
      if (via === 'learned' || via === 'lldp') {
        found.get(set)?.nodes.add(node);
      }
    }
  }
  for (const client of site.clients) {
    const { mac, switchMac, port, presence } = client.value;
    const set =
      switchMac === undefined || port === undefined
        ? undefined
        : ports.portAt(client.sourceId, switchMac, port);
    const learned = set && found.get(set);
    if (learned && presence === 'present' && isReadable(client.freshness)) {
      const owner = owners.ownerOf(mac);
      if (!owner) {
        learned.foreign.push(client);
      }
      for (const { guest } of owner?.guests ?? []) {
        const node = nodes.get(`${guest.sourceId}/${guest.node}`);
        if (node) {
          learned.nodes.add(node);
        }
      }
    }
  }
  return [...found.values()];
}
