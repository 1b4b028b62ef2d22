import fc from 'fast-check';
import { forecastOf } from './forecast';
import { downsample, mergeSteps, MetricPoint } from './metrics';
import { storageSpaces } from './storages';
import { summarizeSeries } from './summarizeSeries';
import { stoppedShare, usageOf } from './usage';

const DAY = 86_400;
const minutes = (
  count: number,
  value: (index: number) => Partial<MetricPoint>,
): MetricPoint[] =>
  Array.from({ length: count }, (_, index) => ({
    at: 600 + index * 60,
    stepSeconds: 60,
    ...value(index),
  }));

describe('averages of finer steps', () => {
  it('are those of whole steps between the first and the last point', () => {
    const points = minutes(12, index => ({ cpu: index }));
    expect(downsample(points)).toEqual([
      { at: 600, stepSeconds: 300, cpu: 2 },
      { at: 900, stepSeconds: 300, cpu: 7 },
    ]);
  });

  it('keep gaps: less than half of a step is nothing', () => {
    const points = minutes(10, index => (index < 7 ? {} : { cpu: 9 }));
    expect(downsample(points)).toEqual([
      { at: 600, stepSeconds: 300 },
      { at: 900, stepSeconds: 300, cpu: 9 },
    ]);
    expect(downsample([points[0], points[9]])).toEqual([]);
  });

  it('are the same when an overlapping stretch is read again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 8000 }), {
          minLength: 30,
          maxLength: 60,
        }),
        fc.integer({ min: 1, max: 14 }),
        (values, cut) => {
          const all = minutes(values.length, index => ({ cpu: values[index] }));
          const again = downsample(all.slice(cut));
          const known = new Map(downsample(all).map(item => [item.at, item]));
          expect(again.length).toBeGreaterThan(0);
          again.forEach(item => expect(known.get(item.at)).toEqual(item));
        },
      ),
    );
  });

  it('leave coarse steps alone; where steps overlap the finest counts', () => {
    const coarse = [0, 1800, 3600].map(at => ({
      at,
      stepSeconds: 1800,
      cpu: 1,
    }));
    const fine = { at: 1800, stepSeconds: 300, cpu: 5 };
    expect(downsample([...coarse])).toEqual(coarse);
    expect(mergeSteps([...coarse, fine])).toEqual([coarse[0], fine, coarse[2]]);
  });

  it('never overlap after merging', () => {
    const point = fc.record({
      at: fc.integer({ min: 0, max: 40 }).map(index => index * 300),
      stepSeconds: fc.constantFrom(300, 1800, 10_800),
      cpu: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 60 }), points => {
        const merged = mergeSteps(points);
        merged.slice(1).forEach((item, index) => {
          const before = merged[index];
          expect(item.at).toBeGreaterThanOrEqual(
            before.at + before.stepSeconds,
          );
        });
      }),
    );
  });
});

describe('use over a window', () => {
  const window = { from: 0, to: 100 * 300 };
  const steps = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      at: index * 300,
      stepSeconds: 300,
      cpu: index + 1,
    }));

  it('has a 95th percentile that 95 % of the time does not exceed', () => {
    expect(usageOf(steps(100), 'cpu', window)).toEqual({
      state: 'measured',
      coverage: 1,
      average: 50.5,
      p95: 95,
      peak: 100,
      latest: 100,
    });
  });

  it('weighs each value by how long it lasted', () => {
    const points = [
      { at: 0, stepSeconds: 1800, cpu: 100 },
      { at: 1800, stepSeconds: 300, cpu: 10 },
    ];
    const usage = usageOf(points, 'cpu', { from: 0, to: 2100 });
    expect(usage).toMatchObject({ p95: 100, average: 1830 / 21 });
  });

  it('is no number below the threshold, and says how much was measured', () => {
    expect(usageOf(steps(59), 'cpu', window)).toEqual({
      state: 'insufficient_data',
      coverage: 0.59,
    });
    expect(usageOf(steps(60), 'cpu', window).state).toBe('measured');
    expect(usageOf(steps(100), 'memory', window).coverage).toBe(0);
    expect(usageOf([], 'cpu', { from: 5, to: 5 }).state).toBe(
      'insufficient_data',
    );
  });

  it('tells a stopped guest from one that nobody measured', () => {
    const points = [
      { at: 0, stepSeconds: 300 },
      { at: 600, stepSeconds: 300, cpu: 5 },
    ];
    expect(stoppedShare(points, { from: 0, to: 1200 })).toBe(0.25);
  });

  it('keeps average and percentile between the least and the greatest value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1 }),
        values => {
          const points = values.map((cpu, index) => ({
            at: index * 300,
            stepSeconds: 300,
            cpu,
          }));
          const usage = usageOf(points, 'cpu', {
            from: 0,
            to: values.length * 300,
          });
          const least = Math.min(...values);
          const most = Math.max(...values);
          expect(usage.state === 'measured' && usage.p95).toBeLessThanOrEqual(
            most,
          );
          expect(
            usage.state === 'measured' && usage.average,
          ).toBeGreaterThanOrEqual(least - 1e-6);
          const above = values.filter(
            value => usage.state === 'measured' && value > usage.p95,
          );
          expect(above.length).toBeLessThanOrEqual(values.length * 0.05);
        },
      ),
    );
  });
});

