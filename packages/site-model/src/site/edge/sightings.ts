import { ClientFact, NeighbourFact } from '../../facts';
import { hostAddress } from '../guestInterfaces';
import { Observed, SiteEdge } from './edge';

/** Somebody saw this MAC answer for this address. */
export type Sighting = {
  mac: string;
  /** Canonical, never loopback or link-local. */
  address: string;
  /** It was there when it was looked for; else it only was there once, or somebody set it. */
  isPresent: boolean;
} & (
  | { kind: 'switch-client'; from: Observed<ClientFact> }
  | { kind: 'neighbour'; from: Observed<NeighbourFact> }
);

type SightedEdge = Pick<SiteEdge, 'clients' | 'neighbours'>;

/**
 * A client that the controller sees now. A wired one without a port has left:
 * controllers list a wireless client that is gone as wired.
 */
export function isPresentClient({
  value,
  freshness,
}: Observed<ClientFact>): boolean {
  return (
    value.presence === 'present' &&
    (!value.wired || value.switchMac !== undefined) &&
    freshness.reason !== 'not-listed'
  );
}

/**
 * Visits every sighting of an address. What a table says of a thing that did not
 * answer is no sighting. There may be a million: nothing is gathered here.
 */
export function eachSighting(
  { clients, neighbours }: SightedEdge,
  visit: (sighting: Sighting) => void,
): void {
  for (const from of clients) {
    const { mac, address: text } = from.value;
    const address = text === undefined ? undefined : hostAddress(text);
    if (address !== undefined) {
      const isPresent = isPresentClient(from);
      visit({ kind: 'switch-client', from, mac, address, isPresent });
    }
  }
  for (const from of neighbours) {
    const { mac, address: text, presence } = from.value;
    const address = presence === 'absent' ? undefined : hostAddress(text);
    if (mac !== undefined && address !== undefined) {
      const isPresent =
        presence === 'present' && from.freshness.reason !== 'not-listed';
      visit({ kind: 'neighbour', from, mac, address, isPresent });
    }
  }
}

/**
 * The addresses that were seen with certain MACs, and only with those: of a
 * million clients a site wants the ones of its guests (ruling R03).
 */
export function addressesByMac(
  edge: SightedEdge,
  macs: ReadonlySet<string>,
): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>();
  eachSighting(edge, ({ mac, address, isPresent }) => {
    if (isPresent && macs.has(mac)) {
      const addresses = found.get(mac);
      if (!addresses) {
        found.set(mac, [address]);
      } else if (!addresses.includes(address)) {
        addresses.push(address);
      }
    }
  });
  return found;
}
