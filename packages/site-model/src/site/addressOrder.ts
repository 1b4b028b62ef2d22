import { addressKey } from '../values';
import { parseIpv4 } from '../values/ipv4';
import { compareText } from '../text/compareText';

/** Largest list whose positions fit beside 32 address bits in a double. */
const MAX_PACKED = 2 ** 21;

/**
 * Things with distinct canonical addresses in numeric order, IPv4 before IPv6.
 * IPv4, which is nearly all of them, is sorted as packed numbers: address above
 * position.
 */
export function sortedByAddress<T>(
  items: readonly T[],
  addressOf: (item: T) => string,
): T[] {
  const packed = new Float64Array(items.length);
  const others: { item: T; key: string }[] = [];
  let count = 0;
  items.forEach((item, position) => {
    const address = addressOf(item);
    const ipv4 = items.length <= MAX_PACKED ? parseIpv4(address) : undefined;
    if (ipv4 === undefined) {
      others.push({ item, key: addressKey(address) });
    } else {
      packed[count++] = ipv4 * MAX_PACKED + position;
    }
  });
  const sorted: T[] = [];
  for (const value of packed.subarray(0, count).sort()) {
    sorted.push(items[value % MAX_PACKED]);
  }
  others.sort((left, right) => compareText(left.key, right.key));
  return sorted.concat(others.map(({ item }) => item));
}

/** Distinct canonical addresses in numeric order. */
export function inNumericOrder(addresses: readonly string[]): string[] {
  return sortedByAddress(addresses, address => address);
}
