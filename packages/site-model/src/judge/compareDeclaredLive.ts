import { inNumericOrder } from '../site/addressOrder';
import { formatIpv4, parseIpv4 } from '../values/ipv4';

/**
 * How two lists of addresses differ.
 * @public
 */
export interface DeclaredLiveComparison {
  /** How many distinct addresses are in both lists. */
  both: number;
  /** Distinct addresses that are only declared, in numeric order. */
  declaredOnly: string[];
  /** Distinct addresses that are only live, in numeric order. */
  liveOnly: string[];
}

interface PackedList {
  /** IPv4 as unsigned numbers, ascending, with repetitions. */
  ipv4: Uint32Array;
  /** Everything else, distinct. */
  others: Set<string>;
}

function pack(addresses: readonly string[]): PackedList {
  const ipv4 = new Uint32Array(addresses.length);
  const others = new Set<string>();
  let count = 0;
  for (const address of addresses) {
    const value = parseIpv4(address);
    if (value === undefined) {
      others.add(address);
    } else {
      ipv4[count++] = value;
    }
  }
  return { ipv4: ipv4.subarray(0, count).sort(), others };
}

/** Position behind all repetitions of the value at `index`. */
function skip(values: Uint32Array, index: number): number {
  const value = values[index];
  let next = index + 1;
  while (next < values.length && values[next] === value) {
    next++;
  }
  return next;
}

function mergeIpv4(
  declared: Uint32Array,
  live: Uint32Array,
  result: DeclaredLiveComparison,
): number {
  let both = 0;
  let left = 0;
  let right = 0;
  while (left < declared.length || right < live.length) {
    if (right === live.length || declared[left] < live[right]) {
      result.declaredOnly.push(formatIpv4(declared[left]));
      left = skip(declared, left);
    } else if (left === declared.length || live[right] < declared[left]) {
      result.liveOnly.push(formatIpv4(live[right]));
      right = skip(live, right);
    } else {
      both++;
      left = skip(declared, left);
      right = skip(live, right);
    }
  }
  return both;
}

/**
 * The core of address-undeclared and address-unused: which addresses stand only
 * in one of two lists. IPv4 is packed into numbers, sorted and merged, so a
 * million keys cost a sort of numbers and no table of texts; other addresses go
 * through a set. The order of the lists and repetitions do not matter.
 *
 * @param declared - canonical addresses
 * @param live - canonical addresses
 * @public
 */
export function compareDeclaredLive(
  declared: readonly string[],
  live: readonly string[],
): DeclaredLiveComparison {
  const left = pack(declared);
  const right = pack(live);
  const result: DeclaredLiveComparison = {
    both: 0,
    declaredOnly: [],
    liveOnly: [],
  };
  result.both = mergeIpv4(left.ipv4, right.ipv4, result);
  const only = (from: Set<string>, other: Set<string>) =>
    inNumericOrder([...from].filter(address => !other.has(address)));
  const declaredOnly = only(left.others, right.others);
  result.both += left.others.size - declaredOnly.length;
  result.declaredOnly.push(...declaredOnly);
  result.liveOnly.push(...only(right.others, left.others));
  return result;
}
