import { Fact, ScopeResult, SOURCE_SCOPE } from '@sankofa/site-model';
import fc from 'fast-check';
import {
  cluster,
  complete,
  failed,
  guestFact,
  nodeFact,
  partial,
  range,
} from '../__testUtils__/facts';
import { History, LAB, RULES } from '../__testUtils__/history';
import { MemoryPass } from '../__testUtils__/MemoryPass';
import { testDatabase } from '../__testUtils__/testDatabase';
import { DatabaseObservationStore } from './DatabaseObservationStore';
import { PassRows } from './ObservationStore';

jest.setTimeout(120_000);

const TEN = range(101, 10);

const anyRun = fc
  .record({
    kind: fc.constantFrom('complete', 'partial', 'failed', 'scope-failed'),
    vmids: fc.subarray(TEN),
    stopped: fc.boolean(),
  })
  .map(({ kind, vmids, stopped }): ScopeResult[] => {
    const [list, ...configs] = cluster(...vmids);
    if (stopped && vmids.length > 0) {
      list.facts[1] = guestFact(vmids[0], { status: 'stopped' });
    }
    switch (kind) {
      case 'failed':
        return [failed()];
      case 'partial':
        return [partial(SOURCE_SCOPE, list.facts), ...configs];
      case 'scope-failed':
        return [list, ...configs.map(({ scope }) => failed(scope))];
      default:
        return [list, ...configs];
    }
  });

function contentOf(rows: PassRows) {
  const byId = (list: { id: string }[]) =>
    Object.fromEntries(list.map(item => [item.id, item]));
  return { facts: byId(rows.facts), scopes: byId(rows.scopes) };
}

/** A copy that only asks for what changed must stay equal to a full reading. */
class Mirror {
  private readonly facts = new Map<string, unknown>();
  private readonly scopes = new Map<string, unknown>();
  private version = 0;

  async follow({ reader, ref }: History): Promise<void> {
    const rows = await reader.readPass(ref, this.version);
    rows.endedFacts.forEach(id => this.facts.delete(id));
    rows.endedScopes.forEach(id => this.scopes.delete(id));
    rows.facts.forEach(fact => this.facts.set(fact.id, fact));
    rows.scopes.forEach(scope => this.scopes.set(scope.id, scope));
    this.version = rows.state.finishedRun;
  }

  /** What the mirror holds, in the form of {@link contentOf}. */
  content() {
    return {
      facts: Object.fromEntries(this.facts),
      scopes: Object.fromEntries(this.scopes),
    };
  }
}

