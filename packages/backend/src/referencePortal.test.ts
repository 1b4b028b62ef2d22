import {
  TestDatabases,
  createMockDirectory,
} from '@backstage/backend-test-utils';
import {
  RecordedSite,
  RecordedToken,
  compareWithRecorded,
  describeHere,
  missingRecordedSite,
  readRecordedExpectations,
  startRecordedSite,
} from '@sankofa/plugin-itops-node/testUtils';
import { Knex } from 'knex';
import { FaultyWorld } from './__testUtils__/FaultyWorld';
import { RecordedPortal } from './__testUtils__/RecordedPortal';
import {
  ages,
  calledFresh,
  kept,
  newRules,
  open,
  resolved,
  said,
} from './__testUtils__/comparisons';
import { CLUSTER, FAULT_CASES, FaultCase } from './__testUtils__/faultCases';

jest.setTimeout(60_000);

/** More than the complete runs after which a thing is retired. */
const FAULTY_RUNS = 3;
const MEMBERS = ['r630-03', 'ml110'];

describeHere(missingRecordedSite(), 'the portal on the recorded site', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
  const folder = createMockDirectory();
  let sound: RecordedSite;
  let world: FaultyWorld | undefined;
  let portal: RecordedPortal | undefined;

  beforeAll(async () => {
    sound = await startRecordedSite();
  });
  afterEach(async () => {
    await portal?.stop();
    const counted = await world?.stop();
    portal = undefined;
    world = undefined;
    folder.clear();
    // A collector that only reads, proved on every run.
    expect(counted?.writes).toBe(0);
  });
  afterAll(async () => {
    expect(await sound.stop()).toMatchObject({ writes: 0 });
  });

  it('finds exactly what is wrong after a good run of every pass', async () => {
    const knex = await databases.init('POSTGRES_15');
    await begin(knex, { name: '', reasons: [] });
    const answers = await portal!.answers();
    const { wrong, explained } = await compareWithRecorded(
      answers.findings,
      answers.guests.flatMap(({ addresses }) => addresses),
    );
    expect({ wrong, explained }).toEqual({ wrong: [], explained: [] });
    const { cases } = await readRecordedExpectations();
    expect(
      answers.sources.map(({ sourceId: id, freshness, reason }) =>
        [id, freshness, reason].join(' ').trim(),
      ),
    ).toEqual(
      cases.good.sources
        .filter(({ kind }) => ['proxmox', 'declared'].includes(kind))
        .map(({ id, freshness, reason }) =>
          [id, freshness, reason].join(' ').trim(),
        )
        .sort(),
    );
  });

  it.each(FAULT_CASES)(
    'deletes, frees and resolves nothing with $name',
    async fault => {
      const knex = await databases.init('POSTGRES_15');
      const { source = CLUSTER, freshness = 'failed', reasons } = fault;
      await begin(knex, fault);
      const before = await portal!.answers();

      await world!.break();
      await restart(knex, fault, fault.token);
      for (let run = 1; run <= FAULTY_RUNS; run++) {
        await portal!.collect();
      }
      const during = await portal!.answers();
      expect(kept(during)).toEqual(kept(before));
      expect(await vanished(knex)).toEqual([]);
      expect(resolved(during)).toEqual(resolved(before));
      expect(newRules(before, during)).toEqual(
        source === CLUSTER ? [] : [`source-unhealthy source:${source} open`],
      );
      const failing = during.sources.find(
        ({ sourceId }) => sourceId === source,
      )!;
      expect(failing.freshness).toBe(freshness);
      expect(reasons).toContain(failing.reason);
      expect(open(during)).toContain(`source-unhealthy source:${source}`);
      expect(calledFresh(during, fault)).toEqual([]);
      if (!fault.reads) {
        expect(ages(during, source)).toEqual(ages(before, source));
      }

      await world!.mend();
      await restart(knex, fault, fault.token && 'collector');
      await portal!.collect();
      const after = await portal!.answers();
      expect(said(after)).toEqual(said(before));
      expect(kept(after)).toEqual(kept(before));
    },
  );

  /** A portal after a good run, with the fault prepared. */
  async function begin(knex: Knex, fault: FaultCase) {
    world = await FaultyWorld.create({
      fault,
      sound,
      members: fault.waits ? MEMBERS.slice(1) : MEMBERS,
      declaredFolder: folder.path,
    });
    await start(knex, fault, 'collector');
    await portal!.collect();
  }

  async function start(knex: Knex, fault: FaultCase, token: RecordedToken) {
    const config = world!.config(
      token,
      fault.waits ? { requestTimeout: { seconds: 1 } } : {},
    );
    portal = await RecordedPortal.start({ knex, config });
  }

  async function restart(knex: Knex, fault: FaultCase, token?: RecordedToken) {
    if (token) {
      await portal!.stop();
      await start(knex, fault, token);
    }
  }
});

/** Facts and scopes that ended without a successor. */
async function vanished(knex: Knex): Promise<string[]> {
  const { rows } = await knex.raw(
    `SELECT source_id || ' ' || scope || ' ' || kind || ' ' || key AS what
     FROM observations GROUP BY source_id, pass, scope, kind, key
     HAVING every(ended_at IS NOT NULL)
     UNION ALL
     SELECT source_id || ' ' || scope
     FROM scope_states GROUP BY source_id, pass, scope
     HAVING every(ended_at IS NOT NULL)`,
  );
  return rows.map(({ what }: { what: string }) => what);
}
