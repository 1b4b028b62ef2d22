import { pushTo } from '../collections/pushTo';
import { once } from '../functions/once';
import { isReadable, SOURCE_SCOPE, INVENTORY_PASS } from '../observations';
import { RangeIndex } from '../values/RangeIndex';
import { guestsById, nodesById } from '../site/byId';
import { perSite } from '../site/perSite';
import { scopeIndexes } from '../site/scopeIndexes';
import {
  Claim,
  Guest,
  isClusterSource,
  Site,
  SiteAddress,
  SiteNode,
  SiteSwitch,
} from '../site';
import { addressAt } from '../site/addressAt';
import { isGuestClaim, isRivalClaim, isSighting } from '../site/addressState';
import { addressKey } from '../values';
import { HopReason } from './path';
import { StrangerFinder } from './StrangerFinder';

/**
 * How an owner is known: `observed` on it, `earlier` when only a stale sighting
 * names it, `declared` when a row gives the address to a guest that cannot be read.
 */
export type OwnerBasis = 'observed' | 'earlier' | 'declared';

/** Whom requests to an address reach (ruling R11). */
export type AddressOwner = { basis: OwnerBasis; claims: Claim[] } & (
  | { kind: 'guest'; guest: Guest }
  | { kind: 'node'; node: SiteNode }
  | { kind: 'switch'; device: SiteSwitch }
  | { kind: 'device'; isCertain: boolean }
);

/** All owners of one address; templates own nothing. */
export interface Ownership {
  owners: AddressOwner[];
  /** A MAC that is nobody's answers for the address of a guest. */
  isContested: boolean;
  /** Why there is no owner. */
  why?: HopReason;
  /** What is known of the address at all. */
  known?: SiteAddress;
}

/** Nothing that was read of the guest, ever, speaks against its row. */
function isNeverSeen(guest: Guest): boolean {
  const hasConfig = guest.configFreshness.collectedAt !== undefined;
  return (
    guest.addresses.length === 0 &&
    guest.addressesSeenAt === undefined &&
    (guest.interfaces.length > 0 || !hasConfig)
  );
}

/** The claims of each owner. Nearly always there is one, who needs no table. */
function byOwner(claims: Claim[]): Claim[][] {
  if (claims.length === 0) {
    return [];
  }
  const [{ owner: only }] = claims;
  if (claims.every(({ owner }) => owner === only)) {
    return [claims];
  }
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) {
    pushTo(groups, claim.owner, claim);
  }
  return [...groups.values()];
}

/** Answers who is behind an address, once for each. */
export class OwnerFinder {
  private readonly guests: ReadonlyMap<string, Guest>;
  private readonly nodes: ReadonlyMap<string, SiteNode>;
  private readonly found = new Map<string, Ownership>();
  // Nearly every address is a guest's; what only the others need is made for them.
  private readonly switches: () => ReadonlyMap<string, SiteSwitch>;
  private readonly ranges: () => RangeIndex<string>;
  private readonly strangers: () => StrangerFinder;
  /** The lists of all clusters are complete: what is on none of them is no guest. */
  private readonly clustersReadable: () => boolean;

  private constructor(private readonly site: Site) {
    this.guests = guestsById(site);
    this.nodes = nodesById(site);
    this.switches = once(
      () =>
        new Map(
          site.switches.map(item => [
            `${item.sourceId}/${item.value.mac}`,
            item,
          ]),
        ),
    );
    this.ranges = once(() =>
      RangeIndex.create(
        [...site.declaredKeys, ...site.declaredDevices].flatMap(item =>
          item.ranges.map(range => ({ range, value: item.locator })),
        ),
      ),
    );
    this.strangers = once(() => StrangerFinder.create(site));
    this.clustersReadable = once(() =>
      site.sources
        .filter(isClusterSource)
        .every(({ sourceId }) =>
          isReadable(
            scopeIndexes(site)
              .get(sourceId)
              ?.label(INVENTORY_PASS, SOURCE_SCOPE),
          ),
        ),
    );
  }

  static create(site: Site): OwnerFinder {
    return new OwnerFinder(site);
  }

