import { newLines } from './changeNews';

describe('newLines', () => {
  it.each([
    { before: [], after: ['a', 'b'], expected: ['a', 'b'] },
    { before: ['a', 'b'], after: ['a', 'b'], expected: [] },
    { before: ['a', 'b'], after: ['a', 'b', 'c'], expected: ['c'] },
    // The API has dropped the first lines.
    { before: ['a', 'b', 'c'], after: ['c', 'd'], expected: ['d'] },
    { before: ['a', 'b'], after: ['c', 'd'], expected: ['c', 'd'] },
    { before: ['a', 'a'], after: ['a', 'a', 'a'], expected: ['a'] },
    { before: ['a'], after: [], expected: [] },
  ])('of $after after $before are $expected', ({ before, after, expected }) => {
    expect(newLines(before, after)).toEqual(expected);
  });
});
