import { compareText } from '../text/compareText';
import { parseRange } from './range';

interface Entry<T> {
  lo: string;
  hi: string;
  /** Largest upper end of this entry and all before it. */
  reach: string;
  value: T;
}

/** Finds the declared ranges around an address. Ranges may overlap. */
export class RangeIndex<T> {
  private constructor(private readonly entries: readonly Entry<T>[]) {}

  /** @param items - ranges in the form `a-b`; others are left out */
  static create<T>(
    items: readonly { range: string; value: T }[],
  ): RangeIndex<T> {
    const entries = items
      .flatMap(({ range, value }): Entry<T>[] => {
        const parsed = parseRange(range);
        return parsed
          ? [{ lo: parsed.lo, hi: parsed.hi, reach: parsed.hi, value }]
          : [];
      })
      .sort((left, right) => compareText(left.lo, right.lo));
    for (let index = 1; index < entries.length; index++) {
      const before = entries[index - 1].reach;
      if (before > entries[index].reach) {
        entries[index].reach = before;
      }
    }
    return new RangeIndex(entries);
  }

  get isEmpty(): boolean {
    return this.entries.length === 0;
  }

  /** The values of all ranges that hold the key, narrowest start first. */
  covering(key: string): T[] {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.entries[middle].lo <= key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const found: T[] = [];
    for (let index = low - 1; index >= 0; index--) {
      const entry = this.entries[index];
      if (entry.reach < key) {
        break;
      }
      if (entry.hi >= key) {
        found.push(entry.value);
      }
    }
    return found;
  }
}
