import { pushTo } from '../../collections/pushTo';
import { sameHostName } from '../../text/hostNames';
import { normalizeMac } from '../../values';
import { hostAddress } from '../guestInterfaces';
import { Guest, Site, SiteNode } from '../site';
import { SiteEdge, SiteSwitch } from './edge';
import { eachSighting } from './sightings';

/** A guest interface with a MAC. A copied guest may share it with another one. */
export interface GuestMac {
  guest: Guest;
  interfaceId: string;
}

/** Everybody whose a MAC is; nodes come after guests and switches. */
export interface MacOwner {
  guests: GuestMac[];
  node?: SiteNode;
  device?: SiteSwitch;
}

/** A MAC of a node, and the interface it is known to be on. */
export interface NodeMac {
  mac: string;
  interface?: string;
}

type OwnedEdge = Pick<
  SiteEdge,
  'switches' | 'switchPorts' | 'clients' | 'neighbours' | 'nodeLinks'
>;

/** Finds the one node that a host name means, short or full. */
export function nodesByHostName(
  nodes: readonly SiteNode[],
): (name: string) => SiteNode | undefined {
  const first = (name: string) => name.trim().toLowerCase().split('.', 1)[0];
  const byLabel = new Map<string, SiteNode[]>();
  for (const node of nodes) {
    pushTo(byLabel, first(node.name), node);
  }
  return name => {
    const meant = (byLabel.get(first(name)) ?? []).filter(node =>
      sameHostName(node.name, name),
    );
    return meant.length === 1 ? meant[0] : undefined;
  };
}

/** Links whose MAC is the node's own; taps and veths carry those of guests. */
const OWN_LINKS: ReadonlySet<string> = new Set([
  'physical',
  'bond',
  'bridge',
  'vlan',
]);

/**
 * Whose a MAC is. Guests name theirs in their configuration and switches are
 * told apart by it. Those of nodes come from their links, from what they
 * announce by LLDP, and from who answers for their addresses.
 */
export class MacOwners {
  /** One table: of a million clients nearly all are in none. */
  private readonly owners = new Map<string, MacOwner>();
  private readonly byNode = new Map<string, NodeMac[]>();

  private constructor() {}

  static create(
    edge: OwnedEdge,
    guests: readonly Guest[],
    nodes: readonly SiteNode[],
  ): MacOwners {
    const owners = new MacOwners();
    for (const guest of guests) {
      for (const net of guest.interfaces) {
        if (net.mac !== undefined) {
          owners.entry(net.mac).guests.push({ guest, interfaceId: net.id });
        }
      }
    }
    for (const item of edge.switches) {
      owners.entry(item.value.mac).device = item;
    }
    owners.readLinks(edge, nodes);
    owners.readAnnouncements(edge, nodes);
    owners.readAnswers(edge, nodes);
    return owners;
  }

  private entry(mac: string): MacOwner {
    let owner = this.owners.get(mac);
    if (!owner) {
      owner = { guests: [] };
      this.owners.set(mac, owner);
    }
    return owner;
  }

  /** Nothing where no guest, node, switch or gateway has it. */
  ownerOf(mac: string): MacOwner | undefined {
    return this.owners.get(mac);
  }

  guestsOf(mac: string): readonly GuestMac[] {
    return this.owners.get(mac)?.guests ?? [];
  }

  nodeOf(mac: string): SiteNode | undefined {
    return this.owners.get(mac)?.node;
  }

  switchOf(mac: string): SiteSwitch | undefined {
    return this.owners.get(mac)?.device;
  }

  macsOfNode(nodeId: string): readonly NodeMac[] {
    return this.byNode.get(nodeId) ?? [];
  }

  /** No guest, node, switch or gateway has it. */
  isForeign(mac: string): boolean {
    return !this.owners.has(mac);
  }

  private add(node: SiteNode, mac: string, name?: string): void {
    const owner = this.entry(mac);
    if (owner.guests.length > 0 || owner.device) {
      return;
    }
    owner.node = node;
    const known = this.byNode
      .get(node.id)
      ?.find(item => item.mac === mac && item.interface === name);
    if (!known) {
      pushTo(this.byNode, node.id, {
        mac,
        ...(name !== undefined && { interface: name }),
      });
    }
  }

  private readLinks(edge: OwnedEdge, nodes: readonly SiteNode[]): void {
    const byName = new Map<string, SiteNode[]>();
    for (const node of nodes) {
      pushTo(byName, node.name, node);
      for (const { name, mac } of node.interfaces) {
        if (mac !== undefined) {
          this.add(node, mac, name);
        }
      }
    }
    for (const { value } of edge.nodeLinks) {
      const named = byName.get(value.node) ?? [];
      // Where two clusters have a node of this name, the link may be of either.
      if (named.length === 1 && OWN_LINKS.has(value.kind)) {
        for (const mac of [value.mac, value.permanentMac]) {
          if (mac !== undefined) {
            this.add(named[0], mac, value.name);
          }
        }
      }
    }
  }

  private readAnnouncements(edge: OwnedEdge, nodes: readonly SiteNode[]): void {
    const named = nodesByHostName(nodes);
    for (const { members } of edge.switchPorts) {
      for (const { chassisId, systemName } of members.flatMap(
        ({ value }) => value.lldp,
      )) {
        const mac = normalizeMac(chassisId);
        const node = systemName === undefined ? undefined : named(systemName);
        if (mac !== undefined && node) {
          this.add(node, mac);
        }
      }
    }
  }

  /** Whoever answers for the address of a node is the node, as long as it is no guest. */
  private readAnswers(edge: OwnedEdge, nodes: readonly SiteNode[]): void {
    const homes = new Map<string, { node: SiteNode; interface?: string }>();
    for (const node of nodes) {
      const own = node.address && hostAddress(node.address);
      if (own) {
        homes.set(own, { node });
      }
      for (const { name, addresses } of node.interfaces) {
        for (const text of addresses) {
          const address = hostAddress(text);
          if (address !== undefined) {
            homes.set(address, { node, interface: name });
          }
        }
      }
    }
    const earlier: { mac: string; address: string }[] = [];
    const answered = new Set<string>();
    const settle = (mac: string, address: string) => {
      const home = homes.get(address)!;
      this.add(home.node, mac, home.interface);
    };
    eachSighting(edge, ({ mac, address, isPresent }) => {
      if (homes.has(address) && isPresent) {
        answered.add(address);
        settle(mac, address);
      } else if (homes.has(address)) {
        earlier.push({ mac, address });
      }
    });
    for (const { members } of edge.switchPorts) {
      for (const { value } of members) {
        const { lastMac: mac, lastAddress: address } = value;
        if (mac !== undefined && address !== undefined && homes.has(address)) {
          earlier.push({ mac, address });
        }
      }
    }
    for (const { mac, address } of earlier) {
      if (!answered.has(address)) {
        settle(mac, address);
      }
    }
  }
}

const kept = new WeakMap<Site, MacOwners>();

/** Keeps what the join found out, so that paths need not find it out again. */
export function keepMacOwners(site: Site, owners: MacOwners): Site {
  kept.set(site, owners);
  return site;
}

/** Whose MACs are whose in a site. */
export function macOwnersOf(site: Site): MacOwners {
  let owners = kept.get(site);
  if (!owners) {
    owners = MacOwners.create(site, site.guests, site.nodes);
    kept.set(site, owners);
  }
  return owners;
}
