import { CollectionResult } from '@sankofa/plugin-itops-node';
import {
  FakeAnswer,
  FakePve,
  auditorPermissions,
  routes,
  soundRoutes,
  startFakePve,
} from './__testUtils__/fakePve';
import {
  collect,
  collectorsOf,
  factsOf,
  outcomeOf,
  outcomes,
  scopeOf,
} from './__testUtils__/collect';

let fake: FakePve | undefined;
afterEach(() => fake?.stop());

const { signal } = new AbortController();

/** One run against the small sound cluster with some answers replaced. */
async function run(
  changes: Record<string, FakeAnswer | (() => FakeAnswer)> = {},
  options: object = {},
): Promise<CollectionResult> {
  fake = await startFakePve(routes(changes));
  const { inventory } = collectorsOf({
    endpoints: [{ url: fake.url, fingerprint: fake.fingerprint }],
    requestTimeout: { seconds: 2 },
    ...options,
  });
  const result = await collect(inventory);
  expect(fake.methods).toEqual(new Set(['GET']));
  expect(JSON.stringify(result)).not.toContain('canary');
  return result;
}

const guests = soundRoutes['/cluster/resources'] as Record<string, unknown>[];

it('reads a sound cluster with one call for each guest and no scope left out', async () => {
  const result = await run();
  expect(outcomes(result)).toEqual({
    source: 'complete',
    'node:one': 'complete',
    'node:two': 'complete',
    'guest:101': 'complete',
    'guest:102': 'complete',
    'guest:201': 'complete',
  });
  expect(result.scopes[0].scope).toBe('source');
  expect(result.transport).toBe('api');
  expect(result.note).toBeUndefined();
  expect(fake?.asked[0]).toBe('/access/permissions');
  expect(fake?.asked.filter(path => /\/(lxc|qemu)\//.test(path))).toHaveLength(
    3,
  );
  expect(factsOf(result, 'cluster')[0].value).toEqual({
    name: 'attic',
    version: '9.1.4',
    quorate: true,
    members: [
      { name: 'one', address: '10.9.0.1' },
      { name: 'two', address: '10.9.0.2' },
    ],
  });
  expect(factsOf(result, 'guest-config')[0].value).toMatchObject({
    vmid: 101,
    name: 'mail',
    interfaces: [{ addresses: ['10.9.0.101/24'] }],
  });
});

it('says the same in two runs over an unchanged cluster', async () => {
  const once = await run();
  await fake?.stop();
  expect((await run()).scopes).toEqual(once.scopes);
});

describe('privileges', () => {
  it('fails with all that is missing when there are none: the empty lists are never published', async () => {
    const result = await run({
      '/access/permissions': { data: {} },
      '/cluster/resources': { data: [] },
    });
    expect(outcomes(result)).toEqual({
      source: 'failed: insufficient-privileges',
    });
    expect(result.scopes[0].error?.message).toMatch(
      /ro@pve!test lacks VM\.Audit@\/vms, Sys\.Audit@\/.*VM\.GuestAgent\.Audit@\/vms/,
    );
    expect(fake?.asked).toEqual(['/access/permissions', '/version']);
  });

  it('is partial where the list of guests may be incomplete, and still reads what it may', async () => {
    const result = await run({
      '/access/permissions': {
        data: { '/vms/101': { 'VM.Audit': 1, 'Sys.Audit': 1 } },
      },
      '/cluster/status': { status: 403 },
      '/cluster/resources': { data: guests.slice(0, 3) },
    });
    expect(outcomes(result)).toEqual({
      source: 'partial: insufficient-privileges',
      'node:one': 'partial: insufficient-privileges',
      'node:two': 'partial: insufficient-privileges',
      'guest:101': 'complete',
    });
    expect(fake?.asked).not.toContain('/cluster/status');
    expect(fake?.asked).not.toContain('/nodes/one/status');
  });

  it.each([
    ['/storage', 'Datastore.Audit@/storage', 'complete'],
    ['/sdn', 'SDN.Audit@/sdn', 'partial: insufficient-privileges'],
  ])(
    'names %s when only that is missing, on the scopes that rest on it',
    async (path, name, source) => {
      const { [path]: _, ...permissions } = auditorPermissions;
      const result = await run({
        '/access/permissions': { data: permissions },
      });
      expect(outcomeOf(result, 'source')).toBe(source);
      expect(outcomeOf(result, 'node:one')).toBe(
        'partial: insufficient-privileges',
      );
      expect(scopeOf(result, 'node:one').error?.message).toContain(
        `lacks ${name}:`,
      );
      expect(outcomeOf(result, 'guest:101')).toBe('complete');
    },
  );

  it('fails with the remedy when the token is refused, after one call', async () => {
    const result = await run({
      '/access/permissions': { status: 401, text: 'Authentication failed!' },
    });
    expect(outcomes(result)).toEqual({ source: 'failed: unauthorized' });
    expect(fake?.asked).toHaveLength(1);
  });
});

describe('the cluster', () => {
  it('is partial when it is not quorate', async () => {
    const result = await run({
      '/cluster/status': {
        data: [
          { type: 'cluster', name: 'attic', quorate: 0 },
          { type: 'node', name: 'one', online: 1 },
          { type: 'node', name: 'two', online: 1 },
        ],
      },
    });
    expect(outcomeOf(result, 'source')).toBe('partial: not-quorate');
  });

  it('may be a single node without a cluster', async () => {
    const result = await run({
      '/cluster/status': {
        data: [{ type: 'node', name: 'one', online: 1, ip: '10.9.0.1' }],
      },
      '/cluster/resources': { data: guests.filter(row => row.node === 'one') },
    });
    expect(outcomes(result)).toEqual({
      source: 'complete',
      'node:one': 'complete',
      'guest:101': 'complete',
    });
    expect(factsOf(result, 'cluster')[0].value).toEqual({
      name: 'one',
      version: '9.1.4',
      members: [{ name: 'one', address: '10.9.0.1' }],
    });
  });

  it('is partial when nobody can say whether it is quorate', async () => {
    const result = await run({ '/cluster/status': { data: [] } });
    expect(outcomeOf(result, 'source')).toBe('partial: invalid-answer');
    expect(outcomeOf(result, 'guest:101')).toBe('complete');
    // Name and addresses of the members stay as they were read before.
    expect(factsOf(result, 'cluster')).toEqual([]);
  });

  it.each([
    ['nothing', []],
    ['null', null],
    ['an object', {}],
    ['guests without nodes', guests.filter(row => row.type !== 'node')],
    ['a guest without number', [...guests, { type: 'lxc', node: 'one' }]],
  ])('fails whole when its list is %s', async (_, data) => {
    const result = await run({ '/cluster/resources': { data } });
    expect(outcomes(result)).toEqual({ source: 'failed: invalid-answer' });
  });

  it('reports no guests as no guests when privileges are fine: the removal guard decides', async () => {
    const result = await run({
      '/cluster/resources': {
        data: guests.filter(row => row.type === 'node'),
      },
    });
    expect(outcomeOf(result, 'source')).toBe('complete');
    expect(factsOf(result, 'guest')).toEqual([]);
  });

  it('is complete although a node is offline; that node and its guests are not', async () => {
    const result = await run({
      '/cluster/status': {
        data: [
          { type: 'cluster', name: 'attic', quorate: 1 },
          { type: 'node', name: 'one', online: 1 },
          { type: 'node', name: 'two', online: 0 },
        ],
      },
    });
    expect(outcomes(result)).toEqual({
      source: 'complete',
      'node:one': 'complete',
      'node:two': 'failed: node-offline',
      'guest:101': 'complete',
      'guest:102': 'failed: node-offline',
      'guest:201': 'failed: node-offline',
    });
    expect(fake?.asked.some(path => path.startsWith('/nodes/two'))).toBe(false);
    expect(
      factsOf(result, 'guest').map(({ value }) => [value.vmid, value.status]),
    ).toEqual([
      [102, 'unknown'],
      [201, 'unknown'],
      [101, 'running'],
    ]);
  });

  it('asks a node that died just now three times, not once for each guest', async () => {
    const two = Array.from({ length: 30 }, (_, i) => ({
      type: 'lxc',
      vmid: 500 + i,
      node: 'two',
      status: 'running',
    }));
    fake = await startFakePve(path =>
      path.startsWith('/nodes/two')
        ? { status: 595, text: 'No route to host' }
        : routes({
            '/cluster/resources': { data: [...guests.slice(0, 3), ...two] },
          })(path),
    );
    const result = await collect(
      collectorsOf({
        endpoints: [{ url: fake.url, fingerprint: fake.fingerprint }],
        concurrency: 1,
      }).inventory,
    );
    expect(outcomeOf(result, 'node:two')).toBe('failed: node-offline');
    expect(outcomeOf(result, 'guest:529')).toBe('failed: node-offline');
    expect(outcomeOf(result, 'guest:101')).toBe('complete');
    expect(
      fake.asked.filter(path => path.startsWith('/nodes/two')),
    ).toHaveLength(3);
  });

  it('is partial when its SDN networks cannot be read, and whole when it does not know SDN', async () => {
    const refused = await run({
      '/cluster/sdn/vnets': { status: 500, text: 'x' },
    });
    expect(outcomeOf(refused, 'source')).toBe('partial: http-error');
    await fake?.stop();
    const old = await run({ '/cluster/sdn/vnets': { status: 501 } });
    expect(outcomeOf(old, 'source')).toBe('complete');
  });

  it('names its SDN networks with their subnets', async () => {
    const result = await run({
      '/cluster/sdn/vnets': {
        data: [{ vnet: 'lab', zone: 'plan', tag: '110' }],
      },
      '/cluster/sdn/vnets/lab/subnets': { data: [{ cidr: '10.9.2.0/24' }] },
    });
    expect(factsOf(result, 'vnet')[0].value).toEqual({
      name: 'lab',
      zone: 'plan',
      tag: 110,
      subnets: [{ cidr: '10.9.2.0/24' }],
    });
  });
});

describe('a node', () => {
  it('is partial when one of its readings fails, and keeps the others', async () => {
    const result = await run({
      '/nodes/one/storage': { status: 500, text: 'storage is not available' },
    });
    expect(outcomeOf(result, 'node:one')).toBe('partial: http-error');
    expect(
      scopeOf(result, 'node:one')
        .facts.map(({ kind }) => kind)
        .sort(),
    ).toEqual(['node-detail', 'node-interface', 'subscription']);
    expect(outcomeOf(result, 'node:two')).toBe('complete');
  });

  it('is complete although it cannot speak of a subscription', async () => {
    const result = await run({ '/nodes/one/subscription': { status: 501 } });
    expect(outcomeOf(result, 'node:one')).toBe('complete');
  });

  it('fails when nothing of it can be read', async () => {
    const bad: FakeAnswer = { data: 'nonsense' };
    const result = await run({
      '/nodes/one/network': bad,
      '/nodes/one/status': bad,
      '/nodes/one/storage': bad,
      '/nodes/one/subscription': bad,
    });
    expect(outcomeOf(result, 'node:one')).toBe('failed: invalid-answer');
  });
});

describe('a guest', () => {
  const path = '/nodes/one/lxc/101/pending';
  const lost = {
    status: 500,
    text: "Configuration file 'nodes/one/lxc/101.conf' does not exist",
  };
  const at = (node: string | undefined) => [
    ...guests.filter(row => row.vmid !== 101),
    ...guests
      .filter(row => row.vmid === 101 && node)
      .map(row => ({ ...row, node })),
  ];
  /** The list as it is at first, and another one when it is asked for again. */
  const listThen = (node: string | undefined) => {
    let calls = 0;
    return () => ({ data: calls++ === 0 ? guests : at(node) });
  };

  it.each([
    ['cannot be read', { status: 500, text: 'boom' }, 'guest-unreadable'],
    ['is refused', { status: 403, text: 'no' }, 'forbidden'],
    ['is gone but still listed', lost, 'guest-unreadable'],
    ['is nonsense', { data: [{ value: 1 }] }, 'invalid-answer'],
    ['is empty', { data: [] }, 'invalid-answer'],
    ['is null', { data: null }, 'invalid-answer'],
    ['never answers', 'silence' as const, 'timeout'],
  ])('fails alone when it %s', async (_, answer, reason) => {
    const result = await run(
      { [path]: answer },
      { requestTimeout: { milliseconds: 400 } },
    );
    expect(outcomes(result)).toMatchObject({
      source: 'complete',
      'guest:101': `failed: ${reason}`,
      'guest:102': 'complete',
      'guest:201': 'complete',
    });
    expect(factsOf(result, 'guest')).toHaveLength(3);
  });

  it('that moved meanwhile is read at its new place, and said to be there', async () => {
    const result = await run({
      [path]: lost,
      '/cluster/resources': listThen('two'),
      '/nodes/two/lxc/101/pending': {
        data: [{ key: 'hostname', value: 'mail' }],
      },
    });
    expect(outcomeOf(result, 'guest:101')).toBe('complete');
    expect(
      factsOf(result, 'guest').find(({ value }) => value.vmid === 101)?.value
        .node,
    ).toBe('two');
  });

  it('that was deleted meanwhile is not reported, also where a pool token gets 403', async () => {
    for (const answer of [lost, { status: 403, text: 'no' }]) {
      const result = await run({
        [path]: answer,
        '/cluster/resources': listThen(undefined),
      });
      expect(Object.keys(outcomes(result))).not.toContain('guest:101');
      expect(factsOf(result, 'guest').map(({ key }) => key)).toEqual([
        '102',
        '201',
      ]);
      expect(
        fake?.asked.filter(asked => asked === '/cluster/resources'),
      ).toHaveLength(2);
      await fake?.stop();
    }
  });

  it('is read by config?current=1 where a version has no pending view', async () => {
    const result = await run({
      ...Object.fromEntries(
        Object.keys(soundRoutes)
          .filter(name => name.endsWith('/pending'))
          .flatMap(name => [
            [name, { status: 501 }],
            [
              name.replace('/pending', '/config?current=1'),
              { data: { hostname: 'mail', digest: 'a' } },
            ],
          ]),
      ),
    });
    expect(outcomeOf(result, 'guest:201')).toBe('complete');
    expect(scopeOf(result, 'guest:101').facts[0]).toMatchObject({
      value: { name: 'mail' },
      locator: '/nodes/one/lxc/101/config?current=1',
    });
  });
});

describe('a run', () => {
  it('that is stopped ends at once and says so', async () => {
    fake = await startFakePve(() => 'silence');
    const { inventory } = collectorsOf({
      endpoints: [{ url: fake.url, fingerprint: fake.fingerprint }],
    });
    const begun = performance.now();
    const result = await collect(inventory, AbortSignal.timeout(300));
    expect(outcomes(result)).toEqual({ source: 'failed: timeout' });
    expect(performance.now() - begun).toBeLessThan(1_500);
  });

  it('that is stopped half-way keeps what it has, and names what it has not', async () => {
    fake = await startFakePve(
      routes({ '/nodes/two/lxc/102/pending': 'silence' }),
    );
    const { inventory } = collectorsOf({
      endpoints: [{ url: fake.url, fingerprint: fake.fingerprint }],
    });
    const result = await collect(inventory, AbortSignal.timeout(1_500));
    expect(outcomes(result)).toMatchObject({
      source: 'complete',
      'guest:101': 'complete',
      'guest:102': 'failed: timeout',
      'guest:201': 'complete',
    });
  });

  it('says which endpoint others had to stand in for', async () => {
    fake = await startFakePve(routes());
    const { inventory } = collectorsOf({
      endpoints: [
        { url: 'https://127.0.0.1:1', fingerprint: fake.fingerprint },
        { url: fake.url, fingerprint: fake.fingerprint },
      ],
    });
    const result = await collect(inventory);
    expect(outcomeOf(result, 'source')).toBe('complete');
    expect(result.note).toContain('127.0.0.1:1 refused');
  });

  it('fails with the reason when the CA file is not there', async () => {
    const { inventory } = collectorsOf({
      endpoints: [{ url: 'https://127.0.0.1:1', caFile: '/nowhere/ca.pem' }],
    });
    const result = await collect(inventory);
    expect(outcomes(result)).toEqual({ source: 'failed: file-missing' });
    expect(result.scopes[0].error?.message).toContain('/nowhere/ca.pem');
  });
});

describe('doctor', () => {
  it('has a line for configuration, each endpoint and the privileges', async () => {
    fake = await startFakePve(routes());
    const { inventory, addresses } = collectorsOf({
      endpoints: [
        { url: fake.url, fingerprint: fake.fingerprint },
        { url: 'https://127.0.0.1:1', fingerprint: fake.fingerprint },
      ],
    });
    const context = { signal, logger: {} as never };
    const checks = await inventory.check(context);
    expect(checks.map(({ status }) => status)).toEqual([
      'ok',
      'ok',
      'fail',
      'ok',
    ]);
    expect(checks[1].detail).toContain(fake.fingerprint);
    expect(checks[1].detail).toContain('9.1.4');
    expect(JSON.stringify(checks)).not.toContain('canary');
    expect(await addresses.check(context)).toEqual([]);
  });

  it('warns of missing privileges and of a single endpoint, and fails without any privilege', async () => {
    for (const [permissions, status] of [
      [{ '/vms': { 'VM.Audit': 1 } }, 'warn'],
      [{}, 'fail'],
    ] as const) {
      fake = await startFakePve(
        routes({ '/access/permissions': { data: permissions } }),
      );
      const { inventory } = collectorsOf({
        endpoints: [{ url: fake.url, fingerprint: fake.fingerprint }],
      });
      const checks = await inventory.check({ signal, logger: {} as never });
      expect(checks.map(check => check.status)).toEqual(['warn', 'ok', status]);
      expect(checks[2].detail).toContain('Sys.Audit@/nodes');
      await fake.stop();
    }
  });
});
