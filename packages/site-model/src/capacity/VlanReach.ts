import { isReadable } from '../observations';
import { carriesVlan, knownVlans, vnetVlans } from '../paths/carriedVlans';
import { nicsOf, vlanUnderBridge } from '../paths/nics';
import { PortMap } from '../paths/PortMap';
import { isControllerSource, Site, SiteNode } from '../site';

/** Whether a VLAN arrives on a bridge of a node, and how that is known. */
export interface Reach {
  state: 'reachable' | 'unreachable' | 'unknown';
  /** The bridge or SDN network to use. */
  bridge?: string;
  /** One sentence. */
  why: string;
}

/** Answers which VLANs reach which node over its uplink (ruling R19). */
export class VlanReach {
  private readonly ports: PortMap;
  private readonly known: ReadonlyMap<string, ReadonlySet<number>>;
  private readonly vnets: ReadonlyMap<string, number>;
  private readonly isRead: boolean;

  private constructor(site: Site) {
    const controllers = site.sources.filter(isControllerSource);
    this.isRead = controllers.length > 0 && controllers.every(isReadable);
    this.ports = PortMap.create(site);
    this.known = knownVlans(site);
    this.vnets = vnetVlans(site);
  }

  static create(site: Site): VlanReach {
    return new VlanReach(site);
  }

  /**
   * @param vid - 1 to 4094
   * @param bridge - the one to use; the best of all where it is left out
   */
  of(node: SiteNode, vid: number, bridge?: string): Reach {
    if (bridge !== undefined) {
      return this.over(node, vid, bridge);
    }
    const bridges = node.interfaces
      .filter(({ type }) => /bridge/i.test(type))
      .map(({ name }) => this.over(node, vid, name));
    return (
      bridges.find(({ state }) => state === 'reachable') ??
      bridges.find(({ state }) => state === 'unknown') ??
      bridges[0] ?? {
        state: node.interfaces.length > 0 ? 'unreachable' : 'unknown',
        why: `no bridge of ${node.name} is known`,
      }
    );
  }

  private over(node: SiteNode, vid: number, bridge: string): Reach {
    const { name } = node;
    const nics = nicsOf(node, bridge);
    const vnet = this.vnets.get(bridge);
    const answer = (state: Reach['state'], why: string): Reach => ({
      state,
      bridge,
      why,
    });
    if (!nics && vnet === undefined) {
      return answer('unreachable', `${name} has no bridge ${bridge}`);
    }
    if (!nics && vnet !== vid) {
      return answer('unreachable', `${bridge} is in VLAN ${vnet}`);
    }
    if (nics?.length === 0) {
      return answer('unreachable', `${bridge} of ${name} has no port`);
    }
    const below = nics && vlanUnderBridge(node, bridge);
    if (below !== undefined && below !== vid) {
      return answer('unreachable', `${bridge} of ${name} is in VLAN ${below}`);
    }
    if (!this.isRead) {
      return answer('unknown', 'no switch controller was read completely');
    }
    const found = this.ports
      .portsOfNode(node, nics ? bridge : undefined)
      .filter(({ via }) => via === 'learned' || via === 'lldp');
    const [{ set } = { set: undefined }] = found;
    const known = set && this.known.get(set.sourceId);
    if (found.length !== 1 || !set?.members[0] || !known) {
      return answer('unknown', `the switch port of ${bridge} is not known`);
    }
    const place = `${set.switchLabel}/${set.ports.join('+')}`;
    return carriesVlan(set, vid, known)
      ? answer('reachable', `${place} carries VLAN ${vid}`)
      : answer('unreachable', `${place} does not carry VLAN ${vid}`);
  }
}
