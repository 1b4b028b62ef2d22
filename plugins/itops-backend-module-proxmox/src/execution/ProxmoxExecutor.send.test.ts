import { selfSignedCertificate } from '@sankofa/plugin-itops-node/testUtils';
import { PlannedRequest } from '@sankofa/site-model';
import {
  WRITER,
  executorContext,
  executorOf,
  sendError,
} from '../__testUtils__/executorOf';
import {
  FakeAnswer,
  FakePve,
  FakeRequest,
  routes,
  startFakePve,
} from '../__testUtils__/fakePve';

const UPID = `UPID:one:0000459C:00032B7B:6B047CF0:vzstart:101:${WRITER}:`;
const context = executorContext();

const started: FakePve[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map(fake => fake.stop()));
});

/** A member that answers every write as told, and every reading soundly. */
async function member(
  answer: FakeAnswer | ((request: FakeRequest) => FakeAnswer),
  readings: Parameters<typeof routes>[0] = {},
): Promise<FakePve> {
  const fake = await startFakePve((path, request) => {
    if (request.method === 'GET') {
      return routes(readings)(path);
    }
    return typeof answer === 'function' ? answer(request) : answer;
  });
  started.push(fake);
  return fake;
}

const START: PlannedRequest = {
  executor: 'proxmox',
  method: 'POST',
  path: '/nodes/one/lxc/101/status/start',
  body: {},
};
const TAGS: PlannedRequest = {
  executor: 'proxmox',
  method: 'PUT',
  path: '/nodes/one/lxc/101/config',
  body: { tags: 'web;it' },
};

describe('a call that is taken', () => {
  it('is sent once, as a form, with the provisioning token, and answers with its task', async () => {
    const pve = await member({ data: UPID.replace('vzstart', 'vzcreate') });
    const create: PlannedRequest = {
      executor: 'proxmox',
      method: 'POST',
      path: '/nodes/one/lxc',
      body: { vmid: 101, net0: 'name=eth0,ip=dhcp', description: 'a\nb & c' },
    };
    const sent = await executorOf({ endpoints: [pve] }).send(create, context);
    expect(sent).toEqual({ task: UPID.replace('vzstart', 'vzcreate') });
    expect(pve.written).toEqual([
      {
        method: 'POST',
        path: '/nodes/one/lxc',
        form: {
          vmid: '101',
          net0: 'name=eth0,ip=dhcp',
          description: 'a\nb & c',
        },
        token: WRITER,
      },
    ]);
  });

  it('has no task where a configuration is written at once', async () => {
    const pve = await member({ data: null });
    const body = { tags: 'web', digest: 'abc' };
    const executor = executorOf({ endpoints: [pve] });
    expect(await executor.send({ ...TAGS, body }, context)).toEqual({});
    expect(pve.written).toMatchObject([{ method: 'PUT', form: body }]);
    expect(pve.asked).toHaveLength(1); // the digest of the plan is not looked up again
  });

  it('goes to the own endpoint of the node where one is configured', async () => {
    const [first, own] = [
      await member({ data: UPID }),
      await member({ data: UPID }),
    ];
    const endpoints = [first, { ...own, node: 'one' }];
    await executorOf({ endpoints }).send(START, context);
    expect(first.written).toEqual([]);
    expect(own.written).toHaveLength(1);
  });

  it('goes to the next endpoint where nothing was sent to the one before', async () => {
    const [gone, changed, good] = [
      await member({ data: UPID }),
      await member({ data: UPID }),
      await member({ data: UPID }),
    ];
    await gone.stop();
    const endpoints = [
      gone,
      { ...changed, fingerprint: selfSignedCertificate().fingerprint },
      { url: good.url, caFile: '/nowhere/ca.pem' },
      good,
    ];
    const sent = await executorOf({ endpoints }).send(START, context);
    expect(sent).toEqual({ task: UPID });
    expect(changed.asked).toEqual([]);
    expect(good.written).toHaveLength(1);
  });
});

