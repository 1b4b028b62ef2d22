import { ConnectorError } from '@sankofa/plugin-itops-node';
import { PlannedRequest } from '@sankofa/site-model';
import {
  READER,
  WRITER,
  executorContext,
  executorOf,
} from '../__testUtils__/executorOf';
import {
  FakeAnswer,
  FakePve,
  auditorPermissions,
  routes,
  startFakePve,
} from '../__testUtils__/fakePve';
import { provisionerPermissions } from '../__testUtils__/provisioner';

const started: FakePve[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map(fake => fake.stop()));
});

async function serve(
  answer: (path: string, token: string) => FakeAnswer | undefined,
): Promise<FakePve> {
  const fake = await startFakePve((path, { token }) => answer(path, token));
  started.push(fake);
  return fake;
}

async function failure(promise: Promise<unknown>): Promise<ConnectorError> {
  const error = await promise.then(
    () => undefined,
    reason => reason,
  );
  expect(error).toBeInstanceOf(ConnectorError);
  expect(error.message).not.toContain('canary');
  return error;
}

/** The name of a task as Proxmox makes it; `at` is seconds since the epoch. */
function upid(
  type: string,
  at: number,
  { vmid = 101, user = WRITER, node = 'one' } = {},
): string {
  const start = at.toString(16).toUpperCase().padStart(8, '0');
  return `UPID:${node}:0000459C:00032B7B:${start}:${type}:${vmid}:${user}:`;
}

describe('readTask', () => {
  const TASK = upid('vzcreate', 1795456240);
  const PATH = `/nodes/one/tasks/${encodeURIComponent(TASK)}`;

  function read(pve: FakePve, fromLine = 0) {
    return executorOf({ endpoints: [pve] }).readTask(
      TASK,
      fromLine,
      executorContext(),
    );
  }

  const lines = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => ({
      n: from + i + 1,
      t: `line ${from + i + 1}`,
    }));

  /** A task whose log is served in pages as Proxmox does. */
  function task(status: object, log: { n: number; t: string }[] = lines(0, 3)) {
    return serve((path, token) => {
      if (token !== WRITER) {
        return { status: 403, text: 'Permission check failed' };
      }
      if (path === `${PATH}/status`) {
        return { data: status };
      }
      const url = new URL(path, 'https://pve');
      const start = Number(url.searchParams.get('start'));
      const limit = Number(url.searchParams.get('limit'));
      return url.pathname === `${PATH}/log`
        ? { data: log.slice(start, start + limit) }
        : undefined;
    });
  }

  it('tells that it runs, with the lines so far', async () => {
    const pve = await task({ status: 'running' });
    expect(await read(pve)).toEqual({
      state: 'running',
      log: ['line 1', 'line 2', 'line 3'],
      nextLine: 3,
    });
  });

  it('goes on from the line that was not seen yet', async () => {
    const pve = await task({ status: 'running' });
    expect(await read(pve, 2)).toMatchObject({ log: ['line 3'], nextLine: 3 });
    expect(await read(pve, 3)).toMatchObject({ log: [], nextLine: 3 });
  });

  it.each([
    ['OK', 'succeeded'],
    ['WARNINGS: 1', 'succeeded'],
    ["unable to create CT 7812 - volume 'x' does not exist", 'failed'],
    ['OK, but not really', 'failed'],
    ['unexpected status', 'failed'],
    ['interrupted by signal', 'failed'],
  ])('takes the exit "%s" as %s', async (exitstatus, state) => {
    const pve = await task({ status: 'stopped', exitstatus });
    expect(await read(pve)).toMatchObject({ state, exit: exitstatus });
  });

  it('reads a long log in pages, and after the status, so that it is whole', async () => {
    const pve = await task(
      { status: 'stopped', exitstatus: 'OK' },
      lines(0, 1_203),
    );
    const { log, nextLine } = await read(pve);
    expect(log).toHaveLength(1_203);
    expect(log.at(-1)).toBe('line 1203');
    expect(nextLine).toBe(1_203);
    expect(pve.asked).toHaveLength(4);
    expect(pve.asked[0]).toMatch(/\/status$/);
  });

  it('leaves what is beyond ten pages for the next time', async () => {
    const pve = await task({ status: 'running' }, lines(0, 6_000));
    expect((await read(pve)).nextLine).toBe(5_000);
    expect((await read(pve, 5_000)).nextLine).toBe(6_000);
  });

  it('does not take the stand-in of an empty log for a line', async () => {
    const pve = await task({ status: 'running' }, [{ n: 1, t: 'no content' }]);
    expect(await read(pve)).toMatchObject({ log: [], nextLine: 0 });
  });

  it.each<[string, FakeAnswer, string]>([
    [
      'it is over, and nobody says how',
      { data: { status: 'stopped' } },
      'invalid-answer',
    ],
    ['its node is offline', { status: 595, text: 'No route' }, 'node-offline'],
    [
      'it is unknown',
      { status: 400, text: 'Parameter verification failed.' },
      'http-error',
    ],
    ['it is silent', { raw: '{"data":' }, 'invalid-answer'],
  ])('says nothing about the task when %s', async (_, answer, reason) => {
    const pve = await serve(() => answer);
    expect((await failure(read(pve))).reason).toBe(reason);
  });

  it('asks nobody about what is no task', async () => {
    const pve = await serve(() => ({ data: {} }));
    const error = await failure(
      executorOf({ endpoints: [pve] }).readTask('../x', 0, executorContext()),
    );
    expect(error.reason).toBe('invalid-answer');
    expect(pve.asked).toEqual([]);
  });
});

