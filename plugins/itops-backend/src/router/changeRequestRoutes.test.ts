import { mockCredentials } from '@backstage/backend-test-utils';
import { ChangeRequest, ItopsClient } from '@sankofa/plugin-itops-common';
import { Knex } from 'knex';
import { TestPortal } from '../__testUtils__/TestPortal';
import { FakeCollector } from '../__testUtils__/collectors';
import {
  complete,
  configFact,
  guestFact,
  nodeFact,
} from '../__testUtils__/facts';
import { testDatabase } from '../__testUtils__/testDatabase';
import { policy } from '../changes/__testUtils__/ChangeBench';
import { FakeExecutor } from '../changes/__testUtils__/FakeExecutor';

jest.setTimeout(60_000);

const SOURCE = 'proxmox/lab';
const KOFI = 'user:default/kofi';
const START = { verb: 'guest.start' as const, vmid: 101 };

function cluster(): FakeCollector {
  return FakeCollector.create(SOURCE).gives([
    complete('source', [
      nodeFact('alpha'),
      guestFact(101, { status: 'stopped' }),
      guestFact(102),
    ]),
    complete('guest:101', [configFact(101, '192.0.2.101')]),
    complete('guest:102', [configFact(102, '192.0.2.102')]),
  ]);
}

describe('/change-requests', () => {
  const databases = testDatabase();
  let knex: Knex;
  let portal: TestPortal;
  let executor: FakeExecutor;
  let kofi: ItopsClient;

  async function start(stepUp: 'none' | 'required' = 'none') {
    knex = await databases.init();
    executor = FakeExecutor.create(SOURCE);
    executor.has(101);
    executor.has(102, { status: 'running' });
    portal = await TestPortal.start({
      knex,
      collectors: [cluster()],
      executors: [executor],
      config: { itops: { changes: { policy, stepUp } } } as never,
    });
    await portal.collect();
    kofi = portal.as(KOFI);
  }
  beforeEach(() => start());
  afterEach(() => portal.stop());

  let keys = 0;
  const draft = (intent: object = START) =>
    portal.client.changeRequests.create({
      sourceId: SOURCE,
      intent: intent as never,
      ticket: 'CHG-7',
      idempotencyKey: `key-${++keys}-of-test`,
    });
  const planned = async (intent?: object) => {
    const { id, version } = await draft(intent);
    return portal.client.changeRequests.plan(id, version);
  };
  const submitted = async (intent?: object) => {
    const { id, plan } = await planned(intent);
    return portal.client.changeRequests.submit(id, plan!.hash);
  };
  const until = async (id: string, state: ChangeRequest['state']) => {
    await portal.until(
      async () => (await portal.client.changeRequests.one(id)).state === state,
    );
    return portal.client.changeRequests.one(id);
  };

  it('goes from a draft to a guest that runs, and shows every step of it', async () => {
    const { changeRequests } = portal.client;
    const plan = await planned();
    expect(plan).toMatchObject({
      number: 1,
      state: 'planned',
      title: 'Start guest 101',
      targets: ['guest:101'],
      requester: 'user:default/mock',
      approvalsNeeded: 1,
      may: {
        submit: { allowed: true },
        approve: { allowed: false, reason: expect.stringMatching(/planned/) },
      },
      plan: {
        requests: [
          { method: 'POST', path: '/nodes/alpha/lxc/101/status/start' },
        ],
        effects: [
          {
            subject: 'guest:101',
            field: 'status',
            before: 'stopped',
            after: 'running',
          },
        ],
      },
      steps: [{ step: 0, state: 'waiting' }],
    });
    const { id } = plan;
    const { hash } = plan.plan!;
    const waiting = await changeRequests.submit(id, hash);
    expect(waiting.may.approve).toEqual({
      allowed: false,
      reason: 'You asked for it; somebody else has to approve.',
    });
    expect((await kofi.changeRequests.one(id)).may.approve).toEqual({
      allowed: true,
    });
    expect((await kofi.changeRequests.list({ list: 'waiting' })).total).toBe(1);
    expect((await changeRequests.list({ list: 'waiting' })).total).toBe(0);
    await kofi.changeRequests.approve(id, hash);
    expect(executor.calls).toEqual([]);
    await changeRequests.apply(id, hash);
    const done = await until(id, 'done');
    expect(executor.calls).toEqual(['POST /nodes/alpha/lxc/101/status/start']);
    expect(done.steps).toMatchObject([{ state: 'succeeded', exit: 'OK' }]);
    expect(done.steps[0].task).toMatch(/^UPID/);
    expect(done.events.map(({ kind }) => kind)).toEqual([
      'created',
      'planned',
      'submitted',
      'approved',
      'applied',
      'sending',
      'sent',
      'call-ended',
      'verifying',
      'done',
    ]);
    const { items } = await portal.client.audit({ subject: `change:${id}` });
    expect(items.every(({ outcome }) => outcome === 'success')).toBe(true);
    expect(items).toHaveLength(done.events.length);
  });

  it('answers what has a version with its ETag, and wants it back', async () => {
    const { id } = await draft();
    const url = `${portal.baseUrl}/v1/change-requests/${id}`;
    expect((await fetch(url)).headers.get('etag')).toBe('"1"');
    const plan = (headers: Record<string, string> = {}) =>
      fetch(`${url}/plan`, { method: 'POST', headers });
    expect((await plan()).status).toBe(428);
    expect((await plan({ 'if-match': '"7"' })).status).toBe(412);
    expect((await plan({ 'if-match': '"1"' })).status).toBe(200);
  });

  it('refuses the one who asked, even with every permission, and says so', async () => {
    const { id, plan } = await submitted();
    await expect(
      portal.client.changeRequests.approve(id, plan!.hash),
    ).rejects.toMatchObject({ response: { status: 403 } });
    const { items } = await portal.client.audit({ action: 'change.approve' });
    expect(items).toMatchObject([
      { outcome: 'failure', details: { error: 'NotAllowedError' } },
    ]);
  });

  it('refuses everybody without step-up unless the configuration says otherwise', async () => {
    await portal.stop();
    await start('required');
    const { id, plan } = await submitted();
    await expect(
      kofi.changeRequests.approve(id, plan!.hash),
    ).rejects.toMatchObject({ response: { status: 403 } });
    expect(await portal.client.changeRequests.one(id)).toMatchObject({
      state: 'awaiting-approval',
      approvals: [],
    });
    expect(await portal.client.changeRequests.options()).toMatchObject({
      stepUp: expect.not.stringMatching(/none/),
      sources: [{ sourceId: SOURCE, executor: 'proxmox' }],
    });
  });

  it('lets no service take a step, whatever its token may', async () => {
    const { id, plan } = await submitted();
    const service = { authorization: mockCredentials.service.header() };
    const steps: [string, object][] = [
      ['approve', { hash: plan!.hash }],
      ['apply', { confirm: plan!.hash }],
      ['deny', { hash: plan!.hash, reason: 'no' }],
      ['cancel', {}],
      ['settle', { outcome: 'done', reason: 'I say so' }],
    ];
    for (const [verb, body] of steps) {
      const answer = await fetch(
        `${portal.baseUrl}/v1/change-requests/${id}/${verb}`,
        {
          method: 'POST',
          headers: { ...service, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        },
      );
      expect([verb, answer.status]).toEqual([verb, 403]);
    }
    expect(await portal.client.changeRequests.one(id)).toMatchObject({
      state: 'awaiting-approval',
    });
  });

  it('needs the permission of each step', async () => {
    const { changeRequests } = portal.client;
    const { id, plan, version } = await submitted();
    const { hash } = plan!;
    const steps: [string, () => Promise<unknown>][] = [
      ['itops.change.read', () => changeRequests.list()],
      ['itops.change.read', () => changeRequests.one(id)],
      ['itops.change.read', () => changeRequests.options()],
      ['itops.change.plan', () => draft()],
      ['itops.change.plan', () => changeRequests.plan(id, version)],
      ['itops.change.submit', () => changeRequests.submit(id, hash)],
      ['itops.change.submit', () => changeRequests.cancel(id, version)],
      ['itops.change.approve', () => kofi.changeRequests.approve(id, hash)],
      [
        'itops.change.approve',
        () => kofi.changeRequests.deny(id, { hash, reason: 'no' }),
      ],
      ['itops.change.apply', () => changeRequests.apply(id, hash)],
      [
        'itops.change.apply',
        () =>
          changeRequests.settle(id, version, { outcome: 'done', reason: 'x' }),
      ],
    ];
    for (const [permission, step] of steps) {
      portal.denied.add(permission);
      await expect(step()).rejects.toMatchObject({ response: { status: 403 } });
      portal.denied.delete(permission);
    }
    expect((await changeRequests.one(id)).state).toBe('awaiting-approval');
  });

  it('lists in pages, newest first', async () => {
    const { changeRequests } = portal.client;
    await draft();
    await draft({ verb: 'guest.stop', vmid: 102 });
    const first = await changeRequests.list({ limit: 1 });
    expect(first).toMatchObject({ items: [{ number: 2 }], total: 2 });
    const second = await changeRequests.list({
      limit: 1,
      cursor: first.nextCursor,
    });
    expect(second).toMatchObject({ items: [{ number: 1 }] });
    expect(second.nextCursor).toBeUndefined();
    const stops = await changeRequests.list({ verb: ['guest.stop'] });
    expect(stops.items.map(({ number }) => number)).toEqual([2]);
    const about = await changeRequests.list({ target: 'guest:102' });
    expect(about.items.map(({ number }) => number)).toEqual([2]);
  });

  it('answers a key that was used with the change it made', async () => {
    const request = {
      sourceId: SOURCE,
      intent: START,
      ticket: 'CHG-7',
      idempotencyKey: 'the-same-key',
    };
    const { changeRequests } = portal.client;
    const { id } = await changeRequests.create(request);
    expect((await changeRequests.create(request)).id).toBe(id);
    await expect(
      changeRequests.create({ ...request, ticket: 'CHG-8' }),
    ).rejects.toMatchObject({ response: { status: 409 } });
  });

  it('says which sources can be changed when another is named', async () => {
    await expect(
      portal.client.changeRequests.create({
        sourceId: 'proxmox/other',
        intent: START,
        ticket: '',
        idempotencyKey: 'another-key',
      }),
    ).rejects.toMatchObject({
      response: { status: 400 },
      body: {
        error: { message: expect.stringMatching(/made to proxmox\/lab/) },
      },
    });
  });
});
