import { parseAddress } from './address';

const DOTTED_NUMBERS = /^\d+(?:\.\d+)+$/;
const COLON_GROUPS = /^[0-9a-fA-F:.]+$/;

function dottedProblem(text: string): string | undefined {
  const octets = text.split('.');
  if (octets.length !== 4) {
    return undefined;
  }
  const tooLarge = octets.find(octet => Number(octet) > 255);
  if (tooLarge !== undefined) {
    return `"${text}" is not an IP address: octet ${tooLarge} is above 255`;
  }
  const padded = octets.find(octet => octet.length > 1 && octet[0] === '0');
  return `"${text}" is not an IP address: octet ${padded} has a leading zero, which some programs read as octal`;
}

/**
 * Says what is wrong with a text that is meant as an IP address but is none:
 * `192.168.11.256`, `192.168.11.011`, `fd00::1::2`. `undefined` for a valid
 * address and for texts that are not meant as one: words, numbers, partial
 * addresses, versions.
 * @public
 */
export function describeAddressProblem(text: string): string | undefined {
  if (text.length > 64 || parseAddress(text) !== undefined) {
    return undefined;
  }
  if (DOTTED_NUMBERS.test(text)) {
    return dottedProblem(text);
  }
  // A lone run of colons is a MAC, a time or a PCI slot; "::" is only IPv6.
  if (text.includes('::') && COLON_GROUPS.test(text)) {
    return `"${text}" is not an IPv6 address`;
  }
  return undefined;
}
