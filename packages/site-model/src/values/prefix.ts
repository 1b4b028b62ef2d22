import {
  addressFromKey,
  addressKey,
  addressVersion,
  parseAddress,
} from './address';

/**
 * An address with its prefix length.
 * @public
 */
export interface Cidr {
  version: 4 | 6;
  /** The host part as written, canonical: `192.168.11.50` of `192.168.11.50/24`. */
  address: string;
  /** Prefix length: 0–32 or 0–128. */
  length: number;
  /** First address of the network. */
  network: string;
  /** Canonical network form: `192.168.11.0/24`. */
  cidr: string;
  /** Key of the first address. */
  lo: string;
  /** Key of the last address. */
  hi: string;
}

const LENGTH = /^(?:0|[1-9]\d{0,2})$/;

/** The key with every bit behind the first `bits` of 128 set to `bit`. */
function fillBehind(key: string, bits: number, bit: 0 | 1): string {
  const whole = Math.floor(bits / 4);
  const rest = bits % 4;
  let head = key.slice(0, whole);
  if (rest > 0) {
    const mask = (0xf << (4 - rest)) & 0xf;
    const digit = parseInt(key[whole], 16);
    head += (bit ? digit | (~mask & 0xf) : digit & mask).toString(16);
  }
  return head.padEnd(32, bit ? 'f' : '0');
}

/**
 * Reads `<address>/<length>`. Host bits may be set; `address` keeps them and
 * `cidr` is the network they lie in.
 * @public
 */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  if (slash < 0 || !LENGTH.test(text.slice(slash + 1))) {
    return undefined;
  }
  const address = parseAddress(text.slice(0, slash));
  if (address === undefined) {
    return undefined;
  }
  const version = addressVersion(address);
  const length = Number(text.slice(slash + 1));
  if (length > (version === 4 ? 32 : 128)) {
    return undefined;
  }
  const bits = version === 4 ? 96 + length : length;
  const key = addressKey(address);
  const lo = fillBehind(key, bits, 0);
  const hi = fillBehind(key, bits, 1);
  const network = version === 4 || length > 0 ? addressFromKey(lo) : '::';
  return {
    version,
    address,
    length,
    network,
    cidr: `${network}/${length}`,
    lo,
    hi,
  };
}

/**
 * Whether the network holds the address. An address of the other family is in
 * no network, not even in `::/0`.
 *
 * @param cidr - `192.168.11.0/24` or what {@link parseCidr} made of it
 * @param address - canonical text
 * @throws TypeError when `cidr` is text and no prefix
 * @public
 */
export function cidrContains(cidr: string | Cidr, address: string): boolean {
  const prefix = typeof cidr === 'string' ? parseCidr(cidr) : cidr;
  if (!prefix) {
    throw new TypeError(
      `"${cidr}" is not a prefix such as 192.168.11.0/24 or fd00::/64`,
    );
  }
  if (prefix.version !== addressVersion(address)) {
    return false;
  }
  const key = addressKey(address);
  return prefix.lo <= key && key <= prefix.hi;
}