  of(address: string): Ownership {
    const before = this.found.get(address);
    if (before) {
      return before;
    }
    const known = addressAt(this.site, addressKey(address));
    const ownership = known ? this.read(known) : noOwner('no-owner');
    this.found.set(address, ownership);
    return ownership;
  }

  private read(known: SiteAddress): Ownership {
    const { claims } = known;
    const observed = this.named(
      claims.filter(claim => isGuestClaim(claim) || isRivalClaim(claim)),
      'observed',
    );
    if (observed.length > 0) {
      const isContested =
        observed.some(({ kind }) => kind === 'guest') &&
        claims.some(
          claim => isRivalClaim(claim) && claim.owner.startsWith('mac:'),
        );
      return { owners: observed, isContested, known };
    }
    const earlier = this.named(
      claims.filter(claim => isSighting(claim) && claim.isWeak),
      'earlier',
    );
    const owners =
      [earlier, this.declaredGuests(claims), this.device(known)].find(
        ({ length }) => length > 0,
      ) ?? [];
    return owners.length > 0
      ? { owners, isContested: false, known }
      : { ...noOwner(this.why(known)), known };
  }

  /** Guests that are no templates, nodes and switches, by what claims call them. */
  private named(claims: Claim[], basis: OwnerBasis): AddressOwner[] {
    return byOwner(claims).flatMap(own => this.ownerBy(own, basis) ?? []);
  }

  /** @param claims - which all name the same owner */
  private ownerBy(
    claims: Claim[],
    basis: OwnerBasis,
  ): AddressOwner | undefined {
    const [{ owner, guestId }] = claims;
    const guest = guestId ? this.guests.get(guestId) : undefined;
    if (guest) {
      return guest.template
        ? undefined
        : { basis, claims, kind: 'guest', guest };
    }
    const id = owner.slice(owner.indexOf(':') + 1);
    const node = owner.startsWith('node:') ? this.nodes.get(id) : undefined;
    if (node) {
      return { basis, claims, kind: 'node', node };
    }
    const device = owner.startsWith('switch:')
      ? this.switches().get(id)
      : undefined;
    return device && { basis, claims, kind: 'switch', device };
  }

  /** Rows count for a guest only while nobody can look, and nobody ever did (ruling R02). */
  private declaredGuests(claims: readonly Claim[]): AddressOwner[] {
    return this.named(
      claims.filter(({ kind, guestId }) => {
        const guest =
          kind === 'declared-row' && guestId
            ? this.guests.get(guestId)
            : undefined;
        return (
          guest !== undefined &&
          guest.addressesUnreadable !== undefined &&
          isNeverSeen(guest)
        );
      }),
      'declared',
    );
  }

  /**
   * Something that people wrote down and that answers. What is under a key alone
   * may be a guest as long as not every guest is known.
   */
  private device(known: SiteAddress): AddressOwner[] {
    const { claims, key } = known;
    const sightings = claims.filter(isSighting);
    const isRow = claims.some(({ kind }) => kind === 'declared-row');
    const isDeviceRow = claims.some(({ kind }) => kind === 'declared-device');
    const isDeclared =
      isDeviceRow ||
      claims.some(({ kind }) => kind === 'declared-key') ||
      this.ranges().covering(key).length > 0;
    if (
      sightings.length === 0 ||
      isRow ||
      !isDeclared ||
      !(isDeviceRow || this.clustersReadable())
    ) {
      return [];
    }
    const present = sightings.filter(({ isWeak }) => !isWeak);
    return [
      {
        kind: 'device',
        isCertain: this.clustersReadable(),
        basis: present.length > 0 ? 'observed' : 'earlier',
        claims: present.length > 0 ? present : sightings,
      },
    ];
  }

  private why(known: SiteAddress): HopReason {
    if (!this.clustersReadable()) {
      return 'clusters-unreadable';
    }
    if (known.claims.some(claim => isGuestClaim(claim))) {
      return 'template-only';
    }
    return this.strangers().sightingsOf(known).length > 0
      ? 'squatter'
      : 'no-owner';
  }
}

/** Who is behind the addresses of a site; rules and paths share the answers. */
export const ownersOf: (site: Site) => OwnerFinder = perSite(site =>
  OwnerFinder.create(site),
);

function noOwner(why: HopReason): Ownership {
  return { owners: [], isContested: false, why };
}
