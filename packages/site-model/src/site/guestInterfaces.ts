import { GuestAddressesFact, GuestConfigFact } from '../facts';
import {
  compareAddresses,
  isLinkLocalOrLoopback,
  parseAddress,
} from '../values';
import { GuestInterface } from './site';

/** What a guest's configuration and a look inside it say together. */
export interface JoinedInterfaces {
  interfaces: GuestInterface[];
  nested: { interface: string; address: string }[];
  /** All LAN addresses in numeric order. */
  addresses: string[];
}

/** The address of `192.168.11.50/24`, unless every machine has it. */
export function hostAddress(text: string): string | undefined {
  const slash = text.indexOf('/');
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
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

function union(left: string[], right: string[]): string[] {
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

/**
 * Joins what is seen inside a guest to its `netX` lines by MAC (ruling R03).
 * What has no such MAC is nested: shown, and never an address of the guest.
 */
export function joinInterfaces(
  config: GuestConfigFact | undefined,
  seen: GuestAddressesFact | undefined,
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
    net.live.sort(compareAddresses);
  }
  const addresses = [...new Set(interfaces.flatMap(net => net.addresses))];
  return { interfaces, nested, addresses: addresses.sort(compareAddresses) };
}
