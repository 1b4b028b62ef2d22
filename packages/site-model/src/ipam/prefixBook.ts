import { compareText } from '../text/compareText';
import {
  Cidr,
  addressFromKey,
  addressKey,
  isAssignableAddress,
  parseCidr,
} from '../values';
import { KeyRange, keyPlus, mergeRanges, rangeSize } from './keyRanges';

/** @public */
export const PREFIX_STATUSES = [
  'container',
  'active',
  'reserved',
  'deprecated',
] as const;

/** @public */
export type PrefixStatus = (typeof PREFIX_STATUSES)[number];

/** `dhcp`: a server gives these out; `declared`: somebody else manages them. @public */
export const RANGE_KINDS = ['dhcp', 'declared'] as const;

/** A range of a prefix from which nothing is offered. @public */
export interface PrefixRange {
  kind: (typeof RANGE_KINDS)[number];
  /** Canonical addresses. */
  first: string;
  last: string;
  label?: string;
}

/** What of a prefix decides which of its addresses can be offered. @public */
export interface PrefixSpace {
  cidr: string;
  gateway?: string;
  ranges: readonly PrefixRange[];
}

/** A range that is not offered, and why. @public */
export interface Unofferable extends KeyRange {
  why: string;
}

const KEEPS_TWO = { 4: 30, 6: 126 } as const;

/**
 * Reads a prefix that can be kept: without host bits, neither everything nor a
 * network that no machine can be in.
 *
 * @returns the prefix, or why it is none, as a sentence
 * @public
 */
export function readPrefix(text: string): Cidr | string {
  const cidr = parseCidr(text);
  if (!cidr) {
    return `'${text}' is not a prefix such as 192.168.11.0/24 or fd00::/64`;
  }
  if (cidr.address !== cidr.network) {
    return `'${text}' has host bits; did you mean ${cidr.cidr}?`;
  }
  if (cidr.length === 0 || !isAssignableAddress(cidr.network)) {
    return `'${text}' is no network that machines have addresses in`;
  }
  return cidr;
}

/**
 * What of a prefix is never offered: the network address and, for IPv4, the
 * broadcast address (RFC 3021 keeps none in a /31), for IPv6 the subnet-router
 * anycast address (RFC 4291 section 2.6.1), the gateway, DHCP and declared ranges.
 * @public
 */
export function unofferable({
  cidr,
  gateway,
  ranges,
}: PrefixSpace): Unofferable[] {
  const prefix = parseCidr(cidr)!;
  const { lo, hi, version, length } = prefix;
  const kept: Unofferable[] = [];
  if (length <= KEEPS_TWO[version]) {
    const why =
      version === 4 ? 'network address' : 'subnet-router anycast address';
    kept.push({ lo, hi: lo, why });
    if (version === 4) {
      kept.push({ lo: hi, hi, why: 'broadcast address' });
    }
  }
  if (gateway !== undefined) {
    const key = addressKey(gateway);
    kept.push({ lo: key, hi: key, why: 'gateway' });
  }
  for (const { kind, first, last, label } of ranges) {
    const named = label === undefined ? '' : ` ${label}`;
    kept.push({
      lo: addressKey(first),
      hi: addressKey(last),
      why: `${kind === 'dhcp' ? 'DHCP range' : 'declared range'}${named}`,
    });
  }
  return kept;
}

/** Addresses of a prefix that could ever be offered. @public */
export function offerableSize(space: PrefixSpace): bigint {
  const prefix = parseCidr(space.cidr)!;
  const kept = mergeRanges(unofferable(space));
  return kept.reduce(
    (left, range) => left - rangeSize(range),
    rangeSize(prefix),
  );
}

/** What is wrong with gateway and ranges of a prefix, as sentences. @public */
export function spaceProblems(space: PrefixSpace): string[] {
  const { lo, hi } = parseCidr(space.cidr)!;
  const outside = (address: string) => {
    const key = addressKey(address);
    return key < lo || key > hi;
  };
  const problems: string[] = [];
  const { gateway, ranges } = space;
  if (gateway !== undefined && outside(gateway)) {
    problems.push(`The gateway ${gateway} is not inside ${space.cidr}`);
  }
  const sorted = ranges.map(range => ({
    ...range,
    lo: addressKey(range.first),
    hi: addressKey(range.last),
    text: `${range.first}-${range.last}`,
  }));
  sorted.sort((left, right) => compareText(left.lo, right.lo));
  sorted.forEach((range, index) => {
    if (range.lo > range.hi) {
      problems.push(`The range ${range.text} runs backwards`);
    } else if (outside(range.first) || outside(range.last)) {
      problems.push(`The range ${range.text} is not inside ${space.cidr}`);
    }
    if (index > 0 && sorted[index - 1].hi >= range.lo) {
      problems.push(
        `The ranges ${sorted[index - 1].text} and ${range.text} overlap`,
      );
    }
  });
  return problems;
}

/** The prefixes of this length that fill a prefix. @public */
export function subnetsOf(cidr: string, length: number): string[] {
  const prefix = parseCidr(cidr)!;
  const bits = prefix.version === 4 ? 32 : 128;
  const step = 2n ** BigInt(bits - length);
  const count = Number(2n ** BigInt(length - prefix.length));
  return Array.from(
    { length: count },
    (_, index) =>
      `${addressFromKey(keyPlus(prefix.lo, step * BigInt(index)))}/${length}`,
  );
}

/** The one prefix that these fill exactly, if there is one. @public */
export function supernetOf(cidrs: readonly string[]): string | undefined {
  const parsed = cidrs.map(cidr => parseCidr(cidr)!);
  if (new Set(parsed.map(({ version }) => version)).size !== 1) {
    return undefined;
  }
  const apart = parsed.reduce((sum, range) => sum + rangeSize(range), 0n);
  const [whole, ...others] = mergeRanges(parsed);
  if (others.length > 0 || apart !== rangeSize(whole)) {
    return undefined;
  }
  const bits = parsed[0].version === 4 ? 32 : 128;
  const length = bits - (apart.toString(2).length - 1);
  const found = parseCidr(`${addressFromKey(whole.lo)}/${length}`);
  return found?.lo === whole.lo && found.hi === whole.hi
    ? found.cidr
    : undefined;
}

/** In tree order: by first address, the wider one first. @public */
export function compareInTree(left: KeyRange, right: KeyRange): number {
  return compareText(left.lo, right.lo) || compareText(right.hi, left.hi);
}

/**
 * The narrowest other prefix around each.
 *
 * @param prefixes - in tree order; any two are nested or apart
 * @public
 */
export function parentsOf<T extends KeyRange>(
  prefixes: readonly T[],
): Map<T, T | undefined> {
  const parents = new Map<T, T | undefined>();
  const open: T[] = [];
  for (const prefix of prefixes) {
    while (open.length > 0 && open.at(-1)!.hi < prefix.lo) {
      open.pop();
    }
    parents.set(prefix, open.at(-1));
    open.push(prefix);
  }
  return parents;
}
