import { compareText } from '../text/compareText';

/** Inclusive range of address keys (32 hex digits, text order is numeric order). @public */
export interface KeyRange {
  lo: string;
  hi: string;
}

const KEY_LENGTH = 32;

function keyOf(value: bigint): string {
  return value.toString(16).padStart(KEY_LENGTH, '0');
}

function valueOf(key: string): bigint {
  return BigInt(`0x${key}`);
}

/** The key behind this one; nothing behind the last. @public */
export function keyAfter(key: string): string | undefined {
  for (let index = KEY_LENGTH - 1; index >= 0; index--) {
    if (key[index] !== 'f') {
      const digit = (parseInt(key[index], 16) + 1).toString(16);
      return key.slice(0, index) + digit.padEnd(KEY_LENGTH - index, '0');
    }
  }
  return undefined;
}

/** The key before this one; nothing before the first. @public */
export function keyBefore(key: string): string | undefined {
  for (let index = KEY_LENGTH - 1; index >= 0; index--) {
    if (key[index] !== '0') {
      const digit = (parseInt(key[index], 16) - 1).toString(16);
      return key.slice(0, index) + digit.padEnd(KEY_LENGTH - index, 'f');
    }
  }
  return undefined;
}

/** The key that is so many addresses further on. @public */
export function keyPlus(key: string, count: bigint): string {
  return keyOf(valueOf(key) + count);
}

/** Addresses in a range. @public */
export function rangeSize({ lo, hi }: KeyRange): bigint {
  return valueOf(hi) - valueOf(lo) + 1n;
}

/** Whether the range holds the key. @public */
export function holdsKey({ lo, hi }: KeyRange, key: string): boolean {
  return lo <= key && key <= hi;
}

/** Whether two ranges share an address. @public */
export function rangesOverlap(left: KeyRange, right: KeyRange): boolean {
  return left.lo <= right.hi && right.lo <= left.hi;
}

/** The part of a range inside another. @public */
export function rangeInside(
  range: KeyRange,
  around: KeyRange,
): KeyRange | undefined {
  const lo = range.lo > around.lo ? range.lo : around.lo;
  const hi = range.hi < around.hi ? range.hi : around.hi;
  return lo <= hi ? { lo, hi } : undefined;
}

/**
 * The same addresses as ranges in ascending order, of which no two touch.
 * @public
 */
export function mergeRanges(ranges: readonly KeyRange[]): KeyRange[] {
  const sorted = [...ranges].sort((left, right) =>
    compareText(left.lo, right.lo),
  );
  const merged: KeyRange[] = [];
  for (const { lo, hi } of sorted) {
    const last = merged.at(-1);
    const beyond = last && keyAfter(last.hi);
    if (last && (beyond === undefined || lo <= beyond)) {
      if (hi > last.hi) {
        last.hi = hi;
      }
    } else {
      merged.push({ lo, hi });
    }
  }
  return merged;
}

/**
 * What is left of a range, in ascending order.
 *
 * @param taken - in ascending order and apart, as {@link mergeRanges} gives them
 * @public
 */
export function subtractRanges(
  range: KeyRange,
  taken: readonly KeyRange[],
): KeyRange[] {
  const left: KeyRange[] = [];
  let lo: string | undefined = range.lo;
  for (const hole of taken) {
    if (lo === undefined || hole.lo > range.hi) {
      break;
    }
    if (hole.hi < lo) {
      continue;
    }
    if (hole.lo > lo) {
      left.push({ lo, hi: keyBefore(hole.lo)! });
    }
    lo = keyAfter(hole.hi);
  }
  if (lo !== undefined && lo <= range.hi) {
    left.push({ lo, hi: range.hi });
  }
  return left;
}

/**
 * The lowest address of a range that no other range holds, by one binary search.
 *
 * @param blocked - in ascending order and apart, as {@link mergeRanges} gives them
 * @public
 */
export function lowestOutside(
  range: KeyRange,
  blocked: readonly KeyRange[],
): string | undefined {
  let low = 0;
  let high = blocked.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (blocked[middle].hi < range.lo) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const next = blocked[low];
  if (!next || next.lo > range.lo) {
    return range.lo;
  }
  const beyond = keyAfter(next.hi);
  return beyond !== undefined && beyond <= range.hi ? beyond : undefined;
}
