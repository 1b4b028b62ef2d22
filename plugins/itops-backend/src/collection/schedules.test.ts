import { deadlineOf, intervalSecondsOf, isManual } from './schedules';

const timeout = { minutes: 4 };

describe('intervalSecondsOf', () => {
  it.each([
    [{ minutes: 5 }, 300],
    [{ hours: 1, seconds: 30 }, 3630],
    [{ milliseconds: 10 }, 1],
    [{ cron: '*/10 * * * *' }, 600],
    [{ trigger: 'manual' as const }, 86_400],
  ])('%j is %i seconds', (frequency, seconds) => {
    expect(intervalSecondsOf({ frequency, timeout })).toBe(seconds);
  });

  it('takes the longest pause of a cron expression, the weekend', () => {
    const frequency = { cron: '0 8 * * 1-5' };
    const days = intervalSecondsOf({ frequency, timeout }) / 86_400;
    // 3 days, give or take the hour of a change to or from summer time.
    expect(Math.round(days * 10) / 10).toBe(3);
  });
});

describe('deadlineOf', () => {
  it('leaves time to write the result before the scheduler lets go', () => {
    const frequency = { minutes: 5 };
    expect(deadlineOf({ frequency, timeout })).toBe(225_000);
    expect(deadlineOf({ frequency, timeout: { seconds: 10 } })).toBe(9_000);
    expect(isManual({ frequency, timeout })).toBe(false);
    expect(isManual({ frequency: { trigger: 'manual' }, timeout })).toBe(true);
  });
});
