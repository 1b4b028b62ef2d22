import { compareNatural, compareText } from './compareText';
import { sameHostName } from './hostNames';
import { patternMatcher } from './patternMatcher';
import { listed } from './sentences';

describe('compareNatural', () => {
  it('reads runs of digits as numbers', () => {
    expect(
      ['guest:210', 'guest:9', 'address:10.0.0.9', 'address:10.0.0.10'].sort(
        compareNatural,
      ),
    ).toEqual([
      'address:10.0.0.9',
      'address:10.0.0.10',
      'guest:9',
      'guest:210',
    ]);
    expect(compareNatural('a', 'a1')).toBeLessThan(0);
    expect(compareNatural('a01', 'a1')).not.toBe(0);
    expect(compareNatural('x', 'x')).toBe(0);
  });

  it('is a plain order of code units for text', () => {
    expect(compareText('a', 'B')).toBe(1);
    expect(compareText('a', 'a')).toBe(0);
  });
});

describe('sameHostName', () => {
  it.each([
    ['web-1', 'WEB-1', true],
    ['web-1', 'web-1.example.org', true],
    ['web-1.example.org.', 'web-1.example.org', true],
    ['web-1.example.org', 'web-1.example.net', false],
    ['web-1', 'web-10', false],
    [' web-1 ', 'web-1', true],
  ])('compares %s with %s', (left, right, same) => {
    expect(sameHostName(left, right)).toBe(same);
    expect(sameHostName(right, left)).toBe(same);
  });
});

describe('patternMatcher', () => {
  it('matches whole texts, a star for any text, everything else literally', () => {
    const matches = patternMatcher(['HOST_*', 'GATE.WAY', '*_END']);
    expect(
      ['HOST_A', 'HOST_', 'GATE.WAY', 'THE_END'].every(text => matches(text)),
    ).toBe(true);
    expect(
      ['AHOST_A', 'GATEXWAY', 'HOST', 'host_a'].some(text => matches(text)),
    ).toBe(false);
  });

  it('matches nothing without patterns', () => {
    expect(patternMatcher([])('')).toBe(false);
  });
});

describe('listed', () => {
  it('joins as people do and counts beyond the limit', () => {
    expect(listed([])).toBe('');
    expect(listed(['a'])).toBe('a');
    expect(listed(['a', 'b'])).toBe('a and b');
    expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
    expect(listed(['a', 'b', 'c'], 2)).toBe('a, b and 1 more');
  });
});
