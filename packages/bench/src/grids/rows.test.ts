import { filtered, gridRows } from './rows';

describe('the rows of the grids', () => {
  it('are all different, as far as the largest size goes', () => {
    const rows = gridRows(100_000);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(100_000);
    expect(new Set(rows.map(({ address }) => address)).size).toBe(100_000);
  });

  it('become fewer with every letter that is typed', () => {
    const rows = gridRows(10_000);
    expect(filtered(rows, '')).toBe(rows);
    const left = ['st', 'st-', 'st-9'].map(text => filtered(rows, text).length);
    expect(left).toEqual([10_000, 10_000, 1_111]);
  });
});