describe('DatabaseObservationStore', () => {
  const database = testDatabase();

  it('keeps one interval for a value from its first run to the run that replaced it', async () => {
    const history = await History.create(await database.init());
    await history.run([complete(SOURCE_SCOPE, [guestFact(101)])]);
    await history.run([complete(SOURCE_SCOPE, [guestFact(101)])]);
    const stopped = guestFact(101, { status: 'stopped' });
    const { runId } = await history.run([complete(SOURCE_SCOPE, [stopped])]);

    const rows = await history
      .knex('observations')
      .orderBy('id')
      .select('value', 'first_seen_at', 'ended_at', 'ended_run');
    expect(rows).toEqual([
      {
        value: expect.objectContaining({ status: 'running' }),
        first_seen_at: new Date(MemoryPass.timeOf(1)),
        ended_at: new Date(MemoryPass.timeOf(3)),
        ended_run: String(runId),
      },
      {
        value: expect.objectContaining({ status: 'stopped' }),
        first_seen_at: new Date(MemoryPass.timeOf(3)),
        ended_at: null,
        ended_run: null,
      },
    ]);
  });

  it('writes no fact and no scope for a run that changes nothing', async () => {
    const history = await History.create(await database.init());
    for (const run of [
      cluster(...TEN),
      [failed()],
      [partial(SOURCE_SCOPE, [nodeFact('alpha')])],
      [complete(SOURCE_SCOPE, [nodeFact('alpha')])],
    ]) {
      await history.run(run);
      const before = await history.writers();
      await history.run(run);
      expect(await history.writers()).toEqual(before);
    }
    expect(await history.knex('runs').pluck('status')).toHaveLength(8);
  });

  it('takes no offence at the order of keys', async () => {
    const history = await History.create(await database.init());
    const fact = guestFact(101);
    await history.run([complete(SOURCE_SCOPE, [fact])]);
    const before = await history.writers();
    const reordered = {
      ...fact,
      value: Object.fromEntries(Object.entries(fact.value).reverse()),
    } as Fact;
    await history.run([complete(SOURCE_SCOPE, [reordered])]);
    expect(await history.writers()).toEqual(before);
  });

  it('rule 1: a failed, partial or suspicious run deletes nothing', async () => {
    const history = await History.create(await database.init());
    await history.run(cluster(...TEN));
    const holds = await history.holds();
    for (const run of [
      [failed()],
      [partial(SOURCE_SCOPE)],
      [complete(SOURCE_SCOPE)],
      cluster(...TEN.slice(3)),
    ]) {
      for (let i = 0; i < 3; i++) {
        const { plan } = await history.run(run);
        expect(plan.status).not.toBe('complete');
        expect(await history.holds()).toEqual(holds);
      }
    }
    expect(
      await history.knex('runs').orderBy('id', 'desc').first(),
    ).toMatchObject({
      status: 'partial',
      reason: 'suspicious-removal',
      message: expect.stringContaining(
        '3 of 10 (guest), 3 of 10 (guest-config)',
      ),
    });
  });

  it('rule 2: a thing is retired by the K-th complete run that missed it', async () => {
    const history = await History.create(await database.init());
    await history.run(cluster(...TEN));
    const rest = cluster(...TEN.slice(1));
    await history.run(rest);
    expect(await history.holds()).toContain('guest 101');
    await history.run([failed()]);
    await history.run(rest);
    expect(await history.holds()).not.toContain('guest 101');
    expect(await history.holds()).not.toContain('guest-config 101');
  });

  it('calls a source listed once every list of it was complete, whatever single things fail', async () => {
    const history = await History.create(await database.init());
    const listedAt = async () =>
      (await history.reader.readPass(history.ref)).state.listedAt;
    const devices = complete('devices');
    await history.run([complete(SOURCE_SCOPE), devices, failed('clients')]);
    await history.run([complete(SOURCE_SCOPE), devices, partial('clients')]);
    await history.run([partial(SOURCE_SCOPE), devices, complete('clients')]);
    expect(await listedAt()).toBeUndefined();
    await history.run([
      complete(SOURCE_SCOPE),
      devices,
      complete('clients'),
      failed('guest:101'),
    ]);
    const first = await listedAt();
    expect(first).toEqual(expect.any(String));
    await history.run([complete(SOURCE_SCOPE), failed('devices')]);
    expect(await listedAt()).toBe(first);
  });

  it('rule 4: every moment of the past stays readable', async () => {
    const history = await History.create(await database.init());
    await history.run(cluster(...TEN));
    await history.run(cluster(...TEN.slice(1)));
    await history.run(cluster(...TEN.slice(1)));
    await history.run([failed()]);

    const at = async (run: number) => {
      const [rows] = await history.reader.readAt(MemoryPass.timeOf(run));
      return rows;
    };
    expect(await history.reader.readAt('2025-12-31T00:00:00.000Z')).toEqual([]);
    expect((await at(1)).facts).toHaveLength(21);
    expect((await at(2)).facts).toHaveLength(21);
    expect((await at(3)).facts).toHaveLength(19);
    expect((await at(4)).state).toMatchObject({
      lastReadableAt: MemoryPass.timeOf(3),
      lastAttemptAt: MemoryPass.timeOf(4),
    });
    expect(
      (await at(4)).scopes.find(({ scope }) => scope === SOURCE_SCOPE),
    ).toMatchObject({
      completeness: 'failed',
      lastGoodAt: MemoryPass.timeOf(3),
    });
  });

  it('holds after any runs what the plans said, and copies that follow agree', async () => {
    const knex = await database.init();
    let source = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyRun, { maxLength: 8 }), async runs => {
        const history = await History.create(knex, {
          sourceId: `proxmox/${++source}`,
          pass: 'inventory',
        });
        const memory = MemoryPass.create(RULES);
        const mirror = new Mirror();
        for (const scopes of runs) {
          const { plan } = await history.run(scopes);
          expect(plan.counts).toEqual(memory.run(scopes).counts);
          await mirror.follow(history);
        }
        expect(await history.holds()).toEqual(memory.holds);
        expect(mirror.content()).toEqual(
          contentOf(await history.reader.readPass(history.ref)),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('refuses what a worker writes after a later run has begun', async () => {
    const knex = await database.init();
    const history = await History.create(knex);
    await history.run(cluster(101));
    const late = DatabaseObservationStore.create({ knex });
    const lateRun = await late.beginRun(LAB, { timeoutSeconds: 60 });
    const { runId } = await history.run(cluster(101, 102));
    const before = await history.writers();

    const result = {
      collectedAt: new Date().toISOString(),
      scopes: [failed()],
    };
    await expect(late.finishRun(lateRun, result, RULES)).rejects.toThrow(
      `Run ${lateRun.runId} of proxmox/lab (inventory) came too late`,
    );
    expect(await history.writers()).toEqual(before);
    expect(await history.holds()).toContain('guest 102');
    const { state } = await history.reader.readPass(LAB);
    expect(state.finishedRun).toBe(runId);
  });

  it('closes the run of a worker that never came back', async () => {
    const history = await History.create(await database.init());
    await history.store.beginRun(LAB, { timeoutSeconds: 60 });
    await history.run(cluster(101));
    expect(await history.knex('runs').orderBy('id')).toEqual([
      expect.objectContaining({
        status: 'failed',
        reason: 'internal',
        message: expect.stringContaining('stopped before it had finished'),
        finished_at: expect.any(Date),
      }),
      expect.objectContaining({ status: 'complete' }),
    ]);
  });

  it('lets only one of two workers write when both finish at once', async () => {
    const history = await History.create(await database.init());
    const first = await history.store.beginRun(LAB, { timeoutSeconds: 60 });
    const second = await history.store.beginRun(LAB, { timeoutSeconds: 60 });
    const result = (vmid: number) => ({
      collectedAt: MemoryPass.timeOf(1),
      scopes: cluster(vmid),
    });
    const outcomes = await Promise.allSettled([
      history.store.finishRun(first, result(101), RULES),
      history.store.finishRun(second, result(102), RULES),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'rejected',
      'fulfilled',
    ]);
    expect(await history.holds()).toContain('guest 102');
    expect(await history.holds()).not.toContain('guest 101');
  });

  it('names who asked for a run, once', async () => {
    const history = await History.create(await database.init());
    await history.store.requestRun(LAB, {
      trigger: 'person',
      actor: 'user:default/ama',
    });
    const asked = await history.store.beginRun(LAB, { timeoutSeconds: 60 });
    const next = await history.store.beginRun(LAB, { timeoutSeconds: 60 });
    expect(asked).toMatchObject({
      trigger: 'person',
      actor: 'user:default/ama',
    });
    expect(next).toMatchObject({ trigger: 'schedule', actor: undefined });
  });

  it('never dates a reading into the future, nor before the one before it', async () => {
    const history = await History.create(await database.init());
    const finish = async (collectedAt: string) => {
      const run = await history.store.beginRun(LAB, { timeoutSeconds: 60 });
      const result = { collectedAt, scopes: cluster(101) };
      return (await history.store.finishRun(run, result, RULES)).collectedAt;
    };
    const future = await finish('2999-01-01T00:00:00.000Z');
    expect(Date.parse(future)).toBeLessThanOrEqual(Date.now() + 5_000);
    const earlier = await finish('2020-01-01T00:00:00.000Z');
    expect(Date.parse(earlier)).toBe(Date.parse(future) + 1);
  });

  it('stores hostile names and reads them back as text', async () => {
    const history = await History.create(await database.init());
    const name = '=cmd|"/c calc"\0 \u202e<script>\ud800';
    await history.run([complete(SOURCE_SCOPE, [guestFact(101, { name })])]);
    const before = await history.writers();
    await history.run([complete(SOURCE_SCOPE, [guestFact(101, { name })])]);
    expect(await history.writers()).toEqual(before);
    const { facts } = await history.reader.readPass(LAB);
    expect(facts[0].value).toMatchObject({
      name: '=cmd|"/c calc"\uFFFD \u202e<script>\uFFFD',
    });
  });

  it('knows nothing of a source that was never registered', async () => {
    const history = await History.create(await database.init());
    const ref = { sourceId: 'proxmox/other', pass: 'inventory' };
    await expect(
      history.store.beginRun(ref, { timeoutSeconds: 60 }),
    ).rejects.toThrow('No source proxmox/other');
    await expect(history.reader.readPass(ref)).rejects.toThrow(
      'No source proxmox/other',
    );
  });

  it('keeps what a source was called when its registration is repeated', async () => {
    const history = await History.create(await database.init());
    await history.run(cluster(101));
    await history.store.registerPasses([
      { ...LAB, kind: 'proxmox', title: 'Lab, renamed', intervalSeconds: 60 },
    ]);
    const { passes } = await history.reader.passes();
    expect(passes).toEqual([
      expect.objectContaining({
        title: 'Lab, renamed',
        intervalSeconds: 60,
        lastReadableAt: MemoryPass.timeOf(1),
      }),
    ]);
  });
});
