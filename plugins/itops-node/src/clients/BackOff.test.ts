import { BackOff } from './BackOff';

it('rests longer after each failure in a row, up to the longest, and not after a success', () => {
  let now = 0;
  const backOff = BackOff.create({
    firstMs: 10,
    longestMs: 35,
    now: () => now,
  });
  expect(backOff.isResting('a')).toBe(false);
  for (const rest of [10, 20, 35, 35]) {
    backOff.failed('a');
    now += rest - 1;
    expect(backOff.isResting('a')).toBe(true);
    now += 1;
    expect(backOff.isResting('a')).toBe(false);
  }
  expect(backOff.isResting('b')).toBe(false);
  backOff.succeeded('a');
  backOff.failed('a');
  now += 10;
  expect(backOff.isResting('a')).toBe(false);
});

it('rests at least as long as it was asked to, and says until when', () => {
  const backOff = BackOff.create({
    firstMs: 10,
    longestMs: 35,
    now: () => 1_000,
  });
  expect(backOff.restsUntil('a')).toBeUndefined();
  backOff.failed('a', 500);
  expect(backOff.restsUntil('a')).toBe(1_500);
  backOff.failed('b', 5);
  expect(backOff.restsUntil('b')).toBe(1_010);
});
