import fc from 'fast-check';
import { Knex } from 'knex';
import { testDatabase } from '../__testUtils__/testDatabase';
import { CrashPoint, crashPoints } from './CallRunner';
import { ChangeBench, createIntent } from './__testUtils__/ChangeBench';

jest.setTimeout(300_000);

const RUNS = 40;
const MAX_LIVES = 30;

describe('a worker that is killed', () => {
  const databases = testDatabase();
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init();
  });

  async function fresh(): Promise<ChangeBench> {
    await knex.raw('TRUNCATE changes, change_approvals, ipam_prefixes CASCADE');
    await knex.raw('TRUNCATE ipam_addresses');
    return ChangeBench.create(knex);
  }

  /** Processes one after another; each dies at its place, the last ones live on. */
  async function carryOut(
    bench: ChangeBench,
    deaths: readonly { point: CrashPoint; nth: number }[],
  ): Promise<number> {
    let killed = 0;
    for (let life = 0; life < MAX_LIVES; life++) {
      const death = deaths[life];
      let seen = 0;
      let die = () => {};
      const died = new Promise<'died'>(resolve => {
        die = () => resolve('died');
      });
      const { worker } = bench.another({
        at: point => {
          if (point !== death?.point || ++seen !== death.nth) {
            return undefined;
          }
          die();
          // As a process dies: nothing of it runs any more.
          return new Promise(() => {});
        },
      });
      const end = await Promise.race([worker.once(), died]);
      if (end === false) {
        return killed;
      }
      if (end === 'died') {
        killed++;
        // Its lease runs out some time.
        await knex('changes').update({
          lease_until: knex.raw(`now() - interval '1 second'`),
        });
      }
    }
    throw new Error('It never came to an end');
  }

  it.each(crashPoints)(
    'at %s leaves one container, with its address',
    async point => {
      const bench = await fresh();
      const { id } = await bench.applied();
      expect(await carryOut(bench, [{ point, nth: 1 }])).toBe(1);
      expect(await bench.state(id)).toEqual({ state: 'done' });
      expect(bench.executor.creates).toBe(1);
      expect(await bench.record()).toMatchObject({ lifecycle: 'active' });
    },
  );

  it('leaves one container or none, wherever and however often it dies, whatever answers are lost', async () => {
    const death = fc.record({
      point: fc.constantFrom(...crashPoints),
      nth: fc.integer({ min: 1, max: 3 }),
    });
    const fault = fc.record({
      match: fc.constantFrom(/\/lxc$/, /\/config$/, /\/start$/),
      fault: fc.constantFrom(
        'refused' as const,
        'lost-before' as const,
        'lost-after' as const,
        'task-fails' as const,
      ),
    });
    const outcomes = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(death, { maxLength: 6 }),
        fc.array(fault, { maxLength: 2 }),
        fc.boolean(),
        async (deaths, faults, start) => {
          const bench = await fresh();
          bench.executor.faults.push(...faults);
          const { id } = await bench.applied(createIntent({ start }));
          await carryOut(bench, deaths);
          const { state } = await bench.state(id);
          outcomes.set(state, (outcomes.get(state) ?? 0) + 1);
          // What a refused call counts is that it was sent; none made a second one.
          expect(bench.executor.made).toBeLessThanOrEqual(1);
          const guest = bench.executor.guests.get(9001)?.guest;
          const record = await bench.record();
          if (state === 'done') {
            expect(guest?.createdBy).toBe(id);
            expect(record).toMatchObject({ lifecycle: 'active' });
          } else {
            expect(state).toBe('failed');
            expect(guest).toBeUndefined();
            expect(record).toBeUndefined();
          }
        },
      ),
      { numRuns: RUNS },
    );
    // It would prove nothing if all of them ended the same way.
    expect([...outcomes.keys()].sort()).toEqual(['done', 'failed']);
  });
});
