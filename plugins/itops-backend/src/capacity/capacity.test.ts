import { MeasuredSeries } from '@sankofa/plugin-itops-node';
import { Fact, METRICS_PASS, MetricPoint } from '@sankofa/site-model';
import { Knex } from 'knex';
import { TestPortal } from '../__testUtils__/TestPortal';
import { FakeCollector } from '../__testUtils__/collectors';
import { testDatabase } from '../__testUtils__/testDatabase';
import { DatabaseMetricStore } from './DatabaseMetricStore';
import { admit, Identity } from './identities';

jest.setTimeout(60_000);

const SOURCE = 'proxmox/lab';
const step = (at: number, values: Partial<MetricPoint> = { cpu: at }) => ({
  at,
  stepSeconds: 300,
  ...values,
});
const series = (
  subject: string,
  points: MetricPoint[],
  more: Partial<MeasuredSeries> = {},
): MeasuredSeries => ({ subject, points, limits: {}, ...more });

describe('whose a measurement is', () => {
  const guest = (more: Partial<MeasuredSeries> = {}) =>
    series(
      'guest:100',
      [0, 300, 600, 900, 1200].map(at => step(at)),
      more,
    );
  const times = (...args: Parameters<typeof admit>) =>
    admit(...args)?.points.map(({ at }) => at);
  const a: Identity = { identity: 'lxc a', confirmed: 1300 };

  it('is nobody’s while nobody knows who has the number', () => {
    expect(admit(guest(), undefined, undefined)).toBeUndefined();
  });

  it('is the guest’s since it was started, up to when it was last seen', () => {
    expect(times(guest({ sameSince: 300 }), a, undefined)).toEqual([
      300, 600, 900,
    ]);
    // A guest that does not run may have come a moment ago.
    expect(times(guest(), a, undefined)).toEqual([]);
  });

  it('goes on for the same one', () => {
    const known = { identity: 'lxc a', since: 600, confirmed: 700 };
    expect(times(guest(), a, known)).toEqual([600, 900]);
  });

  it('is never inherited by the next one with the number', () => {
    const known = { identity: 'lxc before', since: 0, confirmed: 850 };
    expect(times(guest(), a, known)).toEqual([]);
    const started = admit(guest({ sameSince: 100 }), a, known)!;
    expect(started.since).toBe(850);
    expect(started.points.map(({ at }) => at)).toEqual([900]);
  });

  it('is a node’s or storage’s by its name', () => {
    expect(times(series('node:a', [step(0)]), undefined, undefined)).toEqual([
      0,
    ]);
  });
});

