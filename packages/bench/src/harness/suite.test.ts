import { parseSize, sizeLabel } from './suite';

describe('sizes', () => {
  it.each([
    ['1000', 1000],
    ['10k', 10_000],
    ['1M', 1_000_000],
  ])('reads %s', (text, size) => {
    expect(parseSize(text)).toBe(size);
  });

  it.each(['', 'ten', '1.5k', '-1'])('refuses %p and names it', text => {
    expect(() => parseSize(text)).toThrow(`"${text}" is no size`);
  });

  it('writes sizes as it reads them', () => {
    expect([500, 10_000, 2_000_000].map(sizeLabel)).toEqual([
      '500',
      '10k',
      '2M',
    ]);
  });
});
