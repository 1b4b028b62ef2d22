import { scopeFreshness } from './scopeFreshness';

const NOW = '2027-02-01T12:00:00.000Z';
const FIVE_MINUTES = 300;

function ageOf(seconds: number): string {
  return new Date(Date.parse(NOW) - seconds * 1000).toISOString();
}

function read(seconds: number) {
  return scopeFreshness({
    completeness: 'complete',
    collectedAt: ageOf(seconds),
    intervalSeconds: FIVE_MINUTES,
    now: NOW,
  });
}

describe('scopeFreshness', () => {
  it.each([
    [-60, 'fresh'],
    [0, 'fresh'],
    [450, 'fresh'],
    [451, 'aging'],
    [900, 'aging'],
    [901, 'stale'],
    [86_400, 'stale'],
  ])(
    'calls a complete reading of %d s at 5 minutes %s',
    (seconds, expected) => {
      expect(read(seconds).freshness).toBe(expected);
      expect(read(seconds).collectedAt).toBe(ageOf(seconds));
    },
  );

  it('gives a reason unless fresh', () => {
    expect(read(10).reason).toBeUndefined();
    expect(read(500)).toMatchObject({
      reason: 'late',
      message: 'Should be read every 5 minutes and was not.',
    });
  });

  it.each([
    [45, '45 seconds'],
    [60, 'minute'],
    [3600, 'hour'],
    [7200, '2 hours'],
  ])('names an interval of %d s in words', (intervalSeconds, words) => {
    const label = scopeFreshness({
      completeness: 'complete',
      collectedAt: ageOf(1_000_000),
      intervalSeconds,
      now: new Date(NOW),
    });
    expect(label.message).toContain(`every ${words} and`);
  });

  it('keeps the last good reading of a scope that failed, with its own age', () => {
    expect(
      scopeFreshness({
        completeness: 'failed',
        reason: 'timeout',
        message: 'No answer within 30 s.',
        collectedAt: ageOf(600),
        intervalSeconds: FIVE_MINUTES,
        now: NOW,
      }),
    ).toEqual({
      freshness: 'failed',
      reason: 'timeout',
      message: 'No answer within 30 s.',
      collectedAt: ageOf(600),
    });
  });

  it('has no age for a scope that failed and was never read', () => {
    const label = scopeFreshness({
      completeness: 'failed',
      intervalSeconds: FIVE_MINUTES,
      now: NOW,
    });
    expect(label).toEqual({ freshness: 'failed', reason: 'internal' });
  });

  it('calls a partial reading partial whatever its age', () => {
    const partial = (seconds: number) =>
      scopeFreshness({
        completeness: 'partial',
        reason: 'insufficient-privileges',
        collectedAt: ageOf(seconds),
        intervalSeconds: FIVE_MINUTES,
        now: NOW,
      });
    expect(partial(0).freshness).toBe('partial');
    expect(partial(86_400)).toMatchObject({
      freshness: 'partial',
      reason: 'insufficient-privileges',
      collectedAt: ageOf(86_400),
    });
  });

  it('says never while nothing was attempted', () => {
    expect(
      scopeFreshness({ intervalSeconds: FIVE_MINUTES, now: NOW }),
    ).toMatchObject({ freshness: 'never', reason: 'never-collected' });
  });
});
