import {
  createMockDirectory,
  mockCredentials,
} from '@backstage/backend-test-utils';
import { Fact } from '@sankofa/site-model';
import { Knex } from 'knex';
import path from 'node:path';
import { TestPortal } from '../__testUtils__/TestPortal';
import { FakeCollector } from '../__testUtils__/collectors';
import { controller, proxy } from '../__testUtils__/edgeFacts';
import {
  complete,
  configFact,
  failed,
  guestFact,
  nodeFact,
} from '../__testUtils__/facts';
import { testDatabase } from '../__testUtils__/testDatabase';

jest.setTimeout(60_000);

const SECOND = {
  authorization: mockCredentials.user.header('user:default/second'),
};
const HOUR_MS = 3_600_000;

const PLAN = `version: 1
title: Out of the flat network
current: { vid: 11, prefix: 192.0.2.0/24 }
nodes:
  - { node: alpha, becomes: firewall }
waves:
  - id: tenants
    title: Tenants
    workloads:
      - select: { vmid: 101 }
        target: { vid: 20, prefix: 198.51.100.0/24 }
        addresses: { '101': 198.51.100.5 }
  - id: apps
    title: Applications
    workloads:
      - select: { vmid: 102 }
        target: { vid: 20, prefix: 198.51.100.0/24 }
`;

function network(id: string, vid: number, cidr: string): Fact {
  return { kind: 'network', key: id, value: { id, name: id, vid, cidr } };
}

const bridge: Fact = {
  kind: 'node-interface',
  key: 'alpha/vmbr0',
  value: {
    node: 'alpha',
    name: 'vmbr0',
    type: 'bridge',
    active: true,
    addresses: [],
    bridgePorts: ['eno1'],
    bondSlaves: [],
    vlanAware: true,
  },
};

/** Two guests of one team on alpha; `moved` is 101 as the plan wants it. */
function proxmox(moved = false): ReturnType<typeof complete>[] {
  const config = configFact(101, moved ? '198.51.100.5' : '192.0.2.101');
  if (moved && config.kind === 'guest-config') {
    config.value.interfaces[0].tag = 20;
  }
  return [
    complete('source', [
      nodeFact('alpha'),
      guestFact(101, { tags: ['owner-web'], status: 'stopped' }),
      guestFact(102, { tags: ['owner-web'], status: 'stopped' }),
      guestFact(103, { status: 'stopped' }),
    ]),
    complete('node:alpha', [bridge]),
    complete('guest:101', [config]),
    complete('guest:102', [configFact(102, '192.0.2.102')]),
    complete('guest:103', [configFact(103, '192.0.2.103')]),
  ];
}

function unifi() {
  return controller([]).map(scope =>
    scope.scope === 'networks'
      ? complete('networks', [
          network('lan', 11, '192.0.2.1/24'),
          network('far', 20, '198.51.100.1/24'),
        ])
      : scope,
  );
}

const rows = () => proxy({ 'shop.example': { to: '192.0.2.101:80' } });