describe('the store of measurements', () => {
  const database = testDatabase();
  let knex: Knex;
  let store: DatabaseMetricStore;
  const nobody = () => undefined;
  const all = { from: 0, to: 1e9 };

  beforeEach(async () => {
    knex = await database.init();
    store = DatabaseMetricStore.create({ knex });
  });

  async function stored(subject: string) {
    const found = (await store.subjects()).find(
      item => item.subject === subject,
    );
    return found && (await store.read([found.id], all)).get(found.id);
  }

  it('is the same after the same was written twice', async () => {
    const points = [step(0), step(300, { memory: 5 }), step(900, {})];
    await store.write(SOURCE, [series('node:a', points)], nobody);
    const first = await stored('node:a');
    await store.write(SOURCE, [series('node:a', points)], nobody);
    expect(await stored('node:a')).toEqual(first);
    expect(first).toEqual(points);
    expect(await knex('metric_points').count('* as n')).toEqual([{ n: '3' }]);
  });

  it('keeps what was known of a step when less is known now, and takes what is new', async () => {
    await store.write(
      SOURCE,
      [series('node:a', [step(0, { cpu: 1, memory: 2 })])],
      nobody,
    );
    await store.write(
      SOURCE,
      [series('node:a', [step(0, { cpu: 7 }), step(0, { cpu: 7 })])],
      nobody,
    );
    expect(await stored('node:a')).toEqual([step(0, { cpu: 7, memory: 2 })]);
  });

  it('gives each of two runs at once its points, and one subject', async () => {
    const write = (at: number) =>
      store.write(SOURCE, [series('node:a', [step(at)])], nobody);
    await Promise.all([0, 300, 600, 900].map(write));
    expect(await store.subjects()).toHaveLength(1);
    expect(await stored('node:a')).toHaveLength(4);
  });

  it('begins anew for another guest with the number', async () => {
    const as = (identity: string, confirmed: number) => () => ({
      identity,
      confirmed,
    });
    const guest = (points: MetricPoint[]) => [
      series('guest:100', points, { sameSince: 0 }),
    ];
    await store.write(SOURCE, guest([step(0)]), as('lxc a', 400));
    await store.write(
      SOURCE,
      guest([step(0), step(300), step(600)]),
      as('lxc b', 1000),
    );
    expect(await stored('guest:100')).toEqual([step(600)]);
    expect(await knex('metric_subjects').count('* as n')).toEqual([{ n: '2' }]);
  });

  it('averages whole days by the length of their steps', async () => {
    const day = 86_400;
    await store.write(
      SOURCE,
      [
        series('node:a', [
          { at: 0, stepSeconds: 1800, cpu: 10 },
          { at: 1800, stepSeconds: 300, cpu: 80 },
          { at: 2100, stepSeconds: 300 },
          { at: day, stepSeconds: 300, cpu: 5 },
        ]),
      ],
      nobody,
    );
    const [{ id }] = await store.subjects();
    const days = await store.readDays([id], { from: 0, to: 2 * day });
    expect(days.get(id)).toEqual([
      { at: 0, stepSeconds: 2400, cpu: 20 },
      { at: day, stepSeconds: 300, cpu: 5 },
    ]);
  });

  it('forgets what is old, and guests of whom nothing is left', async () => {
    const as = (identity: string, confirmed: number) => () => ({
      identity,
      confirmed,
    });
    const guest = (at: number, sameSince: number) => [
      series('guest:100', [step(at)], { sameSince }),
    ];
    await store.write(SOURCE, guest(300, 100), as('lxc a', 700));
    await store.write(SOURCE, guest(900, 800), as('lxc b', 1300));
    expect(await store.prune(800)).toBe(1);
    expect(await stored('guest:100')).toEqual([step(900)]);
    expect(await knex('metric_subjects').count('* as n')).toEqual([{ n: '1' }]);
  });
});

