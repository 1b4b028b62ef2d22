import { bytes } from '../../format/quantity';
import { measured, nodeCapacity, unmeasured } from '../../testing/fixtures';
import {
  heatOf,
  p95Of,
  sayForecast,
  sayUsage,
  subscriptionWord,
} from './sayCapacity';

const line = {
  state: 'forecast',
  r2: 0.94,
  perDay: 1024 ** 3,
  days: 7,
} as const;

describe('use', () => {
  it('of which too little was measured is no number', () => {
    expect(p95Of(unmeasured())).toBeUndefined();
    expect(sayUsage(unmeasured(0.2), bytes)).toBe(
      'not enough data (20 % measured)',
    );
    expect(heatOf(p95Of(unmeasured()), 100)).toBe('unknown');
  });

  it('is the 95th percentile', () => {
    expect(sayUsage(measured(2048), bytes)).toBe('2 KiB');
  });

  it.each([
    [0, 'calm'],
    [49, 'calm'],
    [50, 'busy'],
    [75, 'tight'],
    [90, 'full'],
    [140, 'full'],
  ])('of %i %% is %s', (used, heat) => {
    expect(heatOf(used, 100)).toBe(heat);
  });

  it('of a whole that nobody knows has no heat', () => {
    expect(heatOf(5, undefined)).toBe('unknown');
  });
});

describe('a forecast', () => {
  it('of a good fit says when', () => {
    expect(
      sayForecast({
        ...line,
        fit: 'good',
        exhaustedAt: '2027-03-12T12:00:00.000Z',
      }),
    ).toMatch(/^Full around .*12.*: 1 GiB more a day \(good fit, R² 0.94/);
  });

  it('of a poor fit has no rate', () => {
    const said = sayForecast({ ...line, fit: 'poor', r2: 0.1 });
    expect(said).toContain('poor fit');
    expect(said).not.toContain('GiB');
  });

  it('that shrinks says so', () => {
    expect(sayForecast({ ...line, fit: 'good', perDay: -1024 })).toContain(
      '1 KiB less a day',
    );
  });

  it('of too few days is none', () => {
    expect(sayForecast({ state: 'insufficient_data', days: 2 })).toBe(
      'No forecast: only 2 days measured',
    );
  });
});

describe('a subscription', () => {
  const word = (
    subscription: ReturnType<typeof nodeCapacity>['subscription'],
  ) => subscriptionWord({ subscription });

  it('that nobody may see is not none', () => {
    const hidden = word({
      state: 'unknown',
      reason: 'insufficient-privileges',
    });
    expect(hidden.label).toBe('not permitted to see');
    expect(hidden.tone).toBe('unknown');
    expect(word({ state: 'none' }).label).toBe('none');
  });

  it('is counted by socket', () => {
    expect(word({ state: 'partly', coveredSockets: 1, sockets: 2 }).label).toBe(
      'partly, 1 of 2 sockets',
    );
  });
});
