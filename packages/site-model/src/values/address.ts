import { formatIpv4, parseIpv4 } from './ipv4';
import {
  formatIpv6,
  Hextets,
  isIpv4Compatible,
  isIpv4Mapped,
  parseIpv6,
} from './ipv6';

const KEY = /^[0-9a-f]{32}$/;
const IPV4_LEAD = '0'.repeat(24);

/**
 * Reads one IP address and returns its canonical text: dotted decimal without
 * leading zeros, or RFC 5952. Anything else is `undefined`: prefix lengths,
 * ports, zones, leading zeros, surrounding blanks.
 *
 * The deprecated IPv4-compatible form (`::192.0.2.1`, RFC 4291 section 2.5.5.1)
 * is refused, because it would share its key with an IPv4 address.
 * @public
 */
export function parseAddress(text: string): string | undefined {
  if (parseIpv4(text) !== undefined) {
    return text;
  }
  if (!text.includes(':')) {
    return undefined;
  }
  const hextets = parseIpv6(text);
  if (!hextets) {
    return undefined;
  }
  const isLow = hextets[6] === 0 && hextets[7] < 2;
  if (isIpv4Compatible(hextets) && !isLow) {
    return undefined;
  }
  return formatIpv6(hextets);
}

/** @public */
export function addressVersion(canonical: string): 4 | 6 {
  return canonical.includes(':') ? 6 : 4;
}

function keyOfHextets(hextets: Hextets): string {
  return hextets.map(group => group.toString(16).padStart(4, '0')).join('');
}

/**
 * Fixed-width 32 hex digits whose text order is numeric order, IPv4 before IPv6.
 * An IPv4 address is its 8 digits behind 24 zeros; `::` and `::1`, which are
 * never addresses on a network, are the only ones that share keys with IPv4.
 *
 * @param canonical - an address as {@link parseAddress} returns it
 * @throws TypeError when it is no address
 * @public
 */
export function addressKey(canonical: string): string {
  const ipv4 = parseIpv4(canonical);
  if (ipv4 !== undefined) {
    return IPV4_LEAD + ipv4.toString(16).padStart(8, '0');
  }
  const hextets = parseIpv6(canonical);
  if (!hextets) {
    throw new TypeError(
      `"${canonical}" is not an IP address; read it with parseAddress first`,
    );
  }
  return keyOfHextets(hextets);
}

/**
 * The canonical text behind a key.
 * @throws TypeError when the key is not 32 lower-case hex digits
 * @public
 */
export function addressFromKey(key: string): string {
  if (!KEY.test(key)) {
    throw new TypeError(
      `"${key}" is not an address key: 32 lower-case hex digits are expected`,
    );
  }
  if (key.startsWith(IPV4_LEAD)) {
    return formatIpv4(parseInt(key.slice(24), 16));
  }
  const hextets: number[] = [];
  for (let index = 0; index < 32; index += 4) {
    hextets.push(parseInt(key.slice(index, index + 4), 16));
  }
  return formatIpv6(hextets);
}

/**
 * Numeric order of two canonical addresses, IPv4 before IPv6.
 * @public
 */
export function compareAddresses(left: string, right: string): number {
  const leftIpv4 = parseIpv4(left);
  const rightIpv4 = parseIpv4(right);
  if (leftIpv4 !== undefined && rightIpv4 !== undefined) {
    return leftIpv4 - rightIpv4;
  }
  if (leftIpv4 !== undefined || rightIpv4 !== undefined) {
    return leftIpv4 !== undefined ? -1 : 1;
  }
  const leftKey = addressKey(left);
  const rightKey = addressKey(right);
  if (leftKey === rightKey) {
    return 0;
  }
  return leftKey < rightKey ? -1 : 1;
}

/** `127.0.0.0/8` and `169.254.0.0/16`, as unsigned numbers. */
export function isLocalIpv4(value: number): boolean {
  return value >>> 24 === 127 || value >>> 16 === 0xa9fe;
}

/**
 * True for addresses that every machine gives itself: `127.0.0.0/8`,
 * `169.254.0.0/16`, `::1`, `fe80::/10`. They never identify a guest (ruling R03).
 * @public
 */
export function isLinkLocalOrLoopback(canonical: string): boolean {
  const ipv4 = parseIpv4(canonical);
  if (ipv4 !== undefined) {
    return isLocalIpv4(ipv4);
  }
  const hextets = parseIpv6(canonical);
  if (!hextets) {
    return false;
  }
  if (isIpv4Mapped(hextets)) {
    return isLocalIpv4(hextets[6] * 0x10000 + hextets[7]);
  }
  return (hextets[0] & 0xffc0) === 0xfe80 || formatIpv6(hextets) === '::1';
}

/**
 * Whether a thing on a network can have this address: not unspecified, loopback,
 * link-local, multicast or reserved, and no netmask. IPv6: global unicast and
 * unique local addresses only.
 * @public
 */
export function isAssignableAddress(canonical: string): boolean {
  const ipv4 = parseIpv4(canonical);
  if (ipv4 !== undefined) {
    const first = Math.floor(ipv4 / 0x1000000);
    return first > 0 && first < 224 && !isLocalIpv4(ipv4);
  }
  const first = parseIpv6(canonical)?.[0] ?? 0;
  return (first & 0xe000) === 0x2000 || (first & 0xfe00) === 0xfc00;
}

/**
 * Whether the address is used by many sites at once and means something only
 * inside one: `10.0.0.0/8`, `172.16.0.0/12`, `192.168.0.0/16` (RFC 1918),
 * `100.64.0.0/10` (RFC 6598), `fc00::/7` (RFC 4193), and what is local anyway.
 *
 * @param canonical - an address as {@link parseAddress} returns it
 * @public
 */
export function isPrivateAddress(canonical: string): boolean {
  const ipv4 = parseIpv4(canonical);
  if (ipv4 !== undefined) {
    const first = ipv4 >>> 24;
    return (
      first === 10 ||
      ipv4 >>> 20 === 0xac1 ||
      ipv4 >>> 16 === 0xc0a8 ||
      ipv4 >>> 22 === 0x191 ||
      isLocalIpv4(ipv4)
    );
  }
  const first = parseIpv6(canonical)?.[0] ?? 0;
  return (first & 0xfe00) === 0xfc00 || isLinkLocalOrLoopback(canonical);
}
