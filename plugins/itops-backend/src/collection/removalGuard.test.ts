import fc from 'fast-check';
import { FactKind } from '@sankofa/site-model';
import {
  isSuspiciousRemoval,
  removalName,
  removalNameOf,
} from './removalGuard';

const LIMITS = { maxRemovalPercent: 20 };

function suspicious(
  kind: FactKind,
  known: number,
  missing: number,
  limits = LIMITS,
): boolean {
  return isSuspiciousRemoval({ kind, known, missing }, limits);
}

describe('isSuspiciousRemoval', () => {
  it.each([
    ['guest', 1, 1, true, 'the only guest is gone: no guest is left'],
    ['guest', 3, 1, false, 'one guest of three may go'],
    ['guest', 3, 2, true, 'two of three are a mass'],
    ['guest', 10, 2, false, 'exactly the configured share may go'],
    ['guest', 10, 3, true, 'more than the share'],
    ['guest', 1000, 200, false, 'exactly the share of many'],
    ['guest', 1000, 201, true, 'one more than the share of many'],
    ['guest', 50, 0, false, 'nothing is gone'],
    ['storage', 1, 1, false, 'the only storage of a node may go'],
    ['storage', 4, 2, true, 'half of the storages'],
    ['declared-key', 40, 12, true, 'a truncated file'],
    ['unparsed', 10, 10, false, 'every bad line was repaired'],
  ] as const)(
    '%s: of %i, %i gone → %s (%s)',
    (kind, known, missing, answer, _why) => {
      expect(suspicious(kind, known, missing)).toBe(answer);
    },
  );

  it('never lets all guests go, whatever the limit says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), count => {
        expect(
          suspicious('guest', count, count, { maxRemovalPercent: 100 }),
        ).toBe(true);
      }),
    );
  });

  it('gets no milder when more is missing, and no stricter when the limit rises', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 199 }),
        fc.integer({ min: 0, max: 100 }),
        (known, missing, percent) => {
          const gone = Math.min(missing, known - 1);
          const limits = { maxRemovalPercent: percent };
          if (suspicious('guest', known, gone, limits)) {
            expect(suspicious('guest', known, gone + 1, limits)).toBe(true);
          }
          if (!suspicious('node', known, gone, limits)) {
            expect(
              suspicious('node', known, gone, {
                maxRemovalPercent: percent + 1,
              }),
            ).toBe(false);
          }
        },
      ),
    );
  });
});

describe('removalName', () => {
  it('does not follow lines through a file', () => {
    expect(removalName('declared-row', '7801#44')).toBe('7801');
    expect(removalName('declared-key', 'WEB_IP#3')).toBe('WEB_IP');
    expect(removalName('declared-device', '12', 'printer-1')).toBe('printer-1');
    expect(removalName('guest', '101')).toBe('101');
    expect(
      removalNameOf({
        kind: 'declared-device',
        key: '17',
        value: {
          file: 'a.md',
          line: 17,
          name: 'printer-1',
          addresses: [],
          ranges: [],
        },
      }),
    ).toBe('printer-1');
  });
});
