import { siteOfScopes, timeOf } from './__testUtils__/sites';
import { isOutdated } from './fence';

function site(runs: Record<string, number>, minute = 1) {
  return { runs, site: siteOfScopes({}, timeOf(minute)) };
}

const RECONCILED = { runs: { 'a x': 5, 'b x': 7 }, at: timeOf(2) };

describe('isOutdated', () => {
  it.each([
    ['the same runs at the same time', { 'a x': 5, 'b x': 7 }, 2, false],
    ['the same runs later', { 'a x': 5, 'b x': 7 }, 3, false],
    ['the same runs earlier', { 'a x': 5, 'b x': 7 }, 1, true],
    [
      'a later run, by a clock that is behind',
      { 'a x': 6, 'b x': 7 },
      1,
      false,
    ],
    [
      'an earlier run, by a clock that is ahead',
      { 'a x': 4, 'b x': 7 },
      3,
      true,
    ],
    [
      'ahead in one pass and behind in another',
      { 'a x': 6, 'b x': 6 },
      3,
      true,
    ],
    ['a source more', { 'a x': 5, 'b x': 7, 'c x': 1 }, 1, false],
    ['a source less, later', { 'a x': 5 }, 3, false],
    ['a source less, earlier', { 'a x': 5 }, 1, true],
    ['run 10 after run 5', { 'a x': 10, 'b x': 7 }, 2, false],
  ])('%s', (_name, runs, minute, outdated) => {
    expect(isOutdated(site(runs as {}, minute), RECONCILED)).toBe(outdated);
  });

  it('lets the very first site through', () => {
    expect(isOutdated(site({ 'a x': 1 }), { runs: {} })).toBe(false);
    expect(isOutdated(site({}), { runs: {} })).toBe(false);
  });
});
