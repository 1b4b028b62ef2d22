import { DeclaredUpstream } from '../../facts';
import { parseAddress } from '../../values';
import { readAddressToken } from '../addressToken';
import { readIdCell } from './idCell';
import { saysNothing, withoutNotes } from './words';

/** What a cell says about where a host name leads. */
export interface UpstreamReading {
  upstreams: DeclaredUpstream[];
  /** Meant as an upstream, but none; the rest of the cell is still believed. */
  problem?: string;
  /** It says something, and nothing of it can be an upstream. */
  isForeign: boolean;
}

type Word = { upstream: DeclaredUpstream } | { problem: string } | undefined;

const MAX_CELL = 1000;
const BETWEEN = /[,;、，\n]+|\s+(?:[+&|/]|or|and|oder|und|ou|o|y|e)\s+/i;
/** `CT 102` is one word. */
const GUEST = /\b(vmid|ctid|vm|ct|lxc|guest|container)[\s#._-]+(\d{3,9})\b/gi;
const URL_PARTS =
  /^([a-z][a-z0-9+.-]{0,20}):\/\/(?:[^@/\s]*@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d{1,5}))?(?:[/?#]|$)/i;
const HOST_PORT = /^(\[[^\]]*\]|[^:]+)(?::(\d{1,5}))?$/;
const NAME = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]{0,250}[\p{L}\p{N}_])?\.?$/u;
const SUFFIX = /^\.(\d{1,3})(?=:|$)/;
const PLACEHOLDER = /^(?:<.*>|\{.*\}|\$.*|x{1,3}(?:\.x{1,3}){0,3})$/i;

function portOf(digits: string | undefined): number | undefined {
  const port = Number(digits ?? 0);
  return port >= 1 && port <= 65_535 ? port : undefined;
}

function withPort(
  upstream: Omit<DeclaredUpstream, 'port'>,
  digits: string | undefined,
): Word {
  const port = portOf(digits);
  return digits !== undefined && port === undefined
    ? { problem: `"${upstream.text}" has no valid port` }
    : { upstream: { ...upstream, ...(port !== undefined && { port }) } };
}

/** An address or a name. */
function hostOf(
  text: string,
): { host: string } | { problem: string } | undefined {
  const inside =
    text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  const token = readAddressToken(inside);
  switch (token?.kind) {
    case 'address':
      return { host: token.address };
    case 'range':
      return { problem: `"${text}" is a range, and no upstream` };
    case 'cidr':
      return { problem: `"${text}" is a network, and no upstream` };
    case 'problem':
      return { problem: token.why };
    default:
      return NAME.test(text)
        ? { host: text.toLowerCase().replace(/\.$/, '') }
        : undefined;
  }
}

function readWord(text: string, before: string | undefined): Word {
  const url = URL_PARTS.exec(text);
  if (url) {
    const [, scheme, host, port] = url;
    const read = hostOf(host);
    return read && 'host' in read
      ? withPort({ text, scheme: scheme.toLowerCase(), ...read }, port)
      : read;
  }
  const suffix = SUFFIX.exec(text);
  if (suffix && before !== undefined) {
    return readWord(`${before}${text}`, undefined);
  }
  if (parseAddress(text) !== undefined) {
    return { upstream: { text, host: parseAddress(text)! } };
  }
  const [, host = text, port] = HOST_PORT.exec(text) ?? [];
  const id = /\d{3}/.test(host) ? readIdCell(host) : undefined;
  if (id?.kind === 'vmid') {
    return withPort({ text, vmid: id.vmid }, port);
  }
  if (/^\d+$/.test(host)) {
    return { problem: `"${text}" is no VMID and no address` };
  }
  const read = hostOf(host) ?? hostOf(text);
  return read && 'host' in read ? withPort({ text, ...read }, port) : read;
}

/** `192.168.11` of the last IPv4 address, which `.51` goes on from. */
function baseOf(upstreams: readonly DeclaredUpstream[]): string | undefined {
  const host = upstreams.at(-1)?.host;
  return host !== undefined && /^[\d.]+$/.test(host)
    ? host.slice(0, host.lastIndexOf('.'))
    : undefined;
}

/**
 * Reads where a host name leads: `192.168.11.50:3000`, a URL, a VMID (`7801`,
 * `CT 102`, `7801:443`) or a name, one or several of them (`a, b`, lines,
 * `192.168.11.50:80 / .51:80`). Notes in brackets are left out. A range or a network is
 * no upstream; several words in a row are prose.
 */
export function readUpstreamCell(source: string): UpstreamReading {
  const text = withoutNotes(source.slice(0, MAX_CELL)).replace(GUEST, '$1$2');
  const reading: UpstreamReading = { upstreams: [], isForeign: false };
  if (saysNothing(text)) {
    return reading;
  }
  let isForeign = false;
  for (const part of text.split(BETWEEN)) {
    const words = part.split(/[\s→]+/).filter(word => word !== '');
    for (const raw of words) {
      const word = raw.replace(/^["'`(]+|["'`).;]+$/g, '');
      if (word === '' || PLACEHOLDER.test(raw) || saysNothing(word)) {
        continue;
      }
      const read = readWord(word, baseOf(reading.upstreams));
      const isName =
        read && 'upstream' in read && !isUnmistakable(read.upstream);
      if (!read || (isName && words.length > 1)) {
        isForeign = true;
      } else if ('problem' in read) {
        reading.problem ??= read.problem;
      } else {
        reading.upstreams.push(read.upstream);
      }
    }
  }
  return {
    ...reading,
    isForeign:
      isForeign &&
      reading.upstreams.length === 0 &&
      reading.problem === undefined,
  };
}

/** No word of a sentence looks like that. */
function isUnmistakable({ scheme, host, port, vmid }: DeclaredUpstream) {
  return (
    scheme !== undefined ||
    port !== undefined ||
    vmid !== undefined ||
    (host !== undefined && parseAddress(host) !== undefined)
  );
}
