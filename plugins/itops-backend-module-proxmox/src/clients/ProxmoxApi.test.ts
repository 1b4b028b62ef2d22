import { BackOff, ConnectorError } from '@sankofa/plugin-itops-node';
import { selfSignedCertificate } from '@sankofa/plugin-itops-node/testUtils';
import {
  FakePve,
  FakeRoutes,
  routes,
  startFakePve,
} from '../__testUtils__/fakePve';
import { ProxmoxApi } from './ProxmoxApi';
import { ProxmoxError } from './ProxmoxError';

const token = 'ro@pve!test=5f3c-canary';
const { signal } = new AbortController();

const started: { stop(): Promise<void> }[] = [];
const opened: ProxmoxApi[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(api => api.close()));
  await Promise.all(started.splice(0).map(fake => fake.stop()));
});

async function fakes(...all: FakeRoutes[]): Promise<FakePve[]> {
  const result = await Promise.all(all.map(startFakePve));
  started.push(...result);
  return result;
}

function open(
  endpoints: { url: string; fingerprint: string; node?: string }[],
  options: { concurrency?: number; timeoutMs?: number; memory?: BackOff } = {},
): ProxmoxApi {
  const api = ProxmoxApi.create({
    endpoints: endpoints.map(({ url, fingerprint, node }) => ({
      url,
      fingerprints: [fingerprint],
      node,
    })),
    token,
    concurrency: options.concurrency ?? 4,
    requestTimeoutMs: options.timeoutMs ?? 2_000,
    memory: options.memory,
  });
  opened.push(api);
  return api;
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

describe('failover', () => {
  it('goes to the next endpoint when one refuses, and does not come back to it in this run', async () => {
    const [gone, good] = await fakes(routes(), routes());
    await gone.stop();
    const api = open([gone, good]);
    expect(await api.get('/version', { signal })).toEqual({ version: '9.1.4' });
    await api.get('/version', { signal });
    expect(api.place).toBe(good.url.slice('https://'.length));
    expect(api.troubles).toEqual([expect.stringContaining('refused')]);
  });

  it.each([
    ['is silent', 'silence' as const],
    ['closes the connection', 'reset' as const],
    ['answers an HTML page', { raw: '<html>login</html>' }],
    ['answers half an answer', { raw: '{"data":{"version"' }],
    ['answers JSON of someone else', { raw: '{"ok":true}' }],
    ['answers 503', { status: 503, text: 'busy' }],
    ['answers 429', { status: 429, text: 'too many' }],
  ])('goes to the next endpoint when one %s', async (_, answer) => {
    const [bad, good] = await fakes(() => answer, routes());
    const api = open([bad, good], { timeoutMs: 300 });
    expect(await api.get('/version', { signal })).toEqual({ version: '9.1.4' });
    await api.get('/version', { signal });
    expect(bad.asked.length).toBeLessThanOrEqual(2); // a closed connection is tried once more
    expect(api.troubles).toHaveLength(1);
  });

  it('sends nothing to an endpoint whose certificate changed, and reads through the next', async () => {
    const [changed, good] = await fakes(routes(), routes());
    const api = open([
      { ...changed, fingerprint: selfSignedCertificate().fingerprint },
      good,
    ]);
    await api.get('/version', { signal });
    expect(changed.asked).toEqual([]);
    expect(api.troubles[0]).toContain('not the pinned one');
  });

  it('neither blames an endpoint nor asks the next one for what was under way when the run ended', async () => {
    let arrived = () => {};
    const asked = new Promise<void>(resolve => {
      arrived = resolve;
    });
    const [slow, other] = await fakes(() => {
      arrived();
      return 'silence';
    }, routes());
    const memory = BackOff.create({ firstMs: 60_000, longestMs: 60_000 });
    const api = open([slow, other], { memory });
    const reading = failure(api.get('/version', { signal }));
    await asked;
    await api.close();
    await reading;
    expect(other.asked).toEqual([]);
    expect(memory.isResting(slow.url)).toBe(false);
  });

  it('asks a second endpoint about an unexplained 500, and blames the first only if the second knows better', async () => {
    const broken: FakeRoutes = () => ({ status: 500, text: 'got no worker' });
    const [first, second, third] = await fakes(broken, routes(), broken);
    const api = open([first, second]);
    await api.get('/version', { signal });
    expect(api.troubles).toHaveLength(1);

    const both = open([first, third]);
    const error = await failure(both.get('/version', { signal }));
    expect(error.reason).toBe('http-error');
    expect(error.message).toContain('got no worker');
    expect(both.troubles).toEqual([]);
  });

  it.each([
    [403, 'Permission check failed (/vms/101, VM.Audit)', 'forbidden'],
    [
      500,
      "Configuration file 'nodes/one/lxc/9.conf' does not exist",
      'http-error',
    ],
    [500, 'QEMU guest agent is not running', 'http-error'],
    [501, "Method 'GET /x' not implemented", 'http-error'],
    [400, 'Parameter verification failed.', 'http-error'],
  ])(
    'takes %s "%s" as an answer about the thing that was asked for, and asks nobody else',
    async (status, text, reason) => {
      const [first, second] = await fakes(() => ({ status, text }), routes());
      const error = await failure(open([first, second]).get('/x', { signal }));
      expect(error).toBeInstanceOf(ProxmoxError);
      expect([error.reason, (error as ProxmoxError).text]).toEqual([
        reason,
        text,
      ]);
      expect(second.asked).toEqual([]);
    },
  );

  it('does not try a refused token at other endpoints', async () => {
    const [first, second] = await fakes(
      () => ({ status: 401, text: 'Authentication failed!' }),
      routes(),
    );
    const error = await failure(
      open([first, second]).get('/version', { signal }),
    );
    expect(error.reason).toBe('unauthorized');
    expect(error.message).toContain('ro@pve!test');
    expect(second.asked).toEqual([]);
  });

  it('takes a 401 as the trouble of one endpoint once another has let the token in', async () => {
    const [first, second] = await fakes(routes(), () => ({ status: 401 }));
    const api = open([first, { ...second, node: 'two' }]);
    await api.get('/version', { signal });
    expect(
      await api.get('/nodes/two/subscription', { signal, node: 'two' }),
    ).toEqual({ status: 'notfound' });
    await api.get('/nodes/two/subscription', { signal, node: 'two' });
    expect(second.asked).toHaveLength(1);
  });

  it('names every endpoint when none answers, and fails at once from then on', async () => {
    const [first, second] = await fakes(routes(), routes());
    await Promise.all([first.stop(), second.stop()]);
    const api = open([first, second]);
    const error = await failure(api.get('/version', { signal }));
    expect(error.reason).toBe('unreachable');
    expect(error.message).toContain(new URL(first.url).host);
    expect(error.message).toContain(new URL(second.url).host);
    expect((await failure(api.get('/version', { signal }))).reason).toBe(
      'unreachable',
    );
  });

  it('tries endpoints that failed in the last run after the others', async () => {
    const [first, second] = await fakes(routes(), routes());
    const memory = BackOff.create({ firstMs: 60_000, longestMs: 60_000 });
    memory.failed(first.url);
    await open([first, second], { memory }).get('/version', { signal });
    expect([first.asked.length, second.asked.length]).toEqual([0, 1]);
  });
});

describe('the node that is meant', () => {
  it('is asked at its own endpoint, told by certificate, address or name', async () => {
    const [first, second] = await fakes(routes(), routes());
    const api = open([first, second]);
    api.learnMembers([
      { name: 'one', fingerprint: first.fingerprint },
      { name: 'two', fingerprint: second.fingerprint.toLowerCase() },
    ]);
    await api.get('/nodes/two/status', { signal, node: 'two' });
    await api.get('/nodes/one/status', { signal, node: 'one' });
    expect(first.asked).toEqual(['/nodes/one/status']);
    expect(second.asked).toEqual(['/nodes/two/status']);

    const [third, fourth] = await fakes(routes(), routes());
    const byAddress = open([third, fourth]);
    byAddress.learnMembers([{ name: 'one', address: '127.0.0.1' }]);
    await byAddress.get('/nodes/one/status', { signal, node: 'one' });
    expect(third.asked).toHaveLength(1);
  });

  it('is asked through another endpoint when its own fails', async () => {
    const [first, own] = await fakes(routes(), () => 'reset');
    const api = open([first, { ...own, node: 'two' }]);
    expect(
      await api.get('/nodes/two/status', { signal, node: 'two' }),
    ).toMatchObject({ pveversion: 'pve-manager/9.1.4/abc' });
  });

  it('is left alone after three proxy failures in a row, and nobody else suffers', async () => {
    const [only] = await fakes(path =>
      path.startsWith('/nodes/two')
        ? { status: 595, text: 'No route to host' }
        : routes()(path),
    );
    const api = open([only], { concurrency: 1 });
    for (let i = 0; i < 10; i++) {
      const error = await failure(
        api.get('/nodes/two/status', { signal, node: 'two' }),
      );
      expect(error.reason).toBe('node-offline');
    }
    expect(only.asked).toHaveLength(3);
    await api.get('/nodes/one/status', { signal, node: 'one' });
    expect(api.troubles).toEqual([]);
  });

  it('is not given up for one guest that cannot be proxied among others that can', async () => {
    let calls = 0;
    const [only] = await fakes(path =>
      path.endsWith('/interfaces') && ++calls % 3 !== 0
        ? { status: 599, text: 'Too many redirections' }
        : routes()(path),
    );
    const api = open([only], { concurrency: 1 });
    for (let i = 0; i < 9; i++) {
      await api
        .get('/nodes/one/lxc/101/interfaces', { signal, node: 'one' })
        .catch(() => {});
    }
    expect(only.asked).toHaveLength(9);
  });

  it('may have one guest that hangs or answers nonsense: its endpoint keeps serving the others', async () => {
    for (const answer of ['silence', { raw: '<html>' }] as const) {
      const [only] = await fakes(path =>
        path.includes('/101/') ? answer : routes()(path),
      );
      const api = open([only], { timeoutMs: 150 });
      for (let i = 0; i < 4; i++) {
        await failure(
          api.get('/nodes/one/lxc/101/pending', { signal, node: 'one' }),
        );
        await api.get('/nodes/one/status', { signal, node: 'one' });
      }
      expect(api.troubles).toEqual([]);
    }
  });

  it('is asked elsewhere at once, also for what was patiently waiting, when its endpoint is given up', async () => {
    const [first, own] = await fakes(routes(), () => 'silence');
    const api = open([first, { ...own, node: 'two' }], { timeoutMs: 200 });
    const begun = performance.now();
    const [storage] = await Promise.all([
      api.get('/nodes/two/storage', {
        signal,
        node: 'two',
        deadlineMs: 30_000,
        mayBeSlow: true,
      }),
      api.get('/nodes/two/status', { signal, node: 'two' }),
    ]);
    expect(storage).toEqual([{ storage: 'local', type: 'dir' }]);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it('is not asked for every guest when its only endpoint has stopped answering', async () => {
    const [only] = await fakes(() => 'silence');
    const api = open([only], { timeoutMs: 100, concurrency: 1 });
    for (let i = 0; i < 20; i++) {
      const error = await failure(
        api.get('/nodes/one/lxc/101/pending', { signal, node: 'one' }),
      );
      expect(error.reason).toBe('timeout');
    }
    expect(only.asked).toHaveLength(3);
  });

  it('may be slow without its endpoint being blamed', async () => {
    const [only] = await fakes(path =>
      path.endsWith('/storage') ? 'silence' : routes()(path),
    );
    const api = open([only]);
    const error = await failure(
      api.get('/nodes/one/storage', {
        signal,
        node: 'one',
        deadlineMs: 200,
        mayBeSlow: true,
      }),
    );
    expect(error.reason).toBe('timeout');
    await api.get('/nodes/one/status', { signal, node: 'one' });
    expect(api.troubles).toEqual([]);
  });
});

describe('requests under way', () => {
  const slow: FakeRoutes = async path => {
    await new Promise(resolve => setTimeout(resolve, 10));
    return routes()(path);
  };

  it('never exceed the limit at an endpoint that serves all nodes', async () => {
    const [only] = await fakes(slow);
    const api = open([only], { concurrency: 3 });
    await Promise.all(
      Array.from({ length: 60 }, (_, i) => {
        const node = i % 2 ? 'one' : 'two';
        return api.get(`/nodes/${node}/status`, { signal, node });
      }),
    );
    expect(only.maxInFlight).toBe(3);
    expect(only.methods).toEqual(new Set(['GET']));
  });

  it('use the limit of each node where each has its endpoint', async () => {
    const [first, second] = await fakes(slow, slow);
    const api = open(
      [
        { ...first, node: 'one' },
        { ...second, node: 'two' },
      ],
      { concurrency: 3 },
    );
    await Promise.all(
      Array.from({ length: 60 }, (_, i) => {
        const node = i % 2 ? 'one' : 'two';
        return api.get(`/nodes/${node}/status`, { signal, node });
      }),
    );
    expect([first.maxInFlight, second.maxInFlight]).toEqual([3, 3]);
    expect([first.asked.length, second.asked.length]).toEqual([30, 30]);
  });

  it('end when the run is stopped, without blaming anyone', async () => {
    const [only] = await fakes(() => 'silence');
    const api = open([only], { concurrency: 2 });
    const controller = new AbortController();
    const all = Promise.all(
      Array.from({ length: 20 }, () =>
        failure(
          api.get('/nodes/one/status', {
            signal: controller.signal,
            node: 'one',
          }),
        ),
      ),
    );
    setTimeout(() => controller.abort(), 100);
    expect((await all).every(error => error.reason === 'timeout')).toBe(true);
    expect(only.asked.length).toBeLessThanOrEqual(2);
    expect(api.troubles).toEqual([]);
  });
});
