import fc from 'fast-check';
import {
  KeyRange,
  holdsKey,
  keyAfter,
  keyBefore,
  keyPlus,
  lowestOutside,
  mergeRanges,
  rangeSize,
  subtractRanges,
} from './keyRanges';

const TOP = 60;
const keyOf = (value: number) => value.toString(16).padStart(32, '0');
const anyKey = fc
  .bigInt({ min: 0n, max: 2n ** 128n - 1n })
  .map(value => value.toString(16).padStart(32, '0'));
const range = fc
  .tuple(fc.nat(TOP), fc.nat(TOP))
  .map(([a, b]) => ({ lo: keyOf(Math.min(a, b)), hi: keyOf(Math.max(a, b)) }));
const ranges = fc.array(range, { maxLength: 8 });

/** The addresses themselves: what range arithmetic must agree with. */
function listed(all: readonly KeyRange[]): number[] {
  return Array.from({ length: TOP + 1 }, (_, value) => value).filter(value =>
    all.some(one => holdsKey(one, keyOf(value))),
  );
}

describe('ranges of keys', () => {
  it('steps as numbers do, over the whole space', () => {
    fc.assert(
      fc.property(anyKey, key => {
        const value = BigInt(`0x${key}`);
        const after = keyAfter(key);
        const before = keyBefore(key);
        expect(after === undefined).toBe(value === 2n ** 128n - 1n);
        expect(before === undefined).toBe(value === 0n);
        if (after !== undefined) {
          expect(BigInt(`0x${after}`)).toBe(value + 1n);
          expect(keyBefore(after)).toBe(key);
          expect(keyPlus(key, 1n)).toBe(after);
        }
      }),
    );
  });

  it('merges to the same addresses, in order and apart', () => {
    fc.assert(
      fc.property(ranges, all => {
        const merged = mergeRanges(all);
        expect(listed(merged)).toEqual(listed(all));
        merged.slice(1).forEach(({ lo }, index) => {
          expect(lo > keyAfter(merged[index].hi)!).toBe(true);
        });
      }),
    );
  });

  it('subtracts exactly what is taken', () => {
    fc.assert(
      fc.property(range, ranges, (from, all) => {
        const taken = mergeRanges(all);
        const left = subtractRanges(from, taken);
        const gone = new Set(listed(taken));
        expect(listed(left)).toEqual(
          listed([from]).filter(value => !gone.has(value)),
        );
        expect(mergeRanges(left)).toEqual(left);
      }),
    );
  });

  it('finds the lowest address that nobody holds', () => {
    fc.assert(
      fc.property(range, ranges, (from, all) => {
        const held = new Set(listed(all));
        const lowest = listed([from]).find(value => !held.has(value));
        expect(lowestOutside(from, mergeRanges(all))).toBe(
          lowest === undefined ? undefined : keyOf(lowest),
        );
      }),
    );
  });

  it('ends at the last address there is', () => {
    const all = { lo: '0'.repeat(32), hi: 'f'.repeat(32) };
    expect(rangeSize(all)).toBe(2n ** 128n);
    expect(subtractRanges(all, [all])).toEqual([]);
    expect(lowestOutside(all, [all])).toBeUndefined();
    expect(mergeRanges([all, all])).toEqual([all]);
  });
});
