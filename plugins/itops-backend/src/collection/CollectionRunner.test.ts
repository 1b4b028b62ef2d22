import { mockServices } from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import { SOURCE_SCOPE } from '@sankofa/site-model';
import { Knex } from 'knex';
import { FakeCollector } from '../__testUtils__/collectors';
import { cluster, complete, failed, guestFact } from '../__testUtils__/facts';
import { RULES } from '../__testUtils__/history';
import { testDatabase } from '../__testUtils__/testDatabase';
import { DatabaseObservationStore } from '../observations';
import { CollectionRunner, taskIdOf } from './CollectionRunner';

jest.setTimeout(60_000);

const idle = new AbortController().signal;

async function startRunner(knex: Knex, collectors: FakeCollector[]) {
  const scheduler = mockServices.scheduler.mock();
  const onFinished = jest.fn();
  const runner = CollectionRunner.create({
    collectors,
    store: DatabaseObservationStore.create({ knex }),
    scheduler,
    rules: RULES,
    logger: mockServices.logger.mock(),
    onFinished,
  });
  await runner.start();
  return { runner, scheduler, onFinished };
}

describe('CollectionRunner', () => {
  const database = testDatabase();

  it('schedules one global task for each pass, with its own schedule', async () => {
    const inventory = FakeCollector.create('proxmox/lab', 'inventory');
    const addresses = FakeCollector.create('proxmox/lab', 'addresses');
    addresses.schedule = {
      frequency: { minutes: 15 },
      timeout: { minutes: 10 },
      initialDelay: { seconds: 30 },
    };
    const knex = await database.init();
    const { scheduler } = await startRunner(knex, [inventory, addresses]);
    expect(scheduler.scheduleTask.mock.calls).toEqual([
      [
        expect.objectContaining({
          id: 'itops:collect:proxmox/lab:inventory',
          scope: 'global',
          frequency: { minutes: 5 },
          timeout: { minutes: 4 },
          initialDelay: { seconds: 3 },
        }),
      ],
      [
        expect.objectContaining({
          id: 'itops:collect:proxmox/lab:addresses',
          frequency: { minutes: 15 },
          initialDelay: { seconds: 30 },
        }),
      ],
    ]);
    expect(
      await knex('source_passes').orderBy('pass').pluck('interval_seconds'),
    ).toEqual([900, 300]);
  });

  it('stores a run and says so', async () => {
    const knex = await database.init();
    const collector = FakeCollector.create().gives(cluster(101, 102), {
      transport: 'ssh',
      note: 'The API was unreachable.',
    });
    const { runner, onFinished } = await startRunner(knex, [collector]);
    const finished = await runner.run(collector, idle);
    expect(onFinished).toHaveBeenCalledWith(finished);
    expect(await knex('runs').first()).toMatchObject({
      status: 'complete',
      trigger: 'schedule',
      transport: 'ssh',
      note: 'The API was unreachable.',
      scopes_seen: 3,
      facts_seen: 5,
      facts_added: 5,
    });
  });

  it('records a collector that throws as a failed run, and keeps what was known', async () => {
    const knex = await database.init();
    const collector = FakeCollector.create().gives(cluster(101));
    const { runner } = await startRunner(knex, [collector]);
    await runner.run(collector, idle);
    collector.collect = async () => {
      throw new Error('unforeseen');
    };
    await runner.run(collector, idle);
    expect(await knex('runs').orderBy('id').pluck('status')).toEqual([
      'complete',
      'failed',
    ]);
    expect(await knex('observations').whereNull('ended_at')).toHaveLength(3);
  });

  it('records a collector that breaks its contract as a failed run that names the fault', async () => {
    const knex = await database.init();
    const collector = FakeCollector.create();
    const { runner } = await startRunner(knex, [collector]);
    collector.gives([complete(SOURCE_SCOPE, [guestFact(7), guestFact(7)])]);
    await runner.run(collector, idle);
    collector.gives([complete(SOURCE_SCOPE)], { collectedAt: 'yesterday' });
    await runner.run(collector, idle);
    expect(
      await knex('runs').orderBy('id').select('status', 'message'),
    ).toEqual([
      {
        status: 'failed',
        message: "The collector named guest '7' twice in scope 'source'",
      },
      {
        status: 'failed',
        message: "The collector dated its result 'yesterday'",
      },
    ]);
  });

  it('does not blame a source for the end of the backend', async () => {
    const knex = await database.init();
    const collector = FakeCollector.create().gives(cluster(101));
    const { runner } = await startRunner(knex, [collector]);
    await runner.run(collector, idle);
    const stop = new AbortController();
    collector.collect = async () => {
      stop.abort();
      return { collectedAt: new Date().toISOString(), scopes: [failed()] };
    };
    expect(await runner.run(collector, stop.signal)).toBeUndefined();
    expect(await knex('runs').orderBy('id', 'desc').first()).toMatchObject({
      status: 'failed',
      message: 'The run was stopped before it had finished.',
    });
    expect(
      await knex('scope_states').whereNull('ended_at').pluck('completeness'),
    ).toEqual(['complete', 'complete']);
  });

  it('drops the result of a run that came too late', async () => {
    const knex = await database.init();
    const collector = FakeCollector.create();
    const { runner, onFinished } = await startRunner(knex, [collector]);
    collector.collect = async () => {
      collector.gives(cluster(101));
      await runner.run(collector, idle);
      return {
        collectedAt: new Date().toISOString(),
        scopes: cluster(102),
      };
    };
    expect(await runner.run(collector, idle)).toBeUndefined();
    expect(onFinished).toHaveBeenCalledTimes(1);
    expect(
      await knex('observations').where('kind', 'guest').pluck('key'),
    ).toEqual(['101']);
  });

  describe('triggerNow', () => {
    const ama = { trigger: 'person' as const, actor: 'user:default/ama' };

    it('starts every pass of the sources that are named, and says who asked', async () => {
      const knex = await database.init();
      const collectors = [
        FakeCollector.create('proxmox/lab', 'inventory'),
        FakeCollector.create('proxmox/lab', 'addresses'),
        FakeCollector.create('declared/ips.conf'),
      ];
      collectors[0].gives(cluster(101));
      const { runner, scheduler } = await startRunner(knex, collectors);
      expect(await runner.triggerNow(['proxmox/lab'], ama)).toEqual({
        started: [
          { sourceId: 'proxmox/lab', pass: 'inventory' },
          { sourceId: 'proxmox/lab', pass: 'addresses' },
        ],
        running: [],
      });
      expect(scheduler.triggerTask.mock.calls).toEqual([
        [taskIdOf(collectors[0])],
        [taskIdOf(collectors[1])],
      ]);
      await runner.run(collectors[0], idle);
      expect(await knex('runs').first()).toMatchObject({
        trigger: 'person',
        actor: 'user:default/ama',
      });
    });

    it('does not start what is running', async () => {
      const knex = await database.init();
      const collector = FakeCollector.create().gives(cluster(101));
      const { runner, scheduler } = await startRunner(knex, [collector]);
      scheduler.triggerTask.mockRejectedValue(new ConflictError('running'));
      expect(await runner.triggerNow(undefined, ama)).toEqual({
        started: [],
        running: [{ sourceId: 'proxmox/lab', pass: 'inventory' }],
      });
      await runner.run(collector, idle);
      expect(await knex('runs').pluck('trigger')).toEqual(['schedule']);
    });

    it('starts nothing when one of the sources is unknown', async () => {
      const knex = await database.init();
      const { runner, scheduler } = await startRunner(knex, [
        FakeCollector.create(),
      ]);
      await expect(
        runner.triggerNow(['proxmox/lab', 'proxmox/nowhere'], ama),
      ).rejects.toThrow(
        'No source proxmox/nowhere is configured; there are proxmox/lab',
      );
      expect(scheduler.triggerTask).not.toHaveBeenCalled();
    });
  });
});
