import { growthExponent, growthRows, timeRow } from './row';

describe('benchmark rows', () => {
  it('measures the exponent of a power law exactly', () => {
    const points = [10, 100, 1000].map(size => ({ size, value: size ** 1.5 }));
    expect(growthExponent(points)).toBeCloseTo(1.5, 10);
  });

  it('speaks of growth only from three sizes on', () => {
    expect(
      growthRows('s', 'c', [
        { size: 1, value: 1 },
        { size: 2, value: 2 },
      ]),
    ).toEqual([]);
  });

  it('gives the ratio of value to floor, and none without a floor', () => {
    const row = { suite: 's', case: 'c', size: '1', value: 3 };
    expect(timeRow({ ...row, floor: 2 }).ratio).toBe(1.5);
    expect(timeRow(row).ratio).toBeUndefined();
  });
});
