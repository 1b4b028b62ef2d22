import fc from 'fast-check';
import { compareAddresses, parseAddress } from '../values';
import { compareDeclaredLive } from './compareDeclaredLive';

const address = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.integer({ min: 0, max: 40 }).map(n => `10.0.0.${n}`),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('0.0.0.0', '255.255.255.255', '9.9.9.9'),
  },
  {
    weight: 2,
    arbitrary: fc
      .integer({ min: 1, max: 20 })
      .map(n => parseAddress(`fd00::${n.toString(16)}`)!),
  },
);
const list = fc.array(address, { maxLength: 60 });

describe('compareDeclaredLive', () => {
  it('finds what two sets find, in numeric order, whatever the order and repetitions', () => {
    fc.assert(
      fc.property(list, list, (declared, live) => {
        const [left, right] = [new Set(declared), new Set(live)];
        expect(compareDeclaredLive(declared, live)).toEqual({
          both: [...left].filter(item => right.has(item)).length,
          declaredOnly: [...left]
            .filter(item => !right.has(item))
            .sort(compareAddresses),
          liveOnly: [...right]
            .filter(item => !left.has(item))
            .sort(compareAddresses),
        });
      }),
    );
  });

  it('compares nothing with nothing', () => {
    expect(compareDeclaredLive([], [])).toEqual({
      both: 0,
      declaredOnly: [],
      liveOnly: [],
    });
  });
});
