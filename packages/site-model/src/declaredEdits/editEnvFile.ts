import { EnvFileReading, parseEnvFile } from '../parsers';
import { addressVersion, compareAddresses, parseAddress } from '../values';
import { rewriteInColumns, spansOf } from './addressSpans';
import { EditResult } from './EditResult';
import {
  differenceAfterAdding,
  differenceAfterRemoving,
  differenceAfterSetting,
} from './envDifference';
import { FileText } from './FileText';

/**
 * A wanted change of an `ip-addresses.conf`.
 * @public
 */
export type EnvFileChange =
  /** The key gets another address in place of one it has. */
  | { kind: 'set-key'; key: string; from: string; to: string }
  /** A key that is not there yet, beside the addresses next to its own. */
  | { kind: 'add-key'; key: string; address: string }
  /** All assignments of these keys. */
  | { kind: 'remove-keys'; keys: string[] }
  /** The key becomes a reference to another one that has the same address. */
  | { kind: 'alias-key'; key: string; of: string; address: string };

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Each is a parse of the file. */
const MAX_TRIES = 16;

type Try = { file: FileText; difference: string | undefined };

function parse(file: FileText): EnvFileReading {
  return parseEnvFile(file.toString(), { file: '' });
}

/** The first try that changes nothing but what was wanted. */
function firstSound(tries: Iterable<Try>, otherwise: string): EditResult {
  let why: string | undefined;
  let count = 0;
  for (const { file, difference } of tries) {
    if (difference === undefined) {
      return { text: file.toString() };
    }
    why ??= difference;
    if (++count === MAX_TRIES) {
      break;
    }
  }
  return { refused: why ?? otherwise };
}