describe('findTask', () => {
  const START: PlannedRequest = {
    executor: 'proxmox',
    method: 'POST',
    path: '/nodes/one/lxc/101/status/start',
    body: {},
  };
  /** So many seconds the clock of the node is ahead of ours. */
  const AHEAD = 600;
  const now = () => Math.floor(Date.now() / 1000);

  /** Lists these tasks; those of the node's clock. */
  async function find(
    tasks: string[],
    options: { secondsAgo?: number; request?: PlannedRequest } = {},
  ) {
    const { secondsAgo = 60, request = START } = options;
    const asked: URLSearchParams[] = [];
    const pve = await serve((path, token) => {
      const { pathname, searchParams } = new URL(path, 'https://pve');
      if (pathname === '/nodes/one/time' && token === READER) {
        return { data: { time: now() + AHEAD, timezone: 'UTC' } };
      }
      if (pathname === '/nodes/one/tasks' && token === WRITER) {
        asked.push(searchParams);
        return { data: tasks.map(each => ({ upid: each, type: 'x' })) };
      }
      return undefined;
    });
    const since = new Date(Date.now() - secondsAgo * 1000).toISOString();
    const found = await executorOf({ endpoints: [pve] }).findTask(
      request,
      since,
      executorContext(),
    );
    return { found, asked: asked[0] };
  }

  /** By the clock of the node, so many seconds after the call was sent a minute ago. */
  const after = (seconds: number) => now() + AHEAD - 60 + seconds;

  it('finds the task of a call by guest, type, token and time of the node', async () => {
    const wanted = upid('vzstart', after(1));
    const { found, asked } = await find([
      upid('vzstop', after(2)),
      upid('vzstart', after(1), { vmid: 102 }),
      upid('vzstart', after(1), { user: 'ro@pve!test' }),
      upid('vzstart', after(1), { user: 'rw@pve' }),
      upid('vzstart', after(-600)),
      'UPID:broken',
      wanted,
    ]);
    expect(found).toBe(wanted);
    expect(asked.get('source')).toBe('all');
    expect(asked.get('vmid')).toBe('101');
    expect(Math.abs(Number(asked.get('since')) - after(-5))).toBeLessThan(3);
  });

  it('takes the first after the call, not a later one', async () => {
    const [first, second] = [
      upid('vzstart', after(3)),
      upid('vzstart', after(30)),
    ];
    expect((await find([second, first])).found).toBe(first);
  });

  it('finds the start of a guest that is under high availability', async () => {
    const task = upid('hastart', after(1));
    expect((await find([task])).found).toBe(task);
  });

  it('finds the creation of a guest by the number that it was to get', async () => {
    const task = upid('vzcreate', after(1), { vmid: 140 });
    const request = {
      ...START,
      path: '/nodes/one/lxc',
      body: { vmid: 140, hostname: 'x' },
    };
    expect((await find([task], { request })).found).toBe(task);
  });

  it('says that there is none only when none can still come', async () => {
    const { found } = await find([upid('vzstart', after(-600))]);
    expect(found).toBeUndefined();
    const error = await failure(find([], { secondsAgo: 10 }));
    expect(error.reason).toBe('timeout');
    expect(error.message).toContain('still be under way');
  });

  it('knows that a configuration is written without a task', async () => {
    const request: PlannedRequest = {
      ...START,
      method: 'PUT',
      path: '/nodes/one/lxc/101/config',
    };
    const { found } = await find([upid('vzstart', after(1))], { request });
    expect(found).toBeUndefined();
  });

  it.each(['/nodes/one/time', '/nodes/one/tasks'])(
    'says nothing when %s cannot be read',
    async broken => {
      const pve = await serve(path =>
        path.startsWith(broken)
          ? { status: 595, text: 'No route' }
          : { data: path.endsWith('time') ? { time: now() } : [] },
      );
      const error = await failure(
        executorOf({ endpoints: [pve] }).findTask(
          START,
          new Date(0).toISOString(),
          executorContext(),
        ),
      );
      expect(error.reason).toBe('node-offline');
    },
  );
});

describe('check', () => {
  async function check(permissions: FakeAnswer, source: object = {}) {
    const fake = await startFakePve((path, request) =>
      request.token === WRITER && path === '/access/permissions'
        ? permissions
        : routes()(path),
    );
    started.push(fake);
    const checks = await executorOf({ endpoints: [fake], ...source }).check(
      executorContext(),
    );
    expect(JSON.stringify(checks)).not.toContain('canary');
    return checks;
  }

  it('asks the provisioning token what it may do', async () => {
    expect(await check({ data: provisionerPermissions })).toEqual([
      {
        status: 'ok',
        title: 'proxmox/attic: privileges for changes',
        detail: `Token ${WRITER} has what changes need, in its pool only.`,
      },
    ]);
  });

  it('fails over a token that may do everything, and does not list it all', async () => {
    const [{ status, detail }] = await check({ data: auditorPermissions });
    expect(status).toBe('fail');
    expect(detail).toContain('Datastore.Audit@/,');
    expect(detail).toContain('and 32 more');
  });

  it.each<[string, FakeAnswer]>([
    ['is refused', { status: 401 }],
    ['is answered with nonsense', { data: 'yes' }],
  ])('fails when the token %s', async (_, answer) => {
    expect(await check(answer)).toMatchObject([{ status: 'fail' }]);
  });
});

it('is named after its source, and gives tasks the time that is configured', async () => {
  const pve = await serve(() => ({ data: {} }));
  expect(executorOf({ endpoints: [pve] })).toMatchObject({
    sourceId: 'proxmox/attic',
    name: 'proxmox',
    title: 'Proxmox attic',
    taskTimeoutMs: 900_000,
  });
});
