import { interleaved, median, timingOf } from './measure';

describe('measuring', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
  ])('finds the middle of %p', (values, middle) => {
    expect(median(values)).toBe(middle);
  });

  it('tells the fastest, and the spread as a share of the median', () => {
    expect(timingOf([8, 10, 13])).toEqual({ median: 10, best: 8, spread: 0.5 });
  });

  it('runs actions in turn, once to warm up, each with its preparation', async () => {
    const steps: string[] = [];
    const times = await interleaved(
      { a: () => steps.push('A'), b: () => steps.push('B') },
      2,
      name => {
        steps.push(name);
      },
    );
    expect(steps.join('')).toBe('aAbBaAbBaAbB');
    expect(Object.keys(times)).toEqual(['a', 'b']);
  });
});
