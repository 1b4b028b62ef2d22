const DOT = 46;
const ZERO = 48;
const NINE = 57;

/**
 * Reads a dotted IPv4 address as an unsigned 32-bit number. Exactly four
 * decimal octets of 0–255 without leading zeros: `011` is octal to some
 * programs and decimal to others, so no reading of it can be trusted.
 *
 * Written by hand because joins read hundreds of thousands of addresses; the
 * tests hold it to what the `ip-address` package accepts.
 */
export function parseIpv4(text: string): number | undefined {
  const { length } = text;
  if (length < 7 || length > 15) {
    return undefined;
  }
  let value = 0;
  let octet = 0;
  let digits = 0;
  let dots = 0;
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code >= ZERO && code <= NINE) {
      if (digits > 0 && octet === 0) {
        return undefined;
      }
      octet = octet * 10 + (code - ZERO);
      digits++;
      if (octet > 255) {
        return undefined;
      }
    } else if (code === DOT && digits > 0 && dots < 3) {
      value = value * 256 + octet;
      octet = 0;
      digits = 0;
      dots++;
    } else {
      return undefined;
    }
  }
  return dots === 3 && digits > 0 ? value * 256 + octet : undefined;
}

/** The dotted text of an unsigned 32-bit number. */
export function formatIpv4(value: number): string {
  return `${Math.floor(value / 0x1000000)}.${(value >>> 16) & 255}.${
    (value >>> 8) & 255
  }.${value & 255}`;
}
