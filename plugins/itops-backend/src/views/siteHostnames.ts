import { SiteInventory } from '@sankofa/plugin-itops-common';
import { Claim, Guest, Path } from '@sankofa/site-model';
import { SiteView } from '../site';
import { pathBook } from './rows/pathBook';

/** The addresses at which the trails of a path end; what another proxy sends on does not end there. */
function endsOf({ hops, branches }: Path): string[] {
  const trails = branches
    ? branches.map(branch => [...hops, ...branch.hops])
    : [hops];
  const ends = new Set<string>();
  for (const trail of trails) {
    const last = trail
      .filter(({ kind }) => kind === 'address' || kind === 'proxy')
      .at(-1);
    if (last?.kind === 'address' && last.ref !== null) {
      ends.add(last.ref.slice('address:'.length));
    }
  }
  return [...ends];
}

/** Ids of guests and nodes. */
interface Owners {
  guestIds: string[];
  nodeIds: string[];
}

const NOBODY: Owners = { guestIds: [], nodeIds: [] };

function isNobodys({ guestIds, nodeIds }: Owners): boolean {
  return guestIds.length === 0 && nodeIds.length === 0;
}

const WRITTEN_OR_SEEN_INSIDE = ['guest-config', 'guest-agent', 'node-config'];
const SIGHTED = ['switch-client', 'neighbour'];

function isUnknownInside(guest: Guest): boolean {
  return guest.addresses.length === 0 && guest.addressesSeenAt === undefined;
}

/**
 * Whose an address is, by the best kind of claim there is: configured or seen
 * inside; else who was sighted with it, now or earlier; else the row of a guest
 * of which no address is known. Neither ages nor what is awake right now count,
 * so that a source that cannot be read moves nothing: how well it is known is
 * what paths tell.
 */
function landing(
  claims: readonly Claim[],
  guests: ReadonlyMap<string, Guest>,
): Owners {
  const ownersBy = (counts: (claim: Claim) => boolean): Owners => {
    const own = claims.filter(counts);
    const guestIds = own.flatMap(({ guestId }) =>
      guestId !== undefined && guests.get(guestId)?.template === false
        ? [guestId]
        : [],
    );
    const nodeIds = own.flatMap(({ owner }) =>
      owner.startsWith('node:') ? [owner.slice('node:'.length)] : [],
    );
    return { guestIds, nodeIds };
  };
  const kinds = [
    ownersBy(({ kind }) => WRITTEN_OR_SEEN_INSIDE.includes(kind)),
    ownersBy(({ kind }) => SIGHTED.includes(kind)),
    ownersBy(({ kind, guestId }) => {
      const guest = guestId === undefined ? undefined : guests.get(guestId);
      return kind === 'declared-row' && !!guest && isUnknownInside(guest);
    }),
  ];
  return kinds.find(owners => !isNobodys(owners)) ?? NOBODY;
}

function sorted(values: Iterable<string>): string[] {
  return [...new Set(values)].sort();
}

/** Every public host name once, whichever proxies know it. */
export function siteHostnames(view: SiteView): SiteInventory['hostnames'] {
  const { site } = view;
  const guests = new Map(site.guests.map(guest => [guest.id, guest]));
  const claims = new Map(
    site.addresses.map(address => [address.address, address.claims]),
  );
  const homes = new Map(
    site.proxies.map(({ sourceId, guestId }) => [sourceId, guestId]),
  );
  const byName = new Map<string, Path[]>();
  for (const path of view.derive(pathBook).paths) {
    const others = byName.get(path.hostname);
    if (others) {
      others.push(path);
    } else {
      byName.set(path.hostname, [path]);
    }
  }
  return [...byName].map(([hostname, paths]) => {
    const ends = sorted(paths.flatMap(endsOf)).map(address => ({
      address,
      ...landing(claims.get(address) ?? [], guests),
    }));
    const proxySourceIds = sorted(paths.map(path => path.proxySourceId));
    return {
      hostname,
      proxySourceIds,
      proxyGuestIds: sorted(proxySourceIds.flatMap(id => homes.get(id) ?? [])),
      guestIds: sorted(ends.flatMap(({ guestIds }) => guestIds)),
      nodeIds: sorted(ends.flatMap(({ nodeIds }) => nodeIds)),
      addresses: ends.filter(isNobodys).map(({ address }) => address),
    };
  });
}