describe('not applied', () => {
  it.each<[string, FakeAnswer]>([
    ['the token is refused', { status: 401 }],
    [
      'a privilege is missing',
      { status: 403, text: 'Permission check failed' },
    ],
    [
      'a parameter is wrong',
      { status: 400, text: 'Parameter verification failed.' },
    ],
    ['the guest is locked', { status: 500, text: 'CT is locked (backup)' }],
    ['the node is offline', { status: 595, text: 'Connection refused' }],
  ])('when %s; no other endpoint is asked', async (_, answer) => {
    const [pve, other] = [await member(answer), await member({ data: UPID })];
    const executor = executorOf({ endpoints: [pve, other] });
    const error = await sendError(executor.send(START, context));
    expect(error.outcome).toBe('not-applied');
    expect(error.message).toContain('POST /nodes/one/lxc/101/status/start');
    expect(pve.written).toHaveLength(1);
    expect(other.written).toEqual([]);
  });

  it('when no endpoint is reached; every one is named', async () => {
    const [a, b] = [await member({ data: UPID }), await member({ data: UPID })];
    await Promise.all([a.stop(), b.stop()]);
    const error = await sendError(
      executorOf({ endpoints: [a, b] }).send(START, context),
    );
    expect(error.outcome).toBe('not-applied');
    [a, b].forEach(({ url }) =>
      expect(error.message).toContain(url.slice('https://'.length)),
    );
  });

  it('when it is stopped before it begins', async () => {
    const pve = await member({ data: UPID });
    const executor = executorOf({ endpoints: [pve, pve] });
    const error = await sendError(
      executor.send(START, executorContext(AbortSignal.abort())),
    );
    expect(error.outcome).toBe('not-applied');
    expect(pve.asked).toEqual([]);
  });

  it('when it is none of the calls that there are', async () => {
    const pve = await member({ data: UPID });
    const error = await sendError(
      executorOf({ endpoints: [pve] }).send(
        { ...START, method: 'PUT', path: '/access/acl' },
        context,
      ),
    );
    expect(error.outcome).toBe('not-applied');
    expect(pve.asked).toEqual([]);
  });
});

describe('unknown, and never sent again', () => {
  it.each<[string, FakeAnswer]>([
    ['it is silent', 'silence'],
    ['the connection is cut', 'reset'],
    [
      'it answers 500 for an unknown reason',
      { status: 500, text: "bridge 'vmbr0' does not exist" },
    ],
    ['a proxy in front gives up', { status: 504, text: 'Gateway Timeout' }],
    [
      'the other member was reached and then lost',
      { status: 596, text: 'Connection timed out' },
    ],
    ['it answers a page', { raw: '<html>login</html>' }],
    ['it answers half an answer', { raw: '{"data":"UPID' }],
    ['it answers JSON of someone else', { raw: '{"ok":true}' }],
    ['it names no task', { data: null }],
    ['it names what is no task', { data: 'done' }],
    [
      'it names the task of another guest',
      { data: UPID.replace(':101:', ':102:') },
    ],
    [
      'it names the task of another node',
      { data: UPID.replace(':one:', ':two:') },
    ],
    ['it answers without end', { raw: ' '.repeat(300_000) }],
    ['it redirects', { status: 302, text: 'Found' }],
  ])('when %s', async (_, answer) => {
    const [pve, other] = [await member(answer), await member({ data: UPID })];
    const executor = executorOf(
      { endpoints: [pve, other] },
      { writeDeadlineMs: 300 },
    );
    const error = await sendError(executor.send(START, context));
    expect(error.outcome).toBe('unknown');
    expect(pve.written).toHaveLength(1);
    expect(other.written).toEqual([]);
  });
});

describe('the tags of a guest that has just been created', () => {
  const created = (...rows: object[]) => ({
    '/nodes/one/lxc/101/pending': {
      data: [
        { key: 'hostname', value: 'mail' },
        { key: 'digest', value: 'fresh' },
        ...rows,
      ],
    },
    '/nodes/one/lxc/101/status/current': { data: { status: 'stopped' } },
  });
  const ours = { key: 'description', value: 'Ticket T-1\nitops-change:c-1\n' };

  it('are written with the digest that the new guest has now', async () => {
    const pve = await member({ data: null }, created(ours));
    await executorOf({ endpoints: [pve] }).send(TAGS, context);
    expect(pve.written).toMatchObject([
      { path: TAGS.path, form: { tags: 'web;it', digest: 'fresh' } },
    ]);
  });

  it.each<[string, Parameters<typeof routes>[0], RegExp]>([
    ['no change of ours created it', created(), /only a guest .* created/],
    [
      'it is on another node',
      {
        ...created(ours),
        '/cluster/resources': {
          data: [
            { type: 'node', node: 'two' },
            { type: 'lxc', vmid: 101, node: 'two' },
          ],
        },
        '/nodes/two/lxc/101/pending':
          created(ours)['/nodes/one/lxc/101/pending'],
        '/nodes/two/lxc/101/status/current': { data: { status: 'stopped' } },
      },
      /created on one/,
    ],
    [
      'it cannot be read',
      {
        '/nodes/one/lxc/101/pending': {
          status: 595,
          text: 'Connection refused',
        },
      },
      /cannot be read/,
    ],
    [
      'it has no digest',
      { ...created(), '/nodes/one/lxc/101/pending': { data: [ours] } },
      /no digest/,
    ],
  ])('are not written when %s', async (_, readings, why) => {
    const pve = await member({ data: null }, readings);
    const error = await sendError(
      executorOf({ endpoints: [pve] }).send(TAGS, context),
    );
    expect(error.outcome).toBe('not-applied');
    expect(error.message).toMatch(why);
    expect(pve.written).toEqual([]);
  });
});
