import { GuestInterface, Site, SiteNode, SitePrefix } from '../site';
import { SwitchPortSet } from '../site/edge';
import { PrefixIndex } from '../site/PrefixIndex';
import { addressKey } from '../values';
import { nicsOf, vlanUnderBridge } from './nics';
import { PortMap } from './PortMap';

/** Why nobody can say where an interface lands. @public */
export type SegmentGap =
  | 'not-connected'
  | 'isolated-bridge'
  | 'bridge-unknown'
  | 'node-port-unknown'
  | 'several-ports'
  | 'vlans-unknown'
  | 'native-unknown';

/** Who puts an interface into its VLAN. @public */
export type SegmentVia = 'tag' | 'vnet' | 'bridge' | 'native';

/** What a guest interface is connected to, as far as its VLAN is concerned (ruling R19). */
export interface Segment {
  /** The VLAN it sends in, tagged by itself, its network or its bridge. */
  tag?: number;
  /** The VLAN it lands in: its tag, else the native one of the port. */
  vid?: number;
  via?: SegmentVia;
  /** The switch port behind which its node is, and whose VLANs a controller knows. */
  port?: SwitchPortSet;
  /** Present where port or VLAN is missing. */
  gap?: SegmentGap;
}

/** The part of an interface that decides where it lands. */
export type Attachment = Pick<GuestInterface, 'bridge' | 'tag' | 'linkDown'>;

/** SDN networks that carry a VLAN; a name with two of them says nothing. */
function vnetVlans(site: Site): ReadonlyMap<string, number> {
  const found = new Map<string, number | undefined>();
  for (const { vid, vnets } of site.vlans) {
    for (const name of vnets) {
      found.set(name, found.has(name) ? undefined : vid);
    }
  }
  return new Map(
    [...found].flatMap(([name, vid]) =>
      vid === undefined ? [] : [[name, vid]],
    ),
  );
}

/** The VLANs a controller knows; what it does not know it does not carry (ruling R19). */
function knownVlans(site: Site): ReadonlyMap<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  for (const { sourceId, value } of site.networks) {
    if (value.vid !== undefined) {
      found.set(sourceId, (found.get(sourceId) ?? new Set()).add(value.vid));
    }
  }
  return found;
}

/** Follows guest interfaces over vnet, bridge and bond to the switch port. */
export class Segments {
  /** VLANs of SDN networks by name, where a name has one only. */
  readonly vnets: ReadonlyMap<string, number>;
  private readonly known: ReadonlyMap<string, Set<number>>;
  private readonly prefixes: PrefixIndex;

  private constructor(site: Site, private readonly ports: PortMap) {
    this.vnets = vnetVlans(site);
    this.known = knownVlans(site);
    // Only who routes or switches says which VLAN a network is.
    this.prefixes = PrefixIndex.create(
      site.prefixes.filter(
        ({ via, vid }) =>
          (via === 'network' || via === 'sdn') && vid !== undefined,
      ),
    );
  }

  static create(site: Site, ports: PortMap): Segments {
    return new Segments(site, ports);
  }

  /** Where an interface lands, or would land, on a node. */
  of(net: Attachment, node: SiteNode): Segment {
    const { bridge } = net;
    if (bridge === undefined || net.linkDown) {
      return { gap: 'not-connected' };
    }
    const vnet = this.vnets.get(bridge);
    const nics = nicsOf(node, bridge);
    if (nics ? nics.length === 0 : vnet === undefined) {
      return { gap: nics ? 'isolated-bridge' : 'bridge-unknown' };
    }
    const tag = net.tag ?? vnet ?? vlanUnderBridge(node, bridge);
    const sent: Segment =
      tag === undefined ? {} : { tag, vid: tag, via: viaOf(net.tag, vnet) };
    const ports = this.ports
      .portsOfNode(node, nics ? bridge : undefined)
      .filter(({ via }) => via === 'learned' || via === 'lldp');
    if (ports.length !== 1) {
      const gap = ports.length > 1 ? 'several-ports' : 'node-port-unknown';
      return { ...sent, gap };
    }
    const [{ set }] = ports;
    const [member] = set.members;
    if (!member || !this.known.has(set.sourceId)) {
      return { ...sent, gap: 'vlans-unknown' };
    }
    if (tag !== undefined) {
      return { ...sent, port: set };
    }
    const vid = member.value.nativeVlan;
    return vid === undefined
      ? { port: set, gap: 'native-unknown' }
      : { vid, via: 'native', port: set };
  }

  /** Whether a port lets a tagged VLAN through. */
  carries(port: SwitchPortSet, vlan: number): boolean {
    const { taggedVlans, nativeVlan } = port.members[0].value;
    return (
      this.known.get(port.sourceId)!.has(vlan) &&
      (vlan === nativeVlan ||
        taggedVlans === 'all' ||
        taggedVlans.includes(vlan))
    );
  }

  /** The network around an address, where a controller or SDN says which VLAN it is. */
  prefixOf(address: string): SitePrefix | undefined {
    return this.prefixes.find(addressKey(address));
  }

  /** The first address whose network is another VLAN. */
  foreignPrefix(
    addresses: readonly string[],
    vlan: number,
  ): { address: string; prefix: SitePrefix } | undefined {
    for (const address of addresses) {
      const prefix = this.prefixOf(address);
      if (prefix && prefix.vid !== vlan) {
        return { address, prefix };
      }
    }
    return undefined;
  }
}

function viaOf(tag: number | undefined, vnet: number | undefined): SegmentVia {
  if (tag !== undefined) {
    return 'tag';
  }
  return vnet === undefined ? 'bridge' : 'vnet';
}
