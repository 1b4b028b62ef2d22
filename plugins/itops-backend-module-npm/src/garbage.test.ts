import { factSchemas } from '@sankofa/site-model';
import fc from 'fast-check';
import { readerPermissions, soundAnswers } from './__testUtils__/fakeNpm';
import { NpmApi } from './clients/NpmApi';
import { parse } from './clients/parse';
import { rootSchema } from './clients/schemas';
import { readProxy } from './collection/readProxy';

/** An API that answers from memory: for thousands of runs. */
function memoryApi(answer: (path: string) => unknown): NpmApi {
  return {
    sourceId: 'npm/edge',
    host: 'memory',
    identity: 'reader@attic.example',
    async root() {
      parse(rootSchema, answer('GET /'), 'memory');
      return { dialect: 'npm', version: '2.12.6', setUp: true };
    },
    async account() {
      return answer('GET /users/me');
    },
    async list(path: string) {
      return answer(`GET ${path.split('?')[0]}`);
    },
  } as unknown as NpmApi;
}

/** Values that are nearly right: parts of a sound answer replaced or lost. */
const damaged = fc
  .tuple(
    fc.constantFrom(
      ...Object.keys(soundAnswers).filter(key => key.startsWith('GET ')),
    ),
    fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constant(soundAnswers['GET /nginx/proxy-hosts']),
      fc.constant({ permissions: readerPermissions }),
      fc.constantFrom(null, '', 0, -1, 1e300, 'NaN', [], {}, [null], [[]]),
    ),
    fc.nat({ max: 40 }),
  )
  .map(([key, junk, at]) => {
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
            Object.entries(value).map(([name, item]) => [name, replace(item)]),
          )
        : value;
    };
    return { key, answer: replace(structuredClone(soundAnswers[key])) };
  });

it('never breaks on a damaged answer, and what it calls a fact is one', async () => {
  await fc.assert(
    fc.asyncProperty(damaged, async ({ key, answer }) => {
      const api = memoryApi(asked =>
        asked === key ? answer : soundAnswers[asked],
      );
      const result = await readProxy(api, { addresses: [] }).catch(
        error => (error as Error).name,
      );
      if (typeof result === 'string') {
        expect(result).toBe('ConnectorError');
        return;
      }
      expect(result).toHaveLength(5);
      for (const { scope, completeness, error, facts } of result) {
        expect(completeness === 'complete').toBe(error === undefined);
        expect(completeness === 'failed' && facts.length > 0).toBe(false);
        const keys = facts.map(fact => fact.key);
        expect(new Set(keys).size).toBe(keys.length);
        for (const fact of facts) {
          expect(factSchemas[fact.kind].parse(fact.value)).toEqual(fact.value);
        }
        // What was not damaged is read as if nothing had happened.
        if (
          scope !== 'source' &&
          !key.includes(scope) &&
          key !== 'GET /users/me'
        ) {
          expect([scope, completeness]).toEqual([scope, 'complete']);
        }
      }
    }),
    { numRuns: 1_500 },
  );
}, 60_000);
