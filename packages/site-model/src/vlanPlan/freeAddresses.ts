import { isReadable } from '../observations';
import { isClusterSource, isControllerSource, Site } from '../site';
import { addressKey, parseCidr, parseRange } from '../values';

/** How many addresses of a prefix may be given away. @public */
export interface FreeCount {
  /** Absent: nobody can say, and `why` says why. */
  free?: number;
  why?: string;
}

/** Whoever knows which addresses are free: the IPAM, or the site itself. @public */
export interface FreeAddresses {
  /** @param cidr - canonical network form, `10.120.0.0/24` */
  countFree(cidr: string): FreeCount;
}

/** A prefix of IPv6 has more room than anybody counts. */
const MANY = 1_000_000;

const numberOf = (key: string) => BigInt(`0x${key}`);

/** Ranges that are never given away: DHCP pools and what people declared. */
function heldRanges(site: Site): { lo: string; hi: string }[] {
  const pools = site.networks.flatMap(({ value: { dhcp } }) =>
    dhcp ? [`${dhcp.start}-${dhcp.stop}`] : [],
  );
  const declared = [
    ...site.declaredKeys,
    ...site.declaredRows,
    ...site.declaredDevices,
  ].flatMap(({ ranges }) => ranges);
  return [...pools, ...declared].flatMap(text => parseRange(text) ?? []);
}

/**
 * Counts what nobody speaks of, from the address states of a site: without the
 * network's own address and broadcast, gateways, DHCP pools, declared ranges and
 * every address with any claim. Says nothing while a cluster or controller
 * cannot be read.
 * @public
 */
export function siteFreeAddresses(site: Site): FreeAddresses {
  const unread = site.sources.find(
    source =>
      (isClusterSource(source) || isControllerSource(source)) &&
      !isReadable(source),
  );
  const gateways = new Set(
    site.prefixes.flatMap(({ gateway }) => gateway ?? []),
  );
  const ranges = heldRanges(site);
  return {
    countFree(cidr) {
      const prefix = parseCidr(cidr);
      if (!prefix) {
        return { why: `${cidr} is no prefix` };
      }
      if (unread) {
        return { why: `${unread.sourceId} cannot be read now` };
      }
      const size = numberOf(prefix.hi) - numberOf(prefix.lo) + BigInt(1);
      if (size > BigInt(MANY)) {
        return { free: MANY };
      }
      return { free: count(prefix, { site, ranges, gateways }) };
    },
  };
}

function count(
  prefix: { lo: string; hi: string; version: 4 | 6; length: number },
  known: {
    site: Site;
    ranges: readonly { lo: string; hi: string }[];
    gateways: ReadonlySet<string>;
  },
): number {
  const inside = (key: string) => prefix.lo <= key && key <= prefix.hi;
  const first = numberOf(prefix.lo);
  const size = Number(numberOf(prefix.hi) - first) + 1;
  const held = new Set<number>();
  const hold = (key: string) => held.add(Number(numberOf(key) - first));
  if (prefix.version === 4 && prefix.length < 31) {
    hold(prefix.lo);
    hold(prefix.hi);
  }
  known.site.addresses.forEach(({ key }) => inside(key) && hold(key));
  known.gateways.forEach(text => {
    const key = addressKey(text);
    return inside(key) && hold(key);
  });
  for (const { lo, hi } of known.ranges) {
    const from = lo < prefix.lo ? prefix.lo : lo;
    const to = hi > prefix.hi ? prefix.hi : hi;
    if (from <= to) {
      const start = Number(numberOf(from) - first);
      const end = Number(numberOf(to) - first);
      for (let index = start; index <= end; index++) {
        held.add(index);
      }
    }
  }
  return size - held.size;
}
