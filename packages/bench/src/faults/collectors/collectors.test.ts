import { generateWorld } from '@sankofa/lab';
import { ObservationStore } from '@sankofa/plugin-itops-backend';
import { CollectionResult } from '@sankofa/plugin-itops-node';
import { describeHere } from '@sankofa/plugin-itops-node/testUtils';
import { Knex } from 'knex';
import { withDatabase } from '../../database';
import { FaultBed } from './FaultCase';
import { startApiBed } from './apiBed';
import { checkCase } from './checkCase';
import { startDeclaredBed } from './declaredBed';

jest.setTimeout(60_000);

const postgresUrl =
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING;

/** One case of a bed, by its name. */
function check(
  bed: FaultBed,
  name: string,
  wrapStore?: (store: ObservationStore, knex: Knex) => ObservationStore,
) {
  const found = bed.cases.filter(faultCase => faultCase.name === name);
  if (found.length !== 1) {
    throw new Error(`${found.length} cases ${name}`);
  }
  return withDatabase({ postgresUrl, note: () => {} }, knex =>
    checkCase(bed, found[0], { knex, wrapStore }),
  );
}

/** A store that gets the end of a run wrong, and everything else right. */
function withEnd(
  store: ObservationStore,
  finishRun: ObservationStore['finishRun'],
): ObservationStore {
  return {
    registerPasses: passes => store.registerPasses(passes),
    requestRun: (ref, request) => store.requestRun(ref, request),
    withdrawRequest: ref => store.withdrawRequest(ref),
    beginRun: (ref, options) => store.beginRun(ref, options),
    abandonRun: (run, message) => store.abandonRun(run, message),
    finishRun,
  };
}

/** Forgets what it cannot see. */
function forgetful(store: ObservationStore, knex: Knex): ObservationStore {
  return withEnd(store, async (run, result, rules) => {
    const finished = await store.finishRun(run, result, rules);
    if (finished.plan.status === 'failed') {
      await knex('observations')
        .where({ source_id: run.sourceId, pass: run.pass, ended_at: null })
        .update({ ended_at: finished.collectedAt, changed_run: run.runId });
    }
    return finished;
  });
}

/** Takes what it read last for what is there now. */
function hopeful(store: ObservationStore): ObservationStore {
  const good = new Map<string, CollectionResult>();
  return withEnd(store, (run, result, rules) => {
    const pass = `${run.sourceId} ${run.pass}`;
    if (result.scopes.some(({ completeness }) => completeness === 'failed')) {
      return store.finishRun(run, good.get(pass)!, rules);
    }
    good.set(pass, result);
    return store.finishRun(run, result, rules);
  });
}

describeHere(
  postgresUrl
    ? undefined
    : 'no PostgreSQL (BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING)',
  'sources that fail, through the product’s own runner and store',
  () => {
    describe('a cluster', () => {
      let bed: FaultBed;
      beforeAll(async () => {
        bed = await startApiBed({
          world: generateWorld({ guests: 12, nodes: 3, duplicates: 1 }),
        });
      });
      afterAll(() => bed?.close());

      it.each([
        'refused connections',
        'changed certificates',
        '401 to everything',
        'empty: every answer',
        'html: the list of guests',
        'truncated: nodes and guests',
        'one node down',
        'one guest failing',
        'zero guests suddenly',
      ])('loses nothing to %s', async name => {
        const { runs, violations } = await check(bed, name);
        expect(violations).toEqual([]);
        expect(runs).toBe(6);
      });

      it('would count what a store loses that forgets what it cannot see', async () => {
        const { violations } = await check(
          bed,
          'refused connections',
          forgetful,
        );
        const text = violations.join('\n');
        expect(text).toMatch(/run 1: fact lost: proxmox\/pve-main/);
        expect(text).toMatch(/run 1: owner of 10\.\S+ lost/);
      });

      it('would count what a store calls fresh that takes old readings for new ones', async () => {
        const { violations } = await check(bed, 'refused connections', hopeful);
        const text = violations.join('\n');
        expect(text).toMatch(/run 1: called complete/);
        expect(text).toMatch(/run 1: shown fresh: proxmox\/pve-main/);
        expect(text).toMatch(/run 1: not told: source-unhealthy/);
      });

      it('would notice a secret in an error', async () => {
        const { violations } = await check(
          { ...bed, secrets: ['refused the connection'] },
          'refused connections',
        );
        expect(violations).toEqual(['secret 1 is in log or table']);
      });
    });

    describe('a declared file', () => {
      let bed: FaultBed;
      beforeAll(async () => {
        bed = await startDeclaredBed();
      });
      afterAll(() => bed?.close());

      it.each([
        'keys: file missing',
        'keys: empty',
        'tables: truncated after half its lines',
      ])('loses nothing to %s', async name => {
        const { runs, violations } = await check(bed, name);
        expect(violations).toEqual([]);
        expect(runs).toBe(3);
      });
    });
  },
);