describe('capacity over the API', () => {
  const database = testDatabase();
  const GIB = 1024 ** 3;
  let portal: TestPortal;
  let inventory: FakeCollector;
  let metrics: FakeCollector;

  const scope = (name: string, facts: Fact[] = []) => ({
    scope: name,
    completeness: 'complete' as const,
    facts,
  });
  const mac = (vmid: number) => `bc:24:11:00:00:${vmid % 100}`;
  const guestFacts = (vmid: number, macs: string): Fact[] => [
    {
      kind: 'guest-config',
      key: `${vmid}`,
      value: {
        vmid,
        interfaces: [
          {
            id: 'net0',
            mac: macs,
            bridge: 'vmbr0',
            trunks: [],
            linkDown: false,
            addresses: [],
            dynamic: false,
          },
        ],
        agentEnabled: false,
        pendingAddresses: [],
        onBoot: false,
        protection: false,
      },
    },
  ];
  const inventoryOf = (macs: string = mac(110)) => [
    scope('source', [
      ...['a', 'b'].map(
        (name): Fact => ({
          kind: 'node',
          key: name,
          value: { name, status: 'online' },
        }),
      ),
      {
        kind: 'guest',
        key: '110',
        value: {
          vmid: 110,
          type: 'lxc',
          name: 'web',
          node: 'a',
          status: 'running',
          template: false,
          tags: ['web'],
          milliCores: 8000,
          memoryBytes: 8 * GIB,
        },
      },
    ]),
    ...['a', 'b'].map(name =>
      scope(`node:${name}`, [
        {
          kind: 'node-detail',
          key: name,
          value: {
            node: name,
            cores: 16,
            sockets: 2,
            memoryBytes: 32 * GIB,
          },
        },
      ]),
    ),
    scope('guest:110', guestFacts(110, macs)),
  ];
  const week = (values: Partial<MetricPoint>) => {
    const now = Math.floor(Date.now() / 1_800_000) * 1800;
    return Array.from({ length: 335 }, (_, index) => ({
      at: now - (335 - index) * 1800,
      stepSeconds: 1800,
      ...values,
    }));
  };

  beforeAll(async () => {
    inventory = FakeCollector.create(SOURCE).gives(inventoryOf());
    metrics = FakeCollector.create(SOURCE, METRICS_PASS).gives([
      scope('source'),
    ]);
    portal = await TestPortal.start({
      knex: await database.init(),
      collectors: [inventory, metrics],
      config: {
        itops: {
          capacity: {
            nodes: [{ name: 'b', lifecycle: 'retiring', note: 'firewall' }],
          },
        },
      },
    });
    await portal.collect();
    metrics.gives([scope('source'), scope('node:a'), scope('node:b')], {
      metrics: [
        series('node:a', week({ cpu: 3000, memory: 4 * GIB }), {
          limits: { milliCores: 32_000, memoryBytes: 32 * GIB },
        }),
        series(
          'guest:110',
          week({ cpu: 400, memory: GIB, netIn: 1, netOut: 1 }),
          {
            sameSince: 0,
            limits: { milliCores: 8000 },
          },
        ),
        series('storage:nas', [step(0, { disk: 5 })], {
          limits: { diskBytes: 10 },
          storage: {
            storage: 'nas',
            node: 'a',
            type: 'nfs',
            shared: true,
            usedBytes: 5,
            totalBytes: 10,
          },
        }),
      ],
    });
    await portal.collect();
    await portal.until(async () => {
      const { items } = await portal.client.capacity.nodes();
      return items[0]?.cpu.usage.state === 'measured';
    });
  });
  afterAll(() => portal.stop());

  it('says of nodes what was given out and used, and what is planned', async () => {
    const answer = await portal.client.capacity.nodes();
    expect(
      answer.items.map(({ name, lifecycle }) => [name, lifecycle]),
    ).toEqual([
      ['a', 'active'],
      ['b', 'retiring'],
    ]);
    expect(answer.items[0].cpu).toMatchObject({
      total: 32_000,
      allocated: 8000,
      overcommit: 0.25,
      usage: { state: 'measured', p95: 3000 },
    });
    expect(answer.items[0].metricsFreshness.freshness).toBe('fresh');
    expect(answer.items[1].cpu.usage).toEqual({
      state: 'insufficient_data',
      coverage: 0,
    });
    expect(answer.items[0].subscription).toMatchObject({ state: 'unknown' });
  });

  it('lists guests, also only those with too much', async () => {
    const { guests } = portal.client.capacity;
    const page = await portal.client.capacity.guests({ oversized: true });
    expect(page.items).toMatchObject([
      {
        vmid: 110,
        activity: 'busy',
        oversized: [
          { resource: 'cpu', suggested: 1000 },
          { resource: 'memory', suggested: 1.5 * GIB },
        ],
      },
    ]);
    expect(
      (await guests.call(portal.client.capacity, { oversized: false })).total,
    ).toBe(0);
  });

  it('counts a shared storage once', async () => {
    const { items } = await portal.client.capacity.storages();
    expect(items).toMatchObject([
      { storages: ['nas'], usedBytes: 5, totalBytes: 10 },
    ]);
  });

  it('shows a series with its gaps, and refuses what it does not have', async () => {
    const ask = (subject: string) =>
      portal.client.capacity.series({ source: SOURCE, subject });
    const answer = await ask('node:a');
    expect(answer.points.length).toBeGreaterThan(300);
    expect(answer.points[0]).toMatchObject({ stepSeconds: 1800, cpu: 3000 });
    await expect(ask('node:nobody')).rejects.toMatchObject({
      response: { status: 404 },
    });
    await expect(ask('anything')).rejects.toMatchObject({
      response: { status: 400 },
    });
  });

  it('says what nodes are built of, and that the rest is unknown', async () => {
    const { items, unknownNodes } = await portal.client.capacity.hardware();
    expect(items[0]).toMatchObject({
      name: 'a',
      cores: 16,
      hardwareFreshness: { freshness: 'never' },
      declared: [],
    });
    expect(items[0]).not.toHaveProperty('disks');
    expect(unknownNodes).toEqual([]);
  });

  it('advises where a guest could go, and why not elsewhere', async () => {
    const answer = await portal.client.capacity.placement({
      milliCores: 2000,
      memoryBytes: GIB,
    });
    expect(answer.ranked.map(({ nodeId }) => nodeId)).toEqual([`${SOURCE}/a`]);
    expect(answer.rejected).toMatchObject([
      { nodeId: `${SOURCE}/b`, reasons: [{ code: 'lifecycle' }] },
    ]);
    await expect(
      portal.client.capacity.placement({ milliCores: 0, memoryBytes: 1 }),
    ).rejects.toMatchObject({ response: { status: 400 } });
  });

  it('advises the same to templates and assistants', async () => {
    const { status, body } = await portal.act('advise-placement', {
      cores: 2,
      memoryMib: 1024,
      awayFromTags: ['web'],
    });
    expect(status).toBe(200);
    expect(body.output.ranked).toEqual([]);
    expect(body.output.rejected).toMatchObject([
      { reasons: [{ code: 'anti-affinity' }] },
      { reasons: [{ code: 'lifecycle' }] },
    ]);
  });

  it('proposes changes and makes none', async () => {
    const answer = await portal.client.capacity.consolidation();
    expect(answer.moves).toEqual([]);
    expect(answer.kept.map(({ nodeId }) => nodeId).sort()).toEqual([
      `${SOURCE}/a`,
      `${SOURCE}/b`,
    ]);
  });

  it('needs the permission to read the inventory', async () => {
    portal.denied.add('itops.inventory.read');
    const { capacity } = portal.client;
    const refused = { response: { status: 403 } };
    await expect(capacity.nodes()).rejects.toMatchObject(refused);
    await expect(capacity.guests()).rejects.toMatchObject(refused);
    await expect(capacity.storages()).rejects.toMatchObject(refused);
    await expect(
      capacity.series({ source: SOURCE, subject: 'node:a' }),
    ).rejects.toMatchObject(refused);
    await expect(
      capacity.placement({ milliCores: 1, memoryBytes: 1 }),
    ).rejects.toMatchObject(refused);
    await expect(capacity.consolidation()).rejects.toMatchObject(refused);
    await expect(capacity.hardware()).rejects.toMatchObject(refused);
    portal.denied.clear();
  });

  it('keeps what was measured of a guest until the inventory knows it', async () => {
    metrics.gives([scope('source')], {
      metrics: [series('guest:111', week({ cpu: 100 }), { sameSince: 0 })],
    });
    await portal.collect();
    const [source, ...others] = inventoryOf();
    const [, , known] = source.facts;
    inventory.gives([
      {
        ...source,
        facts: [
          ...source.facts,
          {
            ...known,
            key: '111',
            value: { ...known.value, vmid: 111 },
          } as Fact,
        ],
      },
      ...others,
      scope('guest:111', guestFacts(111, mac(111))),
    ]);
    metrics.gives([scope('source')]);
    await portal.collect();
    await portal.until(async () => {
      const { items } = await portal.client.capacity.guests();
      return items[1]?.usage.cpu.state === 'measured';
    });
    const { points } = await portal.client.capacity.series({
      source: SOURCE,
      subject: 'guest:111',
    });
    expect(points.at(-1)).toMatchObject({ cpu: 100 });
  });

  it('gives another guest with the number none of the history', async () => {
    inventory.gives(inventoryOf('bc:24:11:ff:ff:ff'));
    metrics.gives([scope('source')]);
    await portal.collect();
    await portal.until(async () => {
      const { items } = await portal.client.capacity.guests();
      return items[0].usage.cpu.state === 'insufficient_data';
    });
    await expect(
      portal.client.capacity.series({ source: SOURCE, subject: 'guest:110' }),
    ).rejects.toMatchObject({ response: { status: 404 } });
  });
});
