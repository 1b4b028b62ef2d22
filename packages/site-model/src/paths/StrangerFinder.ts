import { RangeIndex } from '../values/RangeIndex';
import { isReadable } from '../observations';
import { Claim, Site, SiteAddress } from '../site';
import { isDeclared, isSighting } from '../site/addressState';
import { addressRange, isAssignableAddress } from '../values';

/** Claims that only say that somebody was there, or points there. */
const NO_RIGHT: ReadonlySet<Claim['kind']> = new Set([
  'switch-client',
  'neighbour',
  'proxy-upstream',
  'port-forward',
]);

/** A MAC that is nobody's answered. */
function isStranger(claim: Claim): boolean {
  return isSighting(claim) && !claim.isWeak && claim.owner.startsWith('mac:');
}

/** A client without a port has left, or is wireless: it says nothing of a place. */
function hasPlace({ kind, place }: Claim): boolean {
  return kind === 'neighbour' || place !== undefined;
}

/**
 * Finds who uses an address that nothing gives to anybody (ruling R10): outside
 * of the ranges that a network hands out, declared and configured nowhere.
 */
export class StrangerFinder {
  private readonly handedOut: RangeIndex<string>;
  private readonly declared: RangeIndex<string>;
  private readonly proxies: ReadonlySet<string>;

  private constructor(site: Site) {
    this.handedOut = RangeIndex.create(
      site.networks.flatMap(({ value }) => {
        const { dhcp } = value;
        const range = dhcp && addressRange(dhcp.start, dhcp.stop);
        return range ? [{ range: range.text, value: value.id }] : [];
      }),
    );
    this.declared = RangeIndex.create(
      [
        ...site.declaredKeys,
        ...site.declaredRows,
        ...site.declaredDevices,
      ].flatMap(item =>
        item.ranges.map(range => ({ range, value: item.locator })),
      ),
    );
    this.proxies = new Set(site.proxies.flatMap(({ addresses }) => addresses));
  }

  static create(site: Site): StrangerFinder {
    return new StrangerFinder(site);
  }

  /** Fresh sightings of a stranger: a client with a port, or a neighbour that answered. */
  sightingsOf({ address, key, claims }: SiteAddress): Claim[] {
    // There may be a million addresses, and nearly all have an owner.
    if (!claims.some(isStranger)) {
      return [];
    }
    const sightings = claims.filter(
      claim =>
        isStranger(claim) && isReadable(claim.freshness) && hasPlace(claim),
    );
    const isGiven =
      sightings.length === 0 ||
      claims.some(claim => isDeclared(claim) || !NO_RIGHT.has(claim.kind)) ||
      this.proxies.has(address) ||
      !isAssignableAddress(address) ||
      this.handedOut.covering(key).length > 0 ||
      this.declared.covering(key).length > 0;
    return isGiven ? [] : sightings;
  }
}