describe('forecast', () => {
  const days = (value: (day: number) => number, count = 10) =>
    Array.from({ length: count }, (_, day) => ({
      at: day * DAY,
      stepSeconds: DAY,
      disk: value(day),
    }));

  it('says when a steady growth reaches the limit', () => {
    const forecast = forecastOf(
      days(day => 100 + 10 * day),
      'disk',
      290,
    );
    expect(forecast).toMatchObject({
      fit: 'good',
      r2: 1,
      perDay: 10,
      days: 10,
    });
    expect(forecast).toHaveProperty(
      'exhaustedAt',
      new Date(20 * DAY * 1000).toISOString(),
    );
  });

  it('says that the fit is poor instead of a date', () => {
    const jumping = days(day => (day % 2 ? 100 : 900) + day);
    const forecast = forecastOf(jumping, 'disk', 1000);
    expect(forecast).toMatchObject({ fit: 'poor' });
    expect(forecast).not.toHaveProperty('exhaustedAt');
  });

  it('has no date for what is flat, shrinks, or takes years', () => {
    expect(
      forecastOf(
        days(() => 5),
        'disk',
        6,
      ),
    ).toMatchObject({ fit: 'flat' });
    for (const slope of [-10, 1]) {
      const forecast = forecastOf(
        days(day => 500 + slope * day),
        'disk',
        1e6,
      );
      expect(forecast).not.toHaveProperty('exhaustedAt');
    }
  });

  it('needs some days', () => {
    expect(
      forecastOf(
        days(day => day, 4),
        'disk',
        10,
      ),
    ).toEqual({
      state: 'insufficient_data',
      days: 4,
    });
    expect(summarizeSeries([], { from: 0, to: 1 }).forecast.cpu.state).toBe(
      'insufficient_data',
    );
  });
});

describe('space that exists once', () => {
  const on = (node: string, storage: string, more: object) => ({
    node,
    storage,
    type: 'nfs',
    shared: true,
    usedBytes: 10,
    totalBytes: 100,
    ...more,
  });

  it('is counted once for all nodes that share it', () => {
    expect(
      storageSpaces([on('a', 'nas', {}), on('b', 'nas', { usedBytes: 11 })]),
    ).toEqual([
      expect.objectContaining({
        id: 'nas',
        nodes: ['a', 'b'],
        usedBytes: 11,
        totalBytes: 100,
      }),
    ]);
  });

  it('is counted for each node where it is local', () => {
    const local = { shared: false, type: 'dir' };
    const spaces = storageSpaces([
      on('a', 'local', local),
      on('b', 'local', local),
    ]);
    expect(spaces.map(({ id }) => id)).toEqual(['a/local', 'b/local']);
  });

  it('is one thin pool behind two storages', () => {
    const thin = { shared: false, type: 'lvmthin', backing: 'pve/data' };
    expect(
      storageSpaces([on('a', 'data', thin), on('a', 'fast', thin)]),
    ).toEqual([
      expect.objectContaining({
        storages: ['data', 'fast'],
        usedBytes: 10,
        totalBytes: 100,
      }),
    ]);
  });

  it('adds up the use of Ceph pools and counts their free space once', () => {
    const rbd = { type: 'rbd', backing: 'ceph' };
    expect(
      storageSpaces([
        on('a', 'vms', { ...rbd, usedBytes: 30, totalBytes: 130 }),
        on('b', 'vms', { ...rbd, usedBytes: 30, totalBytes: 130 }),
        on('a', 'cts', { ...rbd, usedBytes: 20, totalBytes: 120 }),
      ]),
    ).toEqual([expect.objectContaining({ usedBytes: 50, totalBytes: 150 })]);
  });

  it('has no size where one of its storages is silent', () => {
    const rbd = { type: 'rbd', backing: 'ceph' };
    const [space] = storageSpaces([
      on('a', 'vms', rbd),
      on('a', 'cts', { ...rbd, usedBytes: undefined }),
    ]);
    expect(space).not.toHaveProperty('usedBytes');
  });
});
