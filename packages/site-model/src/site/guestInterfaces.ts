import { GuestAddressesFact, GuestConfigFact } from '../facts';
import {
  compareAddresses,
  isLinkLocalOrLoopback,
  parseAddress,
} from '../values';
import { isLocalIpv4 } from '../values/address';
import { parseIpv4 } from '../values/ipv4';
import { GuestInterface } from './site';

/** What a guest's configuration and a look inside it say together. */
export interface JoinedInterfaces {
  interfaces: GuestInterface[];
  nested: { interface: string; address: string }[];
  /** All LAN addresses in numeric order. */
  addresses: string[];
}

/** The addresses that a MAC was seen answering for, from outside. */
export type SightedOf = (mac: string) => readonly string[];

const NOT_SIGHTED: SightedOf = () => [];

/** The address of `192.168.11.50/24`, unless every machine has it. */
export function hostAddress(text: string): string | undefined {
  const slash = text.indexOf('/');
  const bare = slash < 0 ? text : text.slice(0, slash);
  // A million clients come by here: one reading has to do.
  const ipv4 = parseIpv4(bare);
  if (ipv4 !== undefined) {
    return isLocalIpv4(ipv4) ? undefined : bare;
  }
  const address = parseAddress(bare);
  return address === undefined || isLinkLocalOrLoopback(address)
    ? undefined
    : address;
}

function hostAddresses(texts: readonly string[]): string[] {
  const addresses = new Set<string>();
  for (const text of texts) {
    const address = hostAddress(text);
    if (address !== undefined) {
      addresses.add(address);
    }
  }
  return [...addresses];
}

/** `net2` before `net10`. */
function indexOf(id: string): number {
  return Number(id.replace(/^\D+/, ''));
}

function union(left: string[], right: readonly string[]): string[] {
  if (right.length === 0) {
    return left;
  }
  return [...new Set([...left, ...right])];
}

function interfacesOf(config: GuestConfigFact): GuestInterface[] {
  return config.interfaces
    .map((net): GuestInterface => {
      const configured = hostAddresses(net.addresses);
      return {
        id: net.id,
        ...(net.name !== undefined && { name: net.name }),
        ...(net.mac !== undefined && { mac: net.mac }),
        ...(net.bridge !== undefined && { bridge: net.bridge }),
        ...(net.tag !== undefined && { tag: net.tag }),
        trunks: net.trunks,
        linkDown: net.linkDown,
        addresses: configured,
        configured,
        live: [],
        dynamic: net.dynamic,
      };
    })
    .sort((left, right) => indexOf(left.id) - indexOf(right.id));
}

/** What was seen inside a guest on one of its own interfaces. */
export function seenInside(
  net: Pick<GuestInterface, 'mac'>,
  seen: GuestAddressesFact | undefined,
): string[] {
  return net.mac === undefined
    ? []
    : hostAddresses(
        (seen?.interfaces ?? [])
          .filter(inside => inside.mac?.toLowerCase() === net.mac)
          .flatMap(inside => inside.addresses),
      );
}

/**
 * Joins what is seen inside a guest, and what its MACs answer for, to its `netX`
 * lines (ruling R03). What has no such MAC is nested: shown, and never an
 * address of the guest.
 */
export function joinInterfaces(
  config: GuestConfigFact | undefined,
  seen: GuestAddressesFact | undefined,
  sightedOf: SightedOf = NOT_SIGHTED,
): JoinedInterfaces {
  const interfaces = config ? interfacesOf(config) : [];
  const nested: JoinedInterfaces['nested'] = [];
  for (const inside of seen?.interfaces ?? []) {
    const mac = inside.mac?.toLowerCase();
    const net = mac && interfaces.find(candidate => candidate.mac === mac);
    const live = hostAddresses(inside.addresses);
    if (net) {
      net.live = union(net.live, live);
      net.addresses = union(net.addresses, live);
    } else {
      nested.push(
        ...live.map(address => ({ interface: inside.name, address })),
      );
    }
  }
  for (const net of interfaces) {
    const sighted = net.mac === undefined ? [] : sightedOf(net.mac);
    net.live = union(net.live, sighted).sort(compareAddresses);
    net.addresses = union(net.addresses, sighted);
  }
  const addresses = [...new Set(interfaces.flatMap(net => net.addresses))];
  return { interfaces, nested, addresses: addresses.sort(compareAddresses) };
}
