import fc from 'fast-check';
import { addressKey, rangeContains } from '../values';
import { RangeIndex } from './RangeIndex';

const host = fc.integer({ min: 0, max: 60 });
const range = fc
  .tuple(host, host)
  .map(([a, b]) => `10.0.0.${Math.min(a, b)}-10.0.0.${Math.max(a, b)}`);

describe('RangeIndex', () => {
  it('finds exactly the ranges that hold the address, overlapping ones too', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 25 }), host, (ranges, last) => {
        const index = RangeIndex.create(
          ranges.map((text, value) => ({ range: text, value })),
        );
        const address = `10.0.0.${last}`;
        expect(
          index.covering(addressKey(address)).sort((a, b) => a - b),
        ).toEqual(
          ranges.flatMap((text, value) =>
            rangeContains(text, address) ? [value] : [],
          ),
        );
      }),
    );
  });

  it('leaves out what is no range', () => {
    expect(RangeIndex.create([{ range: 'pool', value: 1 }]).isEmpty).toBe(true);
  });
});
