import { pushTo } from '../../collections/pushTo';
import { ProxyFact } from '../../facts';
import { hostAddress } from '../guestInterfaces';
import { inNumericOrder } from '../addressOrder';
import { Guest } from '../site';
import { Observed, SiteProxy } from './edge';

/** Guests that have one of the addresses; there are few proxies and many guests. */
function guestsWith(
  guests: readonly Guest[],
  addresses: ReadonlySet<string>,
): Map<string, Guest[]> {
  const found = new Map<string, Guest[]>();
  for (const guest of guests) {
    if (!guest.template) {
      for (const address of guest.addresses) {
        if (addresses.has(address)) {
          pushTo(found, address, guest);
        }
      }
    }
  }
  return found;
}

/**
 * The proxies with everything they answer at: a proxy that listens on one
 * address of a guest listens on all of them. An address that several guests
 * have says nothing about where the proxy runs.
 */
export function proxiesOf(
  proxies: Observed<ProxyFact>[],
  guests: readonly Guest[],
): SiteProxy[] {
  const named = proxies.map(({ value }) =>
    value.addresses.flatMap(text => hostAddress(text) ?? []),
  );
  const homes = guestsWith(guests, new Set(named.flat()));
  return proxies.map((proxy, index) => {
    const holders = new Set(
      named[index].flatMap(address => {
        const home = homes.get(address) ?? [];
        return home.length === 1 ? home : [];
      }),
    );
    const [guest] = holders.size === 1 ? holders : [];
    return {
      ...proxy,
      addresses: inNumericOrder([
        ...new Set([...named[index], ...(guest?.addresses ?? [])]),
      ]),
      ...(guest && { guestId: guest.id }),
    };
  });
}
