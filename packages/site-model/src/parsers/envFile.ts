import { DeclaredKeyFact, UnparsedFact } from '../facts';
import { isAssignableAddress } from '../values';
import { readAddressToken } from './addressToken';
import { redactLine } from './redactLine';
import { Assignment, readAssignments } from './shell';

/**
 * What an `ip-addresses.conf` declares.
 * @public
 */
export interface EnvFileReading {
  /** In the order of the file, superseded ones included. */
  keys: DeclaredKeyFact[];
  /** At most one for each line. */
  unparsed: UnparsedFact[];
}

interface ValueReading {
  addresses: string[];
  ranges: string[];
  /** Only addresses, ranges, networks and endpoints: nothing that may be a secret. */
  isPlain: boolean;
  problem?: string;
}

const SEPARATORS = /[\s,;|]+/;
const RANGE_SIGN = /^[-~]$/;

/** `a - b` is written in three words. */
function joinRanges(words: string[]): string[] {
  const joined: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const isSign = RANGE_SIGN.test(words[index]);
    if (isSign && joined.length > 0 && index + 1 < words.length) {
      const first = joined.pop()!;
      joined.push(`${first}-${words[++index]}`);
    } else {
      joined.push(words[index]);
    }
  }
  return joined;
}

function readValue(value: string): ValueReading {
  const reading: ValueReading = { addresses: [], ranges: [], isPlain: true };
  const words = joinRanges(value.split(SEPARATORS).filter(word => word !== ''));
  for (const word of words) {
    const token = readAddressToken(word);
    if (token === undefined) {
      reading.isPlain = false;
    } else if (token.kind === 'problem') {
      reading.problem ??= token.why;
    } else if (token.kind === 'range') {
      reading.ranges.push(token.range.text);
    } else if (token.kind === 'address' && isAssignableAddress(token.address)) {
      reading.addresses.push(token.address);
    }
  }
  return reading;
}

function keyFact(
  assignment: Assignment,
  reading: ValueReading,
  file: string,
): DeclaredKeyFact {
  const { key, value, line, aliasOf, superseded } = assignment;
  return {
    key,
    file,
    line,
    value: reading.isPlain ? value : '',
    addresses: superseded ? [] : [...new Set(reading.addresses)],
    ranges: superseded ? [] : [...new Set(reading.ranges)],
    ...(aliasOf === undefined ? {} : { aliasOf }),
    superseded,
  };
}

/**
 * Reads a file of shell assignments such as `ip-addresses.conf`, which is never
 * sourced: only literals and earlier literals of the same file count (ruling R07).
 *
 * - An address, a list of them and ranges (`a-b`, `a - b`, `a-29`) are declared.
 * - URLs, `host:port`, words, numbers and partial addresses declare nothing, and
 *   so does everything with a prefix length, `/32` included: it is a network.
 *   Neither do loopback, link-local, multicast addresses and netmasks.
 * - A repeated key: the last value wins, the earlier is marked superseded.
 * - A line that is no literal assignment, or gives a key an invalid address, is
 *   unparsed. A line with any command on it declares nothing at all.
 *
 * Only values made of addresses, ranges, networks and endpoints are kept; every
 * other value is left out of the fact, as it may be a secret.
 * Needs time in proportion to the length of the text, whatever it holds.
 *
 * @param text - the file; a byte order mark and CRLF are accepted
 * @param options - `file` is the name that facts carry
 * @public
 */
export function parseEnvFile(
  text: string,
  options: { file: string },
): EnvFileReading {
  const { file } = options;
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n/g, '\n')
    .split('\n');
  const isBlank = (line: number) => /^\s*(?:#|$)/.test(lines[line - 1] ?? '');
  const { assignments, unread } = readAssignments(lines.join('\n'), isBlank);
  const problems = new Map<number, string>();
  unread.forEach(({ line, why }) => problems.set(line, why));

  const keys = assignments.map(assignment => {
    const reading = readValue(assignment.value);
    // An alias repeats what its target already told.
    if (
      reading.problem &&
      assignment.aliasOf === undefined &&
      !problems.has(assignment.line)
    ) {
      problems.set(assignment.line, reading.problem);
    }
    return keyFact(assignment, reading, file);
  });
  const unparsed = [...problems]
    .sort(([left], [right]) => left - right)
    .map(([line, why]) => ({
      file,
      line,
      text: redactLine(lines[line - 1] ?? ''),
      why,
    }));
  return { keys, unparsed };
}
