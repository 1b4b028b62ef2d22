import { checked, growthExponent, growthRows, rateRow, timeRow } from './row';

const labels = { suite: 's', case: 'c', size: '1' };

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

  it('puts the growth of the floor beside the growth of the value', () => {
    const points = [10, 100, 1000].map(size => ({
      size,
      value: { median: size ** 2, best: size ** 2, spread: 0 },
      floor: size,
    }));
    const [row] = growthRows('s', 'c', points, 1.2);
    expect(row).toMatchObject({ case: 'growth', goal: 1.2, note: 'c' });
    expect(row.value).toBeCloseTo(2, 10);
    expect(row.floor).toBeCloseTo(1, 10);
  });

  it('gives the ratio of value to floor, and none without a floor', () => {
    const row = { ...labels, value: 3 };
    expect(timeRow({ ...row, floor: 2 }).ratio).toBe(1.5);
    expect(timeRow(row).ratio).toBeUndefined();
  });

  it('gives rates the other way round, so that smaller is always better', () => {
    expect(
      rateRow({ ...labels, unit: 'rows/s', value: 50, floor: 200 }).ratio,
    ).toBe(4);
  });

  it('keeps the spread of what was repeated', () => {
    expect(
      timeRow({
        ...labels,
        value: { median: 4, best: 3.5, spread: 0.25 },
        floor: { median: 2, best: 1.5, spread: 0.5 },
      }),
    ).toMatchObject({ value: 4, floor: 2, ratio: 2, spread: 0.25, unit: 'ms' });
  });

  it('fails a row whose answer is not the floor’s, and says both', () => {
    const row = timeRow({ ...labels, value: 3, floor: 2 });
    expect(checked(row, { value: { hits: 2 }, floor: { hits: 2 } })).toBe(row);
    expect(
      checked(row, { value: { hits: 1 }, floor: { hits: 2 } }).failed,
    ).toBe('answered {"hits":1}, the floor {"hits":2}');
  });
});
