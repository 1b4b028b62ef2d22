import { factSchemas } from '@sankofa/site-model';
import fc from 'fast-check';
import { soundRoutes } from '../__testUtils__/fakePve';
import { memoryReader } from '../__testUtils__/memoryReader';
import { DeadAgents } from './DeadAgents';
import { readAddresses } from './readAddresses';
import { readInventory } from './readInventory';

const { signal } = new AbortController();
const paths = Object.keys(soundRoutes).filter(
  path => path !== '/access/permissions',
);

/** Values that are nearly right: parts of a sound answer replaced or lost. */
const damaged = fc
  .tuple(
    fc.constantFrom(...paths),
    fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      // A row of another place: the same thing named twice.
      fc.constantFrom(
        (soundRoutes['/cluster/resources'] as unknown[])[2],
        (soundRoutes['/nodes/one/network'] as unknown[])[0],
      ),
      fc.constantFrom(null, '', 0, -1, 1e300, 'NaN', [], {}, [null], [[]]),
    ),
    fc.nat({ max: 30 }),
  )
  .map(([path, junk, at]) => {
    let position = 0;
    const replace = (value: unknown): unknown => {
      if (position++ === at) {
        return junk;
      }
      if (Array.isArray(value)) {
        return value.map(replace);
      }
      return value && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value).map(([key, item]) => [key, replace(item)]),
          )
        : value;
    };
    return { path, answer: replace(structuredClone(soundRoutes[path])) };
  });

/** Each number of a guest's row, larger than any fact can hold. */
const beyondCounting = ['maxcpu', 'maxmem', 'maxdisk', 'uptime'].map(
  (field): [{ path: string; answer: unknown }] => [
    {
      path: '/cluster/resources',
      answer: (
        soundRoutes['/cluster/resources'] as Record<string, unknown>[]
      ).map(row => (field in row ? { ...row, [field]: 1e300 } : row)),
    },
  ],
);

/** What came of a reading: the failure of the whole, or the scopes. */
async function outcome(reading: Promise<unknown>) {
  try {
    return { scopes: await reading };
  } catch (error) {
    return { failure: (error as Error).name };
  }
}

it('never breaks on a damaged answer, and what it calls a fact is one', async () => {
  await fc.assert(
    fc.asyncProperty(damaged, async ({ path, answer }) => {
      const reader = memoryReader(asked =>
        asked === path ? answer : soundRoutes[asked],
      );
      for (const reading of [
        readInventory(reader, { signal, keepDescriptions: true }),
        readAddresses(reader, { signal, deadAgents: DeadAgents.create() }),
      ]) {
        const { failure, scopes } = (await outcome(reading)) as {
          failure?: string;
          scopes?: Awaited<typeof reading>;
        };
        expect(failure ?? 'ConnectorError').toBe('ConnectorError');
        for (const { completeness, error, facts } of scopes ?? []) {
          expect(completeness === 'complete').toBe(error === undefined);
          expect(completeness === 'failed' && facts.length > 0).toBe(false);
          for (const fact of facts) {
            expect(factSchemas[fact.kind].parse(fact.value)).toEqual(
              fact.value,
            );
          }
        }
      }
    }),
    { numRuns: 2_000, examples: beyondCounting },
  );
}, 60_000);
