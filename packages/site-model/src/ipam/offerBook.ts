import { ScopeSnapshot, isReadable } from '../observations';
import { isSilentAgent } from '../observations/silentAgent';
import { addressAt } from '../site/addressAt';
import { Site } from '../site/site';
import { listed } from '../text/sentences';
import { addressKey, parseRange } from '../values';
import { RangeIndex } from '../values/RangeIndex';
import { KeyRange, lowestOutside, mergeRanges } from './keyRanges';
import { isOwnClaim } from './ownClaims';

/** A source that was never read, so that its silence says nothing. @public */
export interface UnreadSource {
  sourceId: string;
  /** What of it, where not all. */
  scope?: string;
  why: string;
}

function neverRead(scope: ScopeSnapshot): boolean {
  return (
    scope.collectedAt === undefined &&
    !isReadable(scope) &&
    !isSilentAgent(scope)
  );
}

interface SpokenRange {
  range: string;
  value: string;
}

function spokenRanges(site: Site): SpokenRange[] {
  return [
    ...site.declaredKeys.flatMap(({ ranges, key }) =>
      ranges.map(range => ({ range, value: `range of the key ${key}` })),
    ),
    ...site.declaredRows.flatMap(({ ranges, vmid }) =>
      ranges.map(range => ({ range, value: `range of the row of ${vmid}` })),
    ),
    ...site.declaredDevices.flatMap(({ ranges, name }) =>
      ranges.map(range => ({ range, value: `range of ${name}` })),
    ),
    ...site.networks.flatMap(({ value: { dhcp, name, id } }) =>
      dhcp
        ? [
            {
              range: `${dhcp.start}-${dhcp.stop}`,
              value: `DHCP range of the network ${name ?? id}`,
            },
          ]
        : [],
    ),
  ];
}

/**
 * Which addresses of a site nobody speaks of. Built once for a site; a question
 * is one binary search, however many addresses are in use.
 * @public
 */
export class OfferBook {
  private constructor(
    private readonly site: Site,
    private readonly blocked: readonly KeyRange[],
    private readonly ranges: RangeIndex<string>,
  ) {}

  static create(site: Site): OfferBook {
    const ranges = spokenRanges(site);
    const gateways = [
      ...site.prefixes.flatMap(({ gateway }) => gateway ?? []),
      ...site.networks.flatMap(({ value }) => value.gateway ?? []),
    ].map(addressKey);
    const blocked = mergeRanges([
      ...site.addresses.flatMap(({ key, claims }) =>
        claims.every(isOwnClaim) ? [] : [{ lo: key, hi: key }],
      ),
      ...gateways.map(key => ({ lo: key, hi: key })),
      ...ranges.flatMap(({ range }) => {
        const parsed = parseRange(range);
        return parsed ? [{ lo: parsed.lo, hi: parsed.hi }] : [];
      }),
    ]);
    return new OfferBook(site, blocked, RangeIndex.create(ranges));
  }

  /** The lowest address of a gap that nobody but us speaks of. */
  lowest(gap: KeyRange): string | undefined {
    return lowestOutside(gap, this.blocked);
  }

  /** Why an address is not free, as part of a sentence; nothing when it is. */
  objection(key: string): string | undefined {
    const known = addressAt(this.site, key);
    const others = known?.claims.filter(claim => !isOwnClaim(claim)) ?? [];
    if (known && others.length > 0) {
      const labels = others.map(({ label }) => label);
      return `its state is ${known.state}: ${listed([...new Set(labels)], 3)}`;
    }
    const [range] = this.ranges.covering(key);
    if (range !== undefined) {
      return `it is in the ${range}`;
    }
    return lowestOutside({ lo: key, hi: key }, this.blocked) === undefined
      ? 'it is the gateway of its network'
      : undefined;
  }

  /**
   * Sources whose silence cannot be taken for "free", because they, or a part of
   * them, were never read.
   *
   * @param covering - ids of the sources that see the prefix; all when empty
   */
  unread(covering: readonly string[]): UnreadSource[] {
    const { sources } = this.site;
    const unknown = covering
      .filter(id => !sources.some(({ sourceId }) => sourceId === id))
      .map(sourceId => ({ sourceId, why: 'it is not configured here' }));
    const seen = sources.filter(
      ({ sourceId }) => covering.length === 0 || covering.includes(sourceId),
    );
    return [
      ...unknown,
      ...seen.flatMap((source): UnreadSource[] => {
        const { sourceId, message } = source;
        if (source.freshness === 'never' || source.collectedAt === undefined) {
          return [{ sourceId, why: message ?? 'it was never read' }];
        }
        return source.scopes.filter(neverRead).map(scope => ({
          sourceId,
          scope: scope.scope,
          why: scope.message ?? 'it was never read',
        }));
      }),
    ];
  }
}
