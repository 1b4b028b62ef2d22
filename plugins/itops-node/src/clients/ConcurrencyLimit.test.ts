import fc from 'fast-check';
import { ConcurrencyLimit } from './ConcurrencyLimit';

it('never runs more than the limit, runs everything, in order, and survives failures', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 8 }),
      fc.array(fc.boolean(), { maxLength: 60 }),
      async (limit, tasks) => {
        const gate = ConcurrencyLimit.create(limit);
        let running = 0;
        let most = 0;
        const started: number[] = [];
        const results = await Promise.allSettled(
          tasks.map((fails, i) =>
            gate.run(async () => {
              started.push(i);
              most = Math.max(most, ++running);
              await new Promise(resolve => setImmediate(resolve));
              running--;
              if (fails) {
                throw new Error('task');
              }
              return i;
            }),
          ),
        );
        expect(most).toBeLessThanOrEqual(limit);
        expect(most).toBe(Math.min(limit, tasks.length));
        expect(started).toEqual(tasks.map((_, i) => i));
        expect(results.map(result => result.status === 'rejected')).toEqual(
          tasks,
        );
      },
    ),
    { numRuns: 50 },
  );
});

it('keeps 20000 waiting tasks linear and complete', async () => {
  const gate = ConcurrencyLimit.create(4);
  const values = await Promise.all(
    Array.from({ length: 20_000 }, (_, i) => gate.run(async () => i)),
  );
  expect(values[19_999]).toBe(19_999);
});

it.each([0, -1, 1.5, NaN])('refuses a limit of %s', limit => {
  expect(() => ConcurrencyLimit.create(limit)).toThrow(RangeError);
});