/** Rewrites an address of an assignment, one place after the other. */
function* rewritings(
  file: FileText,
  before: EnvFileReading,
  change: { key: string; address: string; texts: string[]; of?: string },
): Generator<Try> {
  const { key, address, texts, of } = change;
  const target = before.keys.findLast(
    item => item.key === key && item.addresses.includes(address),
  );
  if (!target) {
    return;
  }
  const next = before.keys.find(({ line }) => line > target.line)?.line;
  const end = Math.max(target.line + 1, next ?? file.count + 1);
  for (let number = target.line; number < end; number++) {
    const line = file.line(number);
    const neighbours = [file.line(number - 1), file.line(number + 1)];
    for (const span of spansOf(line, address)) {
      for (const text of texts) {
        const isQuoted = /^["'].*["']$/.test(text);
        const place = isQuoted
          ? { start: span.start - 1, end: span.end + 1 }
          : span;
        const edited = file.withLine(
          number,
          rewriteInColumns(line, [place], text, { mark: '#', neighbours }),
        );
        const to = of === undefined ? text : address;
        yield {
          file: edited,
          difference: differenceAfterSetting(before, parse(edited), {
            target,
            from: address,
            to,
            aliasOf: of,
          }),
        };
      }
    }
  }
}

function setKey(
  file: FileText,
  { key, from, to }: EnvFileChange & { kind: 'set-key' },
): EditResult {
  const tries = rewritings(file, parse(file), {
    key,
    address: from,
    texts: [to],
  });
  return firstSound(
    tries,
    `${key} does not spell ${from} out: it is built from other keys, or not there`,
  );
}

function aliasKey(
  file: FileText,
  { key, of, address }: EnvFileChange & { kind: 'alias-key' },
): EditResult {
  const tries = rewritings(file, parse(file), {
    key,
    address,
    texts: [`\${${of}}`, `"\${${of}}"`],
    of,
  });
  return firstSound(tries, `${key} does not spell ${address} out`);
}

/** One assignment among others of its line. */
function withoutWord(line: string, key: string): string {
  const word = new RegExp(
    `(^|[\\s;])${key}=(?:"[^"]*"|'[^']*'|[^\\s;"'#]*)(?:[ \\t]+|(?=;|$))`,
  );
  return line.replace(word, '$1');
}

function removeKeys(file: FileText, keys: readonly string[]): EditResult {
  const before = parse(file);
  const isGone = (key: string) => keys.includes(key);
  const lines = new Set(
    before.keys.filter(({ key }) => isGone(key)).map(({ line }) => line),
  );
  if (lines.size === 0) {
    return { refused: `${keys.join(', ')} is not there` };
  }
  let edited = file;
  const dropped = new Set<number>();
  for (const line of lines) {
    const isShared = before.keys.some(
      item => item.line === line && !isGone(item.key),
    );
    if (isShared) {
      const text = keys.reduce(withoutWord, file.line(line));
      edited = edited.withLine(line, text.trimEnd());
    } else {
      dropped.add(line);
    }
  }
  edited = edited.without(dropped);
  const difference = differenceAfterRemoving(before, parse(edited), {
    isGone,
    dropped,
  });
  return firstSound([{ file: edited, difference }], '');
}

/** How far two addresses may be apart and still stand side by side: one /24 or /64. */
function neighbourhood(address: string): string {
  return addressVersion(address) === 4
    ? address.slice(0, address.lastIndexOf('.'))
    : address.split(':').slice(0, 4).join(':');
}

/** The lines behind which a new key may stand, the best first. */
function placesFor(
  file: FileText,
  { keys }: EnvFileReading,
  address: string,
): number[] {
  const near = keys
    .filter(
      item =>
        item.addresses.length === 1 &&
        neighbourhood(item.addresses[0]) === neighbourhood(address),
    )
    .sort((left, right) =>
      compareAddresses(left.addresses[0], right.addresses[0]),
    );
  const below = near.findLast(
    item => compareAddresses(item.addresses[0], address) < 0,
  );
  const last = keys.findLast(item => item.addresses.length > 0);
  const places = [below?.line, near[0]?.line, last?.line, file.count];
  return [...new Set(places.filter(line => line !== undefined))];
}

/** Written as its neighbour is: exported or not, with its quotes. */
function lineFor(neighbour: string, key: string, address: string): string {
  const [, indent = '', lead = '', quote = ''] =
    /^([ \t]*)(export[ \t]+)?[A-Za-z_]\w*=(["']?)/.exec(neighbour) ?? [];
  return `${indent}${lead}${key}=${quote}${address}${quote}`;
}

function* additions(
  file: FileText,
  before: EnvFileReading,
  { key, address }: { key: string; address: string },
): Generator<Try> {
  for (const after of placesFor(file, before, address)) {
    const text = lineFor(file.line(after), key, address);
    const edited = file.withInserted(after, text);
    const difference = differenceAfterAdding(before, parse(edited), {
      key,
      address,
      line: after + 1,
    });
    yield { file: edited, difference };
  }
}

function addKey(
  file: FileText,
  { key, address }: EnvFileChange & { kind: 'add-key' },
): EditResult {
  const before = parse(file);
  if (!NAME.test(key)) {
    return { refused: `"${key}" is no name that a shell takes` };
  }
  if (before.keys.some(item => item.key === key)) {
    return { refused: `${key} is there already` };
  }
  return firstSound(additions(file, before, { key, address }), '');
}

/**
 * The text of an `ip-addresses.conf` after one change. Comments, order, quotes,
 * alignment, byte order mark, line ends and the missing last one stay; only the
 * lines of the change differ. Every answer was parsed again: what it declares is
 * what the file declared before with the change and nothing else, or the edit is
 * refused with the reason. Nothing is ever run.
 *
 * @param text - the whole file, byte order mark included
 * @throws TypeError for an address that is not in canonical text
 * @public
 */
export function editEnvFile(text: string, change: EnvFileChange): EditResult {
  const file = FileText.of(text);
  if (change.kind !== 'remove-keys') {
    const wanted = change.kind === 'set-key' ? change.to : change.address;
    if (parseAddress(wanted) !== wanted) {
      throw new TypeError(`"${wanted}" is no address in canonical text`);
    }
  }
  switch (change.kind) {
    case 'set-key':
      return setKey(file, change);
    case 'add-key':
      return addKey(file, change);
    case 'remove-keys':
      return removeKeys(file, change.keys);
    default:
      return aliasKey(file, change);
  }
}
