import { addressKey } from '../values';
import { parseIpv4 } from '../values/ipv4';
import { compareText } from '../text/compareText';

/** Largest list whose positions fit beside 32 address bits in a double. */
const MAX_PACKED = 2 ** 21;

/**
 * Distinct canonical addresses in numeric order, IPv4 before IPv6. IPv4, which
 * is nearly all of them, is sorted as packed numbers: address above position.
 */
export function inNumericOrder(addresses: readonly string[]): string[] {
  const packed = new Float64Array(addresses.length);
  const others: { address: string; key: string }[] = [];
  let count = 0;
  addresses.forEach((address, position) => {
    const ipv4 =
      addresses.length <= MAX_PACKED ? parseIpv4(address) : undefined;
    if (ipv4 === undefined) {
      others.push({ address, key: addressKey(address) });
    } else {
      packed[count++] = ipv4 * MAX_PACKED + position;
    }
  });
  const sorted: string[] = [];
  for (const value of packed.subarray(0, count).sort()) {
    sorted.push(addresses[value % MAX_PACKED]);
  }
  others.sort((left, right) => compareText(left.key, right.key));
  return sorted.concat(others.map(({ address }) => address));
}
