import { Cidr, isLinkLocalOrLoopback, parseCidr } from '../values';
import { compareText } from '../text/compareText';
import { NetworkFact } from '../facts';
import { Observed } from './edge';
import { JoinedGuest } from './guests';
import { DeclaredKey, SitePrefix } from './site';
import { SourceReading } from './SourceReading';
import { VidOf } from './vnetTags';

/** Best witness first. */
const WITNESSES = ['network', 'sdn', 'node', 'guest', 'declared'] as const;

/** One statement that a network exists. */
interface PrefixClaim {
  cidr: Cidr;
  via: (typeof WITNESSES)[number];
  sourceId: string;
  vid?: number;
  gateway?: string;
  name?: string;
}

/** Single addresses and the default route are no networks. */
function networkOf(text: string): Cidr | undefined {
  const cidr = parseCidr(text);
  const single = cidr?.version === 4 ? 32 : 128;
  return cidr && cidr.length > 0 && cidr.length < single ? cidr : undefined;
}

/** What is known of networks and VLANs beside guests and keys. */
export interface NetworkContext {
  vidOf: VidOf;
  networks: readonly Observed<NetworkFact>[];
}

function* claimsOf(
  readings: readonly SourceReading[],
  guests: readonly JoinedGuest[],
  keys: readonly DeclaredKey[],
  { vidOf, networks }: NetworkContext,
): Generator<Omit<PrefixClaim, 'cidr'> & { text: string }> {
  for (const { sourceId, value } of networks) {
    const { cidr: text, vid, gateway, name } = value;
    if (text !== undefined) {
      yield { text, via: 'network', sourceId, vid, gateway, name };
    }
  }
  for (const reading of readings) {
    const { sourceId } = reading;
    for (const { value } of reading.facts('vnet')) {
      for (const { cidr: text, gateway } of value.subnets) {
        const name = value.alias ?? value.name;
        yield { text, via: 'sdn', sourceId, vid: value.tag, gateway, name };
      }
    }
    for (const { value } of reading.facts('node-interface')) {
      for (const text of value.addresses) {
        const { vlanTag: vid, gateway } = value;
        yield { text, via: 'node', sourceId, vid, gateway };
      }
    }
  }
  for (const { guest, config } of guests) {
    for (const net of config?.value.interfaces ?? []) {
      for (const text of net.addresses) {
        yield {
          text,
          via: 'guest',
          sourceId: guest.sourceId,
          vid: vidOf(guest.sourceId, net),
          gateway: text.includes(':') ? net.gateway6 : net.gateway,
        };
      }
    }
  }
  for (const { value, key, sourceId } of keys) {
    if (value.includes('/')) {
      yield { text: value, via: 'declared', sourceId, name: key };
    }
  }
}

/** The value all witnesses of the best kind agree on; nothing where they differ. */
function agreed<T>(
  claims: readonly PrefixClaim[],
  valueOf: (claim: PrefixClaim) => T | undefined,
): T | undefined {
  for (const via of WITNESSES) {
    const values = new Set<T>();
    for (const claim of claims) {
      const value = claim.via === via ? valueOf(claim) : undefined;
      if (value !== undefined) {
        values.add(value);
      }
    }
    if (values.size > 0) {
      return values.size === 1 ? [...values][0] : undefined;
    }
  }
  return undefined;
}

function prefixOf(claims: readonly PrefixClaim[]): SitePrefix {
  const { cidr, lo, hi } = claims[0].cidr;
  const via = WITNESSES.find(kind => claims.some(claim => claim.via === kind))!;
  const vid = agreed(claims, claim => claim.vid);
  const gateway = agreed(claims, claim => claim.gateway);
  const name = agreed(claims, claim => claim.name);
  return {
    cidr,
    lo,
    hi,
    ...(vid !== undefined && { vid }),
    ...(gateway !== undefined && { gateway }),
    via,
    sourceId: claims
      .filter(claim => claim.via === via)
      .map(claim => claim.sourceId)
      .sort(compareText)[0],
    ...(name !== undefined && { name }),
  };
}

/**
 * The networks known so far: those of the network controller, SDN subnets,
 * networks of node interfaces and of configured guest addresses, and networks
 * that a key declares. The controller is what routes and switches, so its VLAN
 * and gateway come first; without it a VLAN is given where the tagged interfaces
 * inside agree on it. An untagged interface says nothing about where it lands.
 */
export function prefixesOf(
  readings: readonly SourceReading[],
  guests: readonly JoinedGuest[],
  keys: readonly DeclaredKey[],
  context: NetworkContext,
): SitePrefix[] {
  const byCidr = new Map<string, PrefixClaim[]>();
  for (const { text, ...claim } of claimsOf(readings, guests, keys, context)) {
    const cidr = networkOf(text);
    const isNetwork =
      claim.via !== 'declared' || cidr?.address === cidr?.network;
    if (cidr && isNetwork && !isLinkLocalOrLoopback(cidr.network)) {
      const others = byCidr.get(cidr.cidr);
      if (others) {
        others.push({ ...claim, cidr });
      } else {
        byCidr.set(cidr.cidr, [{ ...claim, cidr }]);
      }
    }
  }
  return [...byCidr.values()]
    .map(prefixOf)
    .sort(
      (left, right) =>
        compareText(left.lo, right.lo) || compareText(right.hi, left.hi),
    );
}
