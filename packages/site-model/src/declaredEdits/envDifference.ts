import { DeclaredKeyFact } from '../facts';
import { EnvFileReading } from '../parsers';
import { replaced, sameTexts } from './EditResult';

/** Where a line of the file before stands after the edit. */
type MoveLine = (line: number) => number;

/** Two readings of a key agree but for what was wanted of it. */
type SameKey = (before: DeclaredKeyFact, after: DeclaredKeyFact) => boolean;

function sameShape(
  before: DeclaredKeyFact,
  after: DeclaredKeyFact,
  move: MoveLine,
): boolean {
  return (
    before.key === after.key &&
    move(before.line) === after.line &&
    before.superseded === after.superseded &&
    sameTexts(before.ranges, after.ranges)
  );
}

function sameFact(before: DeclaredKeyFact, after: DeclaredKeyFact): boolean {
  return (
    before.aliasOf === after.aliasOf &&
    before.value === after.value &&
    sameTexts(before.addresses, after.addresses)
  );
}

/** What an edit changed beyond what was wanted; `undefined` when it is sound. */
function differenceOf(
  expected: readonly DeclaredKeyFact[],
  before: EnvFileReading,
  after: EnvFileReading,
  same: { move: MoveLine; key: SameKey },
): string | undefined {
  const known = new Set(
    before.unparsed.map(({ line, why }) => `${same.move(line)} ${why}`),
  );
  const unread = after.unparsed.find(
    ({ line, why }) => !known.has(`${line} ${why}`),
  );
  if (unread) {
    return `line ${unread.line} could no longer be read afterwards: ${unread.why}`;
  }
  if (after.unparsed.length !== before.unparsed.length) {
    return 'a line that cannot be read stands in the way';
  }
  if (after.keys.length !== expected.length) {
    return 'the place is part of something that is no plain assignment';
  }
  const other = expected.findIndex((item, index) => {
    const found = after.keys[index];
    return !sameShape(item, found, same.move) || !same.key(item, found);
  });
  return other < 0
    ? undefined
    : `${expected[other].key} in line ${expected[other].line} would mean something else afterwards`;
}

/**
 * After one address of one assignment was rewritten. Keys that refer to it
 * follow, which needs no edit of their own.
 */
export function differenceAfterSetting(
  before: EnvFileReading,
  after: EnvFileReading,
  wanted: {
    target: DeclaredKeyFact;
    from: string;
    to: string;
    aliasOf?: string;
  },
): string | undefined {
  const { target, from, to, aliasOf } = wanted;
  const key: SameKey = (item, found) => {
    const follows = sameTexts(
      replaced(item.addresses, from, to),
      found.addresses,
    );
    if (item === target) {
      return follows && found.aliasOf === (aliasOf ?? item.aliasOf);
    }
    return (
      sameFact(item, found) ||
      (item.aliasOf === found.aliasOf &&
        follows &&
        item.value.split(from).join(to) === found.value)
    );
  };
  return differenceOf(before.keys, before, after, { move: line => line, key });
}

export function differenceAfterRemoving(
  before: EnvFileReading,
  after: EnvFileReading,
  wanted: {
    isGone: (key: string) => boolean;
    dropped: ReadonlySet<number>;
  },
): string | undefined {
  const kept = before.keys.filter(({ key }) => !wanted.isGone(key));
  const move: MoveLine = line =>
    line - [...wanted.dropped].filter(number => number < line).length;
  return differenceOf(kept, before, after, { move, key: sameFact });
}

export function differenceAfterAdding(
  before: EnvFileReading,
  after: EnvFileReading,
  wanted: { key: string; address: string; line: number },
): string | undefined {
  const { address, key, line } = wanted;
  const index = after.keys.findIndex(item => item.key === key);
  const added = after.keys[index];
  if (
    !added ||
    added.line !== line ||
    added.superseded ||
    !sameTexts(added.addresses, [address])
  ) {
    return 'a new line there would be part of something else';
  }
  const rest = { ...after, keys: after.keys.filter(item => item !== added) };
  const move: MoveLine = number => (number < line ? number : number + 1);
  return differenceOf(before.keys, before, rest, { move, key: sameFact });
}