describe('/vlan-plan', () => {
  const databases = testDatabase();
  const folder = createMockDirectory();
  let knex: Knex;
  let portal: TestPortal;
  let cluster: FakeCollector;
  let edge: FakeCollector;

  async function start(text: string | null = PLAN) {
    folder.setContent(text === null ? {} : { 'plan.yaml': text });
    knex = await databases.init();
    cluster = FakeCollector.create('proxmox/lab').gives(proxmox());
    edge = FakeCollector.create('npm/edge').gives(rows());
    portal = await TestPortal.start({
      knex,
      collectors: [
        cluster,
        edge,
        FakeCollector.create('unifi/udm').gives(unifi()),
      ],
      config: {
        itops: { vlanPlan: { path: path.join(folder.path, 'plan.yaml') } },
      },
    });
    await portal.collect();
  }

  afterEach(() => portal.stop());

  async function call(
    method: string,
    where: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: any }> {
    const response = await fetch(`${portal.baseUrl}/v1/vlan-plan${where}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, body: isJson ? JSON.parse(text) : text };
  }

  async function gate(wave: string, id: string) {
    const { waves } = await portal.client.vlanPlan.board();
    return waves
      .find(item => item.id === wave)!
      .gates.find(item => item.gate === id)!;
  }

  const audited = async () =>
    (
      await knex('audit_log')
        .select('action', 'outcome')
        .whereLike('action', 'vlan-plan.%')
        .orderBy('id')
    ).map(({ action, outcome }) => `${action} ${outcome}`);

  it('shows the board: waves with gates, flows, nodes and what no selector names', async () => {
    await start();
    const board = await portal.client.vlanPlan.board();
    expect(board).toMatchObject({
      status: 'read',
      plan: { sourceRef: expect.stringMatching(/^plan\.yaml@[0-9a-f]{12}$/) },
      flows: [
        { wave: 'tenants', from: 11, to: 20, count: 1, done: 0 },
        { wave: 'apps', from: 11, to: 20, count: 1, done: 0 },
      ],
      nodes: [{ node: 'alpha', becomes: 'firewall', state: 'blocked' }],
      unmatched: [{ ref: 'guest:103' }],
    });
    const [tenants, apps] = board.waves;
    const stateOf = (wave: typeof tenants) =>
      Object.fromEntries(wave.gates.map(item => [item.gate, item.state]));
    expect(stateOf(tenants)).toEqual({
      'no-address-conflict': 'green',
      'evidence-fresh': 'green',
      'free-addresses': 'green',
      'uplinks-carry-vlan': 'green',
      'pointers-listed': 'green',
      'owners-acknowledged': 'red',
      'earlier-waves-verified': 'green',
    });
    expect(stateOf(apps)['earlier-waves-verified']).toBe('red');
  });

  it('pages the workloads by wave, and finds them by any word', async () => {
    await start();
    const first = await portal.client.vlanPlan.workloads({ limit: 1 });
    expect(first).toMatchObject({
      total: 2,
      items: [
        {
          ref: 'guest:101/net0',
          effective: { vid: 11, via: 'native', port: 'port:core/1' },
          target: { vid: 20, address: '198.51.100.5' },
          state: 'to-move',
        },
      ],
    });
    const second = await portal.client.vlanPlan.workloads({
      limit: 1,
      cursor: first.nextCursor,
    });
    expect(second.items).toMatchObject([{ ref: 'guest:102/net0' }]);
    const found = await portal.client.vlanPlan.workloads({ q: '192.0.2.102' });
    expect(found.total).toBe(1);
  });

  it('foretells what breaks, and writes the runbook', async () => {
    await start();
    const wave = await portal.client.vlanPlan.simulateWave('tenants');
    expect(wave).toMatchObject({
      counts: { kept: 0, broken: 1, unknown: 0 },
      hostnames: [
        {
          hostname: 'shop.example',
          verdict: 'broken',
          reason: 'address-changes',
          afterEdits: { verdict: 'kept' },
        },
      ],
      owners: [{ ownerRef: 'group:default/web' }],
    });
    const own = await portal.client.vlanPlan.simulate({
      moves: [{ guest: 'guest:102', vid: 20, prefix: '198.51.100.0/24' }],
    });
    expect(own.counts).toEqual({ kept: 1, broken: 0, unknown: 0 });
    const text = await portal.client.vlanPlan.runbook('tenants');
    expect(text).toMatch(/^# Wave tenants: Tenants/);
    expect(text).toContain('`192.0.2.101` → `198.51.100.5`');
    const acted = await portal.act('simulate-vlan-move', {
      guest: '101',
      vid: 20,
      prefix: '198.51.100.0/24',
    });
    expect(acted.body.output).toMatchObject({
      counts: { broken: 1 },
      hostnames: [{ hostname: 'shop.example', verdict: 'broken' }],
    });
  });

  it.each([
    [
      { moves: [{ guest: 'guest:9', vid: 20, prefix: '198.51.100.0/24' }] },
      /no guest guest:9/,
    ],
    [
      { moves: [{ guest: 'guest:101', vid: 20, prefix: '198.51.100.7/24' }] },
      /no prefix/,
    ],
    [
      {
        moves: [
          {
            guest: 'guest:101',
            vid: 20,
            prefix: '198.51.100.0/24',
            address: '192.0.2.9',
          },
        ],
      },
      /no address of/,
    ],
    [
      {
        moves: [
          {
            guest: 'guest:101',
            net: 'net7',
            vid: 20,
            prefix: '198.51.100.0/24',
          },
        ],
      },
      /net7/,
    ],
    [{ moves: [] }, /moves/],
  ])('refuses to simulate %j', async (body, words) => {
    await start();
    const answer = await call('POST', '/simulate', body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(words);
  });

  it('keeps who acknowledged a wave, until the wave is another one', async () => {
    await start();
    const say = () =>
      call('POST', '/waves/tenants/acknowledge', {
        ownerRef: 'group:default/web',
        note: 'fine',
      });
    expect((await say()).status).toBe(200);
    expect((await say()).status).toBe(409);
    expect(await gate('tenants', 'owners-acknowledged')).toMatchObject({
      state: 'green',
    });
    const stranger = await call('POST', '/waves/tenants/acknowledge', {
      ownerRef: 'group:default/other',
    });
    expect(stranger.status).toBe(400);
    expect(await audited()).toEqual(['vlan-plan.acknowledge success']);

    await portal.stop();
    folder.setContent({ 'plan.yaml': PLAN.replace(/100\.5/, '100.6') });
    portal = await TestPortal.start({
      knex,
      collectors: [
        cluster,
        edge,
        FakeCollector.create('unifi/udm').gives(unifi()),
      ],
      config: {
        itops: { vlanPlan: { path: path.join(folder.path, 'plan.yaml') } },
      },
    });
    expect(await gate('tenants', 'owners-acknowledged')).toMatchObject({
      state: 'red',
    });
  });

  it('a wave is verified only when everything of it is where it should be', async () => {
    await start();
    const early = await call('POST', '/waves/tenants/verify', {});
    expect(early.status).toBe(409);
    expect(early.body.error.message).toMatch(/101 guest-101 is not where/);

    cluster.gives(proxmox(true));
    await portal.collect();
    const done = await call('POST', '/waves/tenants/verify', {
      note: 'looked',
    });
    expect(done.status).toBe(200);
    expect(done.body.waves[0]).toMatchObject({
      state: 'verified',
      verified: { by: 'user:default/mock', note: 'looked' },
    });
    expect(await gate('apps', 'earlier-waves-verified')).toMatchObject({
      state: 'green',
    });
    expect(await audited()).toEqual(['vlan-plan.verify success']);
  });

  it('a waiver needs a ticket, a second person and an end', async () => {
    await start();
    const inHours = (hours: number) =>
      new Date(Date.now() + hours * HOUR_MS).toISOString();
    const ask = (expiresAt: string, id = 'owners-acknowledged') =>
      call('POST', '/waves/tenants/waivers', {
        gate: id,
        ticket: 'OPS-7',
        reason: 'the team is away',
        expiresAt,
      });
    expect((await ask(inHours(-1))).status).toBe(400);
    expect((await ask(inHours(24 * 15))).body.error.message).toMatch(
      /within 14 days/,
    );
    expect((await ask(inHours(1), 'evidence-fresh')).status).toBe(409);
    const asked = await ask(inHours(2));
    expect(asked).toMatchObject({ status: 201, body: { state: 'waiting' } });
    const { id } = asked.body;
    expect(
      (await gate('tenants', 'owners-acknowledged')).waiver,
    ).toBeUndefined();

    const alone = await call('POST', `/waivers/${id}/approve`, {});
    expect(alone.status).toBe(403);
    expect(alone.body.error.message).toMatch(/second person/);
    const approved = await call('POST', `/waivers/${id}/approve`, {}, SECOND);
    expect(approved.body).toMatchObject({
      state: 'active',
      requestedBy: 'user:default/mock',
      approvedBy: 'user:default/second',
    });
    expect(await gate('tenants', 'owners-acknowledged')).toMatchObject({
      state: 'red',
      waiver: { ticket: 'OPS-7' },
    });
    const { waves } = await portal.client.vlanPlan.board();
    expect(waves[0].state).toBe('ready');

    await knex('vlan_plan_waivers').update({
      requested_at: new Date(Date.now() - 3 * HOUR_MS),
      expires_at: new Date(Date.now() - HOUR_MS),
    });
    expect(
      (await gate('tenants', 'owners-acknowledged')).waiver,
    ).toBeUndefined();
    const withdrawn = await call('POST', `/waivers/${id}/withdraw`, {});
    expect(withdrawn.body.state).toBe('withdrawn');
    expect((await call('POST', '/waivers/nothing/approve', {})).status).toBe(
      404,
    );
    expect(await audited()).toEqual([
      'vlan-plan.request-waiver success',
      'vlan-plan.approve-waiver failure',
      'vlan-plan.approve-waiver success',
      'vlan-plan.withdraw-waiver success',
    ]);
  });

  it('the database itself refuses one person as both', async () => {
    await start();
    const both = knex('vlan_plan_waivers').insert({
      id: '00000000-0000-4000-8000-000000000001',
      wave: 'a',
      gate: 'evidence-fresh',
      substance: 'x',
      ticket: 't',
      reason: 'r',
      requested_by: 'user:default/one',
      requested_at: new Date(),
      expires_at: new Date(Date.now() + HOUR_MS),
      approved_by: 'user:default/one',
      approved_at: new Date(),
    });
    await expect(both).rejects.toThrow(/second_person/);
  });

  it('turns gates red when a source can no longer be read', async () => {
    await start();
    edge.gives([failed('source')]);
    await portal.collect();
    expect(await gate('tenants', 'pointers-listed')).toMatchObject({
      state: 'red',
      unknown: true,
    });
    const { counts } = await portal.client.vlanPlan.simulateWave('tenants');
    expect(counts).toEqual({ kept: 0, broken: 0, unknown: 1 });
  });

  it('says where a plan is wrong, that it is missing, and that there is none', async () => {
    await start(PLAN.replace('vid: 20', 'vid: 20000'));
    const wrong = await portal.client.vlanPlan.board();
    expect(wrong).toMatchObject({
      status: 'invalid',
      problems: [
        {
          file: 'plan.yaml',
          line: 11,
          field: 'waves[0].workloads[0].target.vid',
        },
      ],
      waves: [],
    });
    expect((await call('GET', '/workloads')).status).toBe(409);
    await portal.stop();

    await start(null);
    expect(await portal.client.vlanPlan.board()).toMatchObject({
      status: 'unreadable',
      message: expect.stringMatching(/does not exist/),
    });
    expect((await call('GET', '/waves/tenants/runbook')).status).toBe(503);
    await portal.stop();

    knex = await databases.init();
    portal = await TestPortal.start({ knex, collectors: [] });
    expect(await portal.client.vlanPlan.board()).toMatchObject({
      status: 'none',
    });
    expect((await call('GET', '/workloads')).status).toBe(404);
  });

  it.each([
    ['GET', '', 'itops.vlan-plan.read'],
    ['GET', '/workloads', 'itops.vlan-plan.read'],
    ['GET', '/waves/tenants/simulate', 'itops.inventory.read'],
    ['GET', '/waves/tenants/runbook', 'itops.inventory.read'],
    ['POST', '/simulate', 'itops.inventory.read'],
    ['POST', '/waves/tenants/acknowledge', 'itops.vlan-plan.update'],
    ['POST', '/waves/tenants/verify', 'itops.vlan-plan.update'],
    ['POST', '/waves/tenants/waivers', 'itops.vlan-plan.waive'],
    ['POST', '/waivers/x/approve', 'itops.vlan-plan.waive'],
    ['POST', '/waivers/x/withdraw', 'itops.vlan-plan.waive'],
  ])('%s %s needs %s', async (method, where, permission) => {
    await start();
    portal.denied.add(permission);
    const body = method === 'POST' ? {} : undefined;
    const answer = await call(method, where, body);
    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toContain(permission);
  });

  it('decisions are people’s, never a service’s', async () => {
    await start();
    const answer = await call(
      'POST',
      '/waves/tenants/verify',
      {},
      { authorization: mockCredentials.service.header() },
    );
    expect(answer.status).toBe(403);
  });
});
