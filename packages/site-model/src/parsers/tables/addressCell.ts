import { isAssignableAddress } from '../../values';
import { AddressToken, readAddressToken, readRange } from '../addressToken';
import { saysNothing, withoutNotes } from './words';

/** What a cell under IP says. */
export interface AddressReading {
  /** Canonical, each once. */
  addresses: string[];
  ranges: string[];
  /** It says DHCP. */
  dynamic: boolean;
  /** Meant as an address, but none. */
  problem?: string;
  /** It says something, and nothing of it has to do with addresses. */
  isForeign: boolean;
}

const MAX_CELL = 1000;
const BETWEEN_WORDS = /[\s,;、，]+/;
const INSIDE_WORDS = /[+&|=]+|\/(?=\.\d|\d{1,3}\.\d)/;
const RANGE_SIGN = /^(?:[-~～]|\.\.|…|to|bis|until|through)$/i;
const DYNAMIC = /\b(?:dhcp[46]?|slaac|dynamic|dynamisch|dinamica|dinamico)\b/i;
const SCHEME = /^[a-z][a-z0-9+.-]{0,20}:\/\//i;
/** `eth0:192.168.11.5` */
const LABEL = /^[a-z][\w.-]{0,30}:(?=\d{1,3}\.)/i;
const SUFFIX = /^\.(\d{1,3})(?:[-~]\.?(\d{1,3}))?$/;
const ENDS_WITH_SUFFIX = /^([\d.]+)[-~]\.(\d{1,3})$/;
const PARTIAL = /^\d{1,3}(?:\.\d{1,3}){1,2}\.?$/;
const PLACEHOLDER =
  /^(?:<.*>|\{.*\}|\$.*|(?=.*[xyzn*?#])\d{1,3}(?:\.[\dxyzn*?#]{1,3}){3}|x{1,3}(?:\.x{1,3}){3}|x+)$/i;

/** A URL stays one word: only its host says something. */
function splitWords(text: string): string[] {
  return text
    .split(BETWEEN_WORDS)
    .flatMap(word =>
      word.includes('://') ? [word] : word.split(INSIDE_WORDS),
    );
}

function trimToken(raw: string): string {
  let token = raw;
  if (SCHEME.test(token)) {
    token = token.replace(SCHEME, '').replace(/^[^@/]*@/, '');
    token = token.replace(/[/?#].*$/, '');
  }
  return token
    .replace(LABEL, '')
    .replace(/^["'`<({]+/, '')
    .replace(/["'`>)},.:;]+$/, '');
}

/** Collects what the words of one cell say; see {@link readAddressCell}. */
class AddressCollector {
  readonly addresses = new Set<string>();
  readonly ranges = new Set<string>();
  problem?: string;
  /** Placeholders, networks and loopback: about addresses, yet declaring none. */
  isAboutAddresses = false;
  private last?: string;
  private rangeFrom?: string;

  take(raw: string) {
    if (raw === '' || raw === '/') {
      return;
    }
    if (RANGE_SIGN.test(raw)) {
      this.rangeFrom = this.last;
      return;
    }
    const first = this.rangeFrom;
    this.rangeFrom = undefined;
    const word = trimToken(raw);
    if (first !== undefined && /^\.?\d{1,3}$/.test(word)) {
      this.takeRange(first, word.replace('.', ''));
    } else if (PLACEHOLDER.test(raw)) {
      this.isAboutAddresses = true;
    } else {
      this.takeToken(word, first);
    }
  }

  private takeToken(word: string, rangeFrom: string | undefined) {
    const suffix = SUFFIX.exec(word);
    const short = ENDS_WITH_SUFFIX.exec(word);
    if (suffix) {
      this.takeSuffix(word, suffix[1], suffix[2]);
    } else if (short) {
      this.takeRead(readRange(short[1], short[2]));
    } else if (PARTIAL.test(word)) {
      this.problem ??= `"${word}" is only a part of an address`;
    } else {
      const token = readAddressToken(word);
      if (token?.kind === 'address' && rangeFrom !== undefined) {
        this.takeRange(rangeFrom, token.address);
      } else if (token) {
        this.takeRead(token);
      }
    }
  }

  /** `.249` after `192.168.11.250` is `192.168.11.249`. */
  private takeSuffix(word: string, first: string, end: string | undefined) {
    if (this.last === undefined || this.last.includes(':')) {
      this.problem ??= `"${word}" needs a whole address before it`;
      return;
    }
    const base = this.last.slice(0, this.last.lastIndexOf('.'));
    const address = `${base}.${first}`;
    this.takeRead(
      end === undefined
        ? readAddressToken(address) ?? { kind: 'problem', why: address }
        : readRange(address, end),
    );
  }

  private takeRange(first: string, end: string) {
    this.addresses.delete(first);
    this.takeRead(readRange(first, end));
  }

  private takeRead(token: AddressToken) {
    this.isAboutAddresses = true;
    if (token.kind === 'problem') {
      this.problem ??= token.why;
    } else if (token.kind === 'range') {
      this.ranges.add(token.range.text);
    } else if (token.kind === 'cidr') {
      const { cidr } = token;
      const hostBits = (cidr.version === 4 ? 32 : 128) - cidr.length;
      // 192.168.11.0/24 is a network, no place for a guest.
      if (hostBits < 2 || cidr.address !== cidr.network) {
        this.takeAddress(cidr.address);
      }
    } else {
      this.takeAddress(token.address);
    }
  }

  private takeAddress(address: string) {
    if (isAssignableAddress(address)) {
      this.addresses.add(address);
      this.last = address;
    }
  }
}

/**
 * Reads the addresses of a cell: one or several (`a + b`, `a, b`, lines, `a / .249`),
 * with a port, mask, scheme or label, ranges (`a-b`, `a-29`, `a ~ b`), DHCP and
 * placeholders. Notes in brackets count only where nothing else is there.
 */
export function readAddressCell(source: string): AddressReading {
  const text = source.slice(0, MAX_CELL).replace(/[‐-―−]/g, '-');
  const outside = withoutNotes(text);
  const words = outside === '' ? text.replace(/[()（）]/g, ' ') : outside;
  const collector = new AddressCollector();
  if (!saysNothing(words)) {
    splitWords(words).forEach(word => collector.take(word));
  }
  const dynamic = DYNAMIC.test(text);
  return {
    addresses: [...collector.addresses],
    ranges: [...collector.ranges],
    dynamic,
    ...(collector.problem === undefined ? {} : { problem: collector.problem }),
    isForeign:
      !saysNothing(words) &&
      !dynamic &&
      !collector.isAboutAddresses &&
      collector.problem === undefined,
  };
}

/** Whether the cell is nothing but one address, as it may stand under IP only. */
export function isAddressOnly(text: string): boolean {
  const kind = readAddressToken(text.trim())?.kind;
  return kind === 'address' || kind === 'cidr' || kind === 'endpoint';
}
