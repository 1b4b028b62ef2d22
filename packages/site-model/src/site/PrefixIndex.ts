import { SitePrefix } from './site';

/** Text order of fixed-width keys, one past `key`; `undefined` past the last. */
function successor(key: string): string | undefined {
  for (let index = key.length - 1; index >= 0; index--) {
    if (key[index] !== 'f') {
      const digit = (parseInt(key[index], 16) + 1).toString(16);
      return key.slice(0, index) + digit + '0'.repeat(key.length - index - 1);
    }
  }
  return undefined;
}

/**
 * Longest-prefix match. Nested prefixes are flattened once into ranges that do
 * not overlap; a look-up is one binary search.
 */
export class PrefixIndex {
  private constructor(
    private readonly starts: readonly string[],
    private readonly owners: readonly (SitePrefix | undefined)[],
  ) {}

  /** @param prefixes - CIDR blocks: any two are nested or apart */
  static create(prefixes: readonly SitePrefix[]): PrefixIndex {
    const starts: string[] = [];
    const owners: (SitePrefix | undefined)[] = [];
    const open: SitePrefix[] = [];

    function start(key: string, owner: SitePrefix | undefined) {
      if (starts[starts.length - 1] === key) {
        owners[owners.length - 1] = owner;
      } else {
        starts.push(key);
        owners.push(owner);
      }
    }
    function closeBefore(key: string | undefined) {
      while (open.length > 0 && (!key || open[open.length - 1].hi < key)) {
        const next = successor(open.pop()!.hi);
        if (next !== undefined) {
          start(next, open[open.length - 1]);
        }
      }
    }

    for (const prefix of [...prefixes].sort(outerFirst)) {
      closeBefore(prefix.lo);
      start(prefix.lo, prefix);
      open.push(prefix);
    }
    closeBefore(undefined);
    return new PrefixIndex(starts, owners);
  }

  /** The narrowest prefix around a key. */
  find(key: string): SitePrefix | undefined {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.starts[middle] <= key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low > 0 ? this.owners[low - 1] : undefined;
  }
}

function outerFirst(left: SitePrefix, right: SitePrefix): number {
  if (left.lo !== right.lo) {
    return left.lo < right.lo ? -1 : 1;
  }
  if (left.hi !== right.hi) {
    return left.hi > right.hi ? -1 : 1;
  }
  return 0;
}
