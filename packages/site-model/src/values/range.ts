import { addressKey, addressVersion, parseAddress } from './address';

/**
 * An inclusive range of addresses.
 * @public
 */
export interface AddressRange {
  version: 4 | 6;
  first: string;
  last: string;
  /** Canonical text: `192.168.11.20-192.168.11.29`. */
  text: string;
  /** Key of the first address. */
  lo: string;
  /** Key of the last address. */
  hi: string;
}

/**
 * The range between two addresses of one family, in ascending order.
 * @public
 */
export function addressRange(
  first: string,
  last: string,
): AddressRange | undefined {
  const from = parseAddress(first);
  const to = parseAddress(last);
  if (from === undefined || to === undefined) {
    return undefined;
  }
  const version = addressVersion(from);
  const lo = addressKey(from);
  const hi = addressKey(to);
  if (addressVersion(to) !== version || lo > hi) {
    return undefined;
  }
  return { version, first: from, last: to, text: `${from}-${to}`, lo, hi };
}

/**
 * Reads `a-b`, the form in which facts keep a range.
 * @public
 */
export function parseRange(text: string): AddressRange | undefined {
  const dash = text.indexOf('-');
  return dash < 0
    ? undefined
    : addressRange(text.slice(0, dash), text.slice(dash + 1));
}

/**
 * Whether the range holds the address.
 *
 * @param range - `a-b` or what {@link parseRange} made of it
 * @param address - canonical text
 * @throws TypeError when `range` is text and no range
 * @public
 */
export function rangeContains(
  range: string | AddressRange,
  address: string,
): boolean {
  const parsed = typeof range === 'string' ? parseRange(range) : range;
  if (!parsed) {
    throw new TypeError(
      `"${range}" is not a range such as 192.168.11.20-192.168.11.29`,
    );
  }
  if (parsed.version !== addressVersion(address)) {
    return false;
  }
  const key = addressKey(address);
  return parsed.lo <= key && key <= parsed.hi;
}
