import { pushTo } from '../collections/pushTo';
import { ClientFact } from '../facts';
import { Observed, Site, SiteNode, SwitchPortSet } from '../site';
import { macOwnersOf, nodesByHostName } from '../site/edge/MacOwners';
import { isPresentClient } from '../site/edge/sightings';
import { perSite } from '../site/perSite';
import { ClientIndex } from './ClientIndex';
import { nicsOf } from './nics';

/** A MAC seen on a switch port. */
export interface Seen {
  client: Observed<ClientFact>;
  set: SwitchPortSet;
  /** Seen within the last minutes before the reading, not only listed. */
  isPresent: boolean;
}

/** A port that leads to a node, and how that is known, best first. */
export interface NodePort {
  set: SwitchPortSet;
  via: 'learned' | 'lldp' | 'earlier' | 'last';
  /** The reading that says so, where it is a client's. */
  client?: Observed<ClientFact>;
  mac: string;
  /** Interface of the node, where it is known. */
  interface?: string;
}

const VIAS: readonly NodePort['via'][] = ['learned', 'lldp', 'earlier', 'last'];

/** Which MAC is on which port, and which ports lead to which node (ruling R14). */
export class PortMap {
  /** By source, switch and port: a text key for each of a million clients costs more. */
  private readonly sets = new Map<string, Map<string, SwitchPortSet[]>>();
  private readonly clients: ClientIndex;
  private readonly nodePorts = new Map<string, NodePort[]>();
  private readonly found = new Map<
    SiteNode,
    Map<string | undefined, readonly NodePort[]>
  >();

  private constructor(private readonly site: Site) {
    for (const set of site.switchPorts) {
      const ports = this.portsOf(set);
      for (const port of set.ports) {
        ports[port] = set;
      }
    }
    this.clients = ClientIndex.create(site.clients);
    this.findNodes();
  }

  static create(site: Site): PortMap {
    return new PortMap(site);
  }

  portAt(
    sourceId: string,
    switchMac: string,
    port: number,
  ): SwitchPortSet | undefined {
    return this.sets.get(sourceId)?.get(switchMac)?.[port];
  }

  private portsOf({ sourceId, switchMac }: SwitchPortSet): SwitchPortSet[] {
    const switches = this.sets.get(sourceId) ?? new Map();
    this.sets.set(sourceId, switches);
    const ports = switches.get(switchMac) ?? [];
    switches.set(switchMac, ports);
    return ports;
  }

  /** Where a MAC was seen, on ports towards other switches, too. */
  sightingsOf(mac: string): readonly Seen[] {
    const seen: Seen[] = [];
    for (const client of this.clients.of(mac)) {
      const { switchMac, port } = client.value;
      const set =
        switchMac !== undefined && port !== undefined
          ? this.portAt(client.sourceId, switchMac, port)
          : undefined;
      if (set) {
        seen.push({ client, set, isPresent: isPresentClient(client) });
      }
    }
    return seen;
  }

  /**
   * The ports behind which a node is reached through one of its bridges: those of
   * the best kind there are, each once. More than one means that nobody knows.
   *
   * @param bridge - of the node; every interface counts where it is left out, or
   * where nothing is known of it
   */
  portsOfNode(node: SiteNode, bridge?: string): readonly NodePort[] {
    let ofNode = this.found.get(node);
    if (!ofNode) {
      ofNode = new Map();
      this.found.set(node, ofNode);
    }
    let ports = ofNode.get(bridge);
    if (!ports) {
      ports = this.findPorts(node, bridge);
      ofNode.set(bridge, ports);
    }
    return ports;
  }

  private findPorts(node: SiteNode, bridge: string | undefined): NodePort[] {
    const all = this.nodePorts.get(node.id) ?? [];
    const nics = bridge === undefined ? undefined : nicsOf(node, bridge);
    const fitting = nics
      ? all.filter(
          ({ interface: name }) =>
            name === undefined ||
            (nicsOf(node, name) ?? [name]).some(nic => nics.includes(nic)),
        )
      : all;
    const via = VIAS.find(kind => fitting.some(item => item.via === kind));
    const ports = new Map<string, NodePort>();
    for (const item of fitting) {
      if (item.via === via && !ports.has(item.set.id)) {
        ports.set(item.set.id, item);
      }
    }
    return [...ports.values()];
  }

  /** All ports that were ever tied to a node, on whatever grounds. */
  everyPortOfNode(node: SiteNode): readonly NodePort[] {
    return this.nodePorts.get(node.id) ?? [];
  }

  private findNodes(): void {
    const { site } = this;
    const owners = macOwnersOf(site);
    const byMac = new Map<string, { node: SiteNode; interface?: string }[]>();
    for (const node of site.nodes) {
      for (const { mac, interface: name } of owners.macsOfNode(node.id)) {
        pushTo(byMac, mac, { node, interface: name });
        for (const { client, set, isPresent } of this.sightingsOf(mac)) {
          if (!set.isUplink) {
            const via = isPresent ? 'learned' : 'earlier';
            this.add(node, { set, via, client, mac, interface: name });
          }
        }
      }
    }
    const named = nodesByHostName(site.nodes);
    for (const set of site.switchPorts) {
      for (const { value } of set.isUplink ? [] : set.members) {
        for (const { systemName, chassisId } of value.lldp) {
          const node = systemName === undefined ? undefined : named(systemName);
          if (node) {
            this.add(node, { set, via: 'lldp', mac: chassisId });
          }
        }
        const last = value.lastMac;
        for (const { node, interface: name } of byMac.get(last ?? '') ?? []) {
          this.add(node, { set, via: 'last', mac: last!, interface: name });
        }
      }
    }
  }

  private add(node: SiteNode, { interface: name, ...port }: NodePort): void {
    pushTo(this.nodePorts, node.id, {
      ...port,
      ...(name !== undefined && { interface: name }),
    });
  }
}

/** The ports of a site; rules and paths share them. */
export const portMapOf: (site: Site) => PortMap = perSite(site =>
  PortMap.create(site),
);
