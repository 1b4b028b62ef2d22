import {
  AddressRange,
  addressRange,
  Cidr,
  describeAddressProblem,
  parseAddress,
  parseCidr,
} from '../values';

/** What one word of a declared value or table cell says about addresses. */
export type AddressToken =
  | { kind: 'address'; address: string }
  | { kind: 'range'; range: AddressRange }
  | { kind: 'cidr'; cidr: Cidr }
  /** `address:port`, also of a URL. */
  | { kind: 'endpoint'; address: string }
  /** Meant as an address, but none. */
  | { kind: 'problem'; why: string };

const MAX_TOKEN = 120;
const PORT = /^\d{1,5}(?:-\d{1,5})?(?:\/[a-z]{3})?$/i;
const LAST_OCTET = /^(?:0|[1-9]\d{0,2})$/;
/** Starts as a dotted IPv4 address does, valid or not. */
const DOTTED_START = /^(\d{1,4}(?:\.\d{1,4}){3})(.*)$/;

function readRangeEnd(first: string, end: string): string {
  return LAST_OCTET.test(end)
    ? `${first.slice(0, first.lastIndexOf('.'))}.${end}`
    : end;
}

/**
 * Reads `192.168.11.20` with `192.168.11.29` or just `29` as a range.
 */
export function readRange(first: string, end: string): AddressToken {
  const last = readRangeEnd(first, end);
  const range = addressRange(first, last);
  if (range) {
    return { kind: 'range', range };
  }
  const why =
    describeAddressProblem(first) ??
    describeAddressProblem(last) ??
    `"${first}-${end}" is not a range of addresses in ascending order`;
  return { kind: 'problem', why };
}

function readCidr(text: string, slash: number): AddressToken | undefined {
  const cidr = parseCidr(text);
  if (cidr) {
    return { kind: 'cidr', cidr };
  }
  const head = text.slice(0, slash);
  const why = describeAddressProblem(head);
  if (why) {
    return { kind: 'problem', why };
  }
  return parseAddress(head) !== undefined && /^\d+$/.test(text.slice(slash + 1))
    ? { kind: 'problem', why: `"${text}" has no valid prefix length` }
    : undefined;
}

function readEndpoint(host: string, port: string): AddressToken | undefined {
  if (!PORT.test(port)) {
    return undefined;
  }
  const address = parseAddress(host);
  if (address !== undefined) {
    return { kind: 'endpoint', address };
  }
  const why = describeAddressProblem(host);
  return why ? { kind: 'problem', why } : undefined;
}

/** What stands behind a dotted start that is not the whole word. */
function readDottedRest(head: string, rest: string): AddressToken | undefined {
  switch (rest[0]) {
    case ':':
      return readEndpoint(head, rest.slice(1));
    case '-':
    case '~':
      return /^[\d.]+$/.test(rest.slice(1))
        ? readRange(head, rest.slice(1))
        : undefined;
    case '#':
      return {
        kind: 'problem',
        why: `"${head}${rest}" is not an IP address: a comment needs a blank before "#"`,
      };
    default:
      return undefined;
  }
}

function readIpv6(text: string): AddressToken | undefined {
  const bracket = text.startsWith('[') ? text.indexOf(']') : -1;
  if (bracket > 0) {
    const inside = text.slice(1, bracket);
    const address = parseAddress(inside);
    if (address === undefined || !inside.includes(':')) {
      return undefined;
    }
    return { kind: 'endpoint', address };
  }
  const dash = text.search(/[-~]/);
  if (dash > 0 && parseAddress(text.slice(0, dash)) !== undefined) {
    return readRange(text.slice(0, dash), text.slice(dash + 1));
  }
  const why = describeAddressProblem(text);
  return why ? { kind: 'problem', why } : undefined;
}

/**
 * Reads one word without blanks. `undefined` for everything that is not meant as
 * an address: words, numbers, names, partial addresses, versions.
 */
export function readAddressToken(text: string): AddressToken | undefined {
  const address = parseAddress(text);
  if (address !== undefined) {
    return { kind: 'address', address };
  }
  if (text.length > MAX_TOKEN) {
    return undefined;
  }
  const slash = text.indexOf('/');
  if (slash > 0) {
    const cidr = readCidr(text, slash);
    if (cidr) {
      return cidr;
    }
  }
  const dotted = DOTTED_START.exec(text);
  if (!dotted) {
    return text.includes(':') ? readIpv6(text) : undefined;
  }
  const [, head, rest] = dotted;
  if (rest !== '') {
    return readDottedRest(head, rest);
  }
  const why = describeAddressProblem(head);
  return why ? { kind: 'problem', why } : undefined;
}
