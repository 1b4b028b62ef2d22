import { IpamAnswering, IpamSilent } from '@sankofa/plugin-itops-common';
import {
  AddressConflict,
  SiteAddress,
  addressConflicts,
  isOwnClaim,
  isPresentClaim,
} from '@sankofa/site-model';
import { Picture } from '../views/Picture';
import { Sightings } from './Sightings';

const DAY_MS = 86_400_000;

/** Addresses that are written down, and that nothing observed speaks of. */
function unseen({ site }: Picture): SiteAddress[] {
  return site.addresses.filter(
    ({ claims, state }) =>
      (state === 'declared-only' || state === 'reserved') &&
      !claims.some(isPresentClaim) &&
      claims.some(({ kind }) => kind !== 'reservation'),
  );
}

/**
 * Declared addresses of which nothing was heard for so many days. Of the time
 * before sightings were kept nothing is known, so it counts for nobody.
 */
export async function silentFor(
  days: number,
  picture: Picture,
  sightings: Sightings,
): Promise<{ items: IpamSilent[]; watchedSince?: string }> {
  const watchedSince = await sightings.since();
  const found = picture.derive(unseen);
  const last = await sightings.lastSeen(found.map(({ key }) => key));
  const limit = Date.parse(picture.site.at) - days * DAY_MS;
  const items = found.flatMap(({ address, key, why, claims }): IpamSilent[] => {
    const lastSeenAt = last.get(key);
    const own = claims.find(isOwnClaim);
    const known = [watchedSince, own?.collectedAt].filter(
      (at): at is string => at !== undefined,
    );
    const silentSince = lastSeenAt ?? known.sort().at(-1);
    return silentSince !== undefined && Date.parse(silentSince) <= limit
      ? [
          {
            address,
            key,
            why,
            silentSince,
            ...(lastSeenAt !== undefined && { lastSeenAt }),
            isRecord: own !== undefined,
          },
        ]
      : [];
  });
  return { items, ...(watchedSince !== undefined && { watchedSince }) };
}

/** Addresses that nobody gave away and where somebody answers. */
export function answering({ site }: Picture): IpamAnswering[] {
  return site.addresses.flatMap(({ address, key, why, prefix, claims }) => {
    const seen = claims.filter(
      claim =>
        (claim.kind === 'switch-client' || claim.kind === 'neighbour') &&
        claim.guestId === undefined &&
        isPresentClaim(claim),
    );
    const isStrange =
      seen.length > 0 &&
      claims.every(
        claim =>
          seen.includes(claim) ||
          claim.isWeak ||
          claim.kind === 'proxy-upstream' ||
          claim.kind === 'port-forward',
      ) &&
      seen.every(({ owner }) => owner.startsWith('mac:'));
    const texts = (values: (string | undefined)[]) => [
      ...new Set(values.flatMap(value => value ?? [])),
    ];
    return isStrange
      ? [
          {
            address,
            key,
            why,
            ...(prefix !== undefined && { prefix }),
            macs: texts(seen.map(({ mac }) => mac)),
            places: texts(seen.map(({ place }) => place)),
            claims,
          },
        ]
      : [];
  });
}

/** Everything about which two statements cannot both be right. */
export function conflictsOf({ site }: Picture): AddressConflict[] {
  return addressConflicts(site);
}

/** A page of a list in numeric order, behind a key. */
export function keyPage<T extends { key: string }>(
  items: readonly T[],
  { after, limit }: { after?: string; limit: number },
): { items: T[]; nextCursor?: string; total: number } {
  let low = 0;
  let high = after === undefined ? 0 : items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (items[middle].key <= after!) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const page = items.slice(low, low + limit);
  return {
    items: page,
    total: items.length,
    ...(low + limit < items.length && { nextCursor: page.at(-1)!.key }),
  };
}
