import { CollectionResult, Collector } from '@sankofa/plugin-itops-node';
import {
  collect,
  collectorsOf,
  factsOf,
  outcomeOf,
  outcomes,
  scopeOf,
} from './__testUtils__/collect';
import {
  FakeAnswer,
  FakePve,
  auditorPermissions,
  routes,
  soundRoutes,
  startFakePve,
} from './__testUtils__/fakePve';

let fake: FakePve | undefined;
afterEach(() => fake?.stop());

const agentPath = '/nodes/two/qemu/201/agent/network-get-interfaces';
const list = soundRoutes['/cluster/resources'] as Record<string, unknown>[];

function withGuest(vmid: number, changes: Record<string, unknown>): FakeAnswer {
  return {
    data: list.map(row => (row.vmid === vmid ? { ...row, ...changes } : row)),
  };
}

async function start(
  changes: Record<string, FakeAnswer | (() => FakeAnswer)> = {},
): Promise<Collector> {
  await fake?.stop();
  fake = await startFakePve(routes(changes));
  return collectorsOf({
    endpoints: [{ url: fake.url, fingerprint: fake.fingerprint }],
    requestTimeout: { seconds: 2 },
  }).addresses;
}

async function run(
  changes?: Record<string, FakeAnswer | (() => FakeAnswer)>,
): Promise<CollectionResult> {
  return collect(await start(changes));
}

it('looks into every running guest', async () => {
  const result = await run();
  expect(outcomes(result)).toEqual({
    source: 'complete',
    'guest:101': 'complete',
    'guest:102': 'complete',
    'guest:201': 'complete',
  });
  expect(factsOf(result, 'guest-addresses').map(fact => fact.value)).toEqual([
    {
      vmid: 101,
      via: 'container',
      interfaces: [
        {
          name: 'eth0',
          mac: '02:00:00:00:01:01',
          addresses: ['10.9.0.101/24'],
        },
      ],
    },
    { vmid: 102, via: 'container', interfaces: [] },
    { vmid: 201, via: 'agent', interfaces: [] },
  ]);
  expect(fake?.methods).toEqual(new Set(['GET']));
});

it.each([
  ['stopped', 101, { status: 'stopped' }, '/nodes/one/lxc/101/interfaces'],
  ['a template', 201, { template: 1 }, agentPath],
])('does not ask a guest that is %s', async (_, vmid, changes, path) => {
  const result = await run({ '/cluster/resources': withGuest(vmid, changes) });
  expect(outcomeOf(result, `guest:${vmid}`)).toBe('complete');
  expect(scopeOf(result, `guest:${vmid}`).facts).toEqual([]);
  expect(fake?.asked).not.toContain(path);
});

it.each([
  [
    'has no agent configured',
    { status: 500, text: 'No QEMU guest agent configured' },
    'complete',
  ],
  ['stopped since', { status: 500, text: 'VM 201 is not running' }, 'complete'],
  [
    'has an agent that does not answer',
    { status: 500, text: 'QEMU guest agent is not running' },
    'partial: agent-not-running',
  ],
  [
    'has an agent that may not answer',
    { data: { result: { error: { class: 'CommandNotFound', desc: 'x' } } } },
    'partial: agent-blocked',
  ],
  ['fails', { status: 500, text: 'boom' }, 'failed: guest-unreadable'],
  ['is refused', { status: 403, text: 'no' }, 'failed: forbidden'],
  ['answers nothing', { data: null }, 'failed: invalid-answer'],
  ['answers a list', { data: [] }, 'failed: invalid-answer'],
])(
  'tells a machine that %s, and the others go on',
  async (_, answer, outcome) => {
    const result = await run({ [agentPath]: answer });
    expect(outcomes(result)).toMatchObject({
      source: 'complete',
      'guest:101': 'complete',
      'guest:201': outcome,
    });
    expect(scopeOf(result, 'guest:201').facts).toEqual([]);
  },
);

it('does not give up what was seen in a container that is said to run and shows nothing', async () => {
  const path = '/nodes/one/lxc/101/interfaces';
  expect(outcomeOf(await run({ [path]: { data: null } }), 'guest:101')).toBe(
    'partial: guest-unreadable',
  );
  expect(outcomeOf(await run({ [path]: { data: [] } }), 'guest:101')).toBe(
    'failed: invalid-answer',
  );
  const unknown = await run({
    [path]: { data: null },
    '/cluster/resources': withGuest(101, { status: 'unknown' }),
  });
  expect(outcomeOf(unknown, 'guest:101')).toBe('complete');
});

it('leaves a dead agent alone in the next runs and still says that it is dead', async () => {
  const collector = await start({
    [agentPath]: { status: 500, text: 'QEMU guest agent is not running' },
  });
  for (let i = 0; i < 3; i++) {
    expect(outcomeOf(await collect(collector), 'guest:201')).toBe(
      'partial: agent-not-running',
    );
  }
  expect(fake?.asked.filter(path => path === agentPath)).toHaveLength(1);
});

it('does not ask machines when the privilege for it is missing, and names it', async () => {
  const permissions = structuredClone(auditorPermissions) as Record<
    string,
    Record<string, number>
  >;
  delete permissions['/vms']['VM.GuestAgent.Audit'];
  const result = await run({
    '/access/permissions': { data: permissions },
    '/version': { data: { version: '9.0.1' } },
  });
  expect(outcomes(result)).toEqual({
    source: 'complete',
    'guest:101': 'complete',
    'guest:102': 'complete',
    'guest:201': 'partial: insufficient-privileges',
  });
  expect(scopeOf(result, 'guest:201').error?.message).toContain(
    'lacks VM.GuestAgent.Audit@/vms:',
  );
  expect(fake?.asked).not.toContain(agentPath);
});

it('does not look into guests of an offline node', async () => {
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
    'guest:101': 'complete',
    'guest:102': 'failed: node-offline',
    'guest:201': 'failed: node-offline',
  });
});

it('fails whole when the list cannot be read', async () => {
  expect(outcomes(await run({ '/access/permissions': { data: {} } }))).toEqual({
    source: 'failed: insufficient-privileges',
  });
});
