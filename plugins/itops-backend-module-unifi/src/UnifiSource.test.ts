import { outcomesOf, valuesOf } from '@sankofa/plugin-itops-node/testUtils';
import {
  API_KEY,
  CONTEXT,
  PASSWORD,
  allLists,
  collectorOf,
} from './__testUtils__/collect';
import {
  FakeConsole,
  FakeRoutes,
  soundLists,
  startFakeConsole,
} from './__testUtils__/fakeConsole';

/* What the lab and the recorded site do not have: other kinds of controllers, and answers as issues report them. */

const ACCOUNT = { username: 'itops', password: PASSWORD };
const OS = '/proxy/network/api/s/default';
const CLASSIC = '/api/s/default';
const PAGE = {
  body: '<!doctype html>',
  headers: { 'content-type': 'text/html' },
};

let fake: FakeConsole | undefined;
afterEach(async () => {
  await fake?.stop();
  fake = undefined;
});

async function collectorAt(
  routes: FakeRoutes,
  source: object = { apiKey: API_KEY },
  options: { now?: () => number } = {},
) {
  fake = await startFakeConsole(routes);
  const { url, fingerprint } = fake;
  return collectorOf({ url, fingerprint, ...source }, options);
}

const posts = () => fake!.asked.filter(path => path.startsWith('POST'));

describe('a self-hosted controller', () => {
  const classic: FakeRoutes = {
    'GET /': { status: 302, headers: { location: '/manage' } },
    'POST /api/login': (_, body) =>
      JSON.parse(body).remember
        ? {
            body: { meta: { rc: 'ok' }, data: [] },
            headers: {
              'set-cookie': [
                'unifises=abc; Path=/; Secure; HttpOnly',
                'csrf_token=def; Path=/',
              ],
            },
          }
        : { status: 400 },
    ...soundLists(CLASSIC),
  };

  it('is known by its redirect, and has its own paths and cookie', async () => {
    const collector = await collectorAt(classic, ACCOUNT);
    const result = await collector.collect(CONTEXT);
    expect(outcomesOf(result)).toEqual({
      source: 'complete',
      ...allLists('complete'),
    });
    expect(fake!.asked).toContain('GET /api/s/default/stat/device');
    expect(posts()).toEqual(['POST /api/login']);
    expect((await collector.check(CONTEXT))[1].detail).toMatch(
      /^self-hosted controller, UniFi Network 9\.5\.21/,
    );
  });

  it('refuses a password with 400', async () => {
    const collector = await collectorAt(
      {
        ...classic,
        'POST /api/login': {
          status: 400,
          body: { meta: { rc: 'error', msg: 'api.err.Invalid' }, data: [] },
        },
      },
      ACCOUNT,
    );
    const result = await collector.collect(CONTEXT);
    expect(outcomesOf(result)).toEqual({ source: 'failed: unauthorized' });
    expect(result.scopes[0].error?.message).toMatch(/password of itops/);
  });
});

describe('a login', () => {
  const login = (body: unknown, status: number): FakeRoutes => ({
    'GET /': PAGE,
    'POST /api/auth/login': { status, body },
  });

  it.each([
    [
      'a second factor (SSO)',
      login({ data: { mfaCookie: 'UBIC_2FA=canary' } }, 499),
      'unauthorized',
      /second factor/,
    ],
    [
      'a second factor (local)',
      login(
        { meta: { rc: 'error', msg: 'api.err.Ubic2faTokenRequired' } },
        200,
      ),
      'unauthorized',
      /second factor/,
    ],
    [
      'perhaps a limit',
      login({ errors: ['Forbidden'] }, 403),
      'forbidden',
      /too many logins/,
    ],
    ['an answer without session', login({}, 200), 'invalid-answer', /session/],
    ['trouble', login({ message: 'boom' }, 500), 'http-error', /500: boom/],
  ])(
    'meets %s, says so, and is not tried again soon',
    async (_, routes, reason, why) => {
      let now = Date.now();
      const collector = await collectorAt(routes, ACCOUNT, { now: () => now });
      const first = await collector.collect(CONTEXT);
      expect(outcomesOf(first)).toEqual({ source: `failed: ${reason}` });
      expect(first.scopes[0].error?.message).toMatch(why);
      const second = await collector.collect(CONTEXT);
      expect(outcomesOf(second)).toEqual(outcomesOf(first));
      expect(second.scopes[0].error?.message).toMatch(
        /No further login before \d{4}-/,
      );
      expect(JSON.stringify([first, second])).not.toMatch(/canary/);
      expect(posts()).toHaveLength(1);
      now += 5 * 60_000;
      await collector.collect(CONTEXT);
      expect(posts()).toHaveLength(2);
    },
  );

  it('waits as long as it is told to', async () => {
    let now = Date.now();
    const collector = await collectorAt(
      {
        'GET /': PAGE,
        'POST /api/auth/login': {
          status: 429,
          headers: { 'retry-after': '1800' },
        },
      },
      ACCOUNT,
      { now: () => now },
    );
    await collector.collect(CONTEXT);
    now += 29 * 60_000;
    expect(outcomesOf(await collector.collect(CONTEXT))).toEqual({
      source: 'failed: rate-limited',
    });
    expect(posts()).toHaveLength(1);
    now += 2 * 60_000;
    await collector.collect(CONTEXT);
    expect(posts()).toHaveLength(2);
  });

  it('is not repeated when the session it gave is refused, in this run or the next', async () => {
    const collector = await collectorAt(
      {
        'GET /': PAGE,
        'POST /api/auth/login': {
          body: {},
          headers: { 'set-cookie': 'TOKEN=abc; path=/' },
        },
        [`GET ${OS}/stat/sysinfo`]: {
          status: 401,
          body: { meta: { rc: 'error', msg: 'api.err.LoginRequired' } },
        },
      },
      ACCOUNT,
    );
    for (let run = 0; run < 3; run++) {
      expect(outcomesOf(await collector.collect(CONTEXT))).toEqual({
        source: 'failed: unauthorized',
      });
    }
    expect(posts()).toHaveLength(1);
  });

  it('goes on with the cookie that the console gives in place of the last', async () => {
    let valid = 'TOKEN=1';
    let count = 1;
    const collector = await collectorAt(
      {
        'GET /': PAGE,
        'POST /api/auth/login': {
          body: {},
          headers: { 'set-cookie': 'TOKEN=1; path=/' },
        },
        ...soundLists(OS),
        [`GET ${OS}/stat/sysinfo`]: request => {
          if (request.headers.cookie !== valid) {
            return { status: 401 };
          }
          count += 1;
          valid = `TOKEN=${count}`;
          return {
            body: { meta: { rc: 'ok' }, data: [{ version: '10.5.66' }] },
            headers: { 'set-cookie': `${valid}; path=/` },
          };
        },
      },
      ACCOUNT,
    );
    for (let run = 0; run < 3; run++) {
      expect(outcomesOf(await collector.collect(CONTEXT)).source).toBe(
        'complete',
      );
    }
    expect(posts()).toHaveLength(1);
  });
});

describe('an answer', () => {
  const os = (more: FakeRoutes): FakeRoutes => ({
    'GET /': PAGE,
    ...soundLists(OS),
    ...more,
  });

  it('may come without its envelope', async () => {
    const collector = await collectorAt(
      os({
        [`GET ${OS}/rest/portforward`]: {
          body: [{ _id: 'p1', dst_port: '443', fwd: '10.0.0.9' }],
        },
      }),
    );
    const result = await collector.collect(CONTEXT);
    expect(valuesOf(result, 'port-forward')).toHaveLength(1);
  });

  it.each([
    ['api.err.NoPermission', 'forbidden'],
    ['api.err.LoginRequired', 'unauthorized'],
    ['api.err.InvalidObject', 'http-error'],
  ])('may be the error %s with status 200', async (msg, reason) => {
    const collector = await collectorAt(
      os({
        [`GET ${OS}/stat/sta`]: {
          body: { meta: { rc: 'error', msg }, data: [] },
        },
      }),
    );
    expect(outcomesOf(await collector.collect(CONTEXT))).toEqual({
      source: 'complete',
      ...allLists('complete'),
      clients: `failed: ${reason}`,
    });
  });

  it('may leave out the ports of a switch that is cut off: they stay', async () => {
    const collector = await collectorAt(
      os({
        [`GET ${OS}/stat/device`]: {
          body: {
            data: [
              {
                mac: '02:00:00:00:00:01',
                type: 'usw',
                state: 0,
                name: 'attic',
              },
              {
                mac: '02:00:00:00:00:02',
                type: 'usw',
                state: 1,
                port_table: [{ port_idx: 1 }],
              },
            ],
          },
        },
      }),
    );
    const result = await collector.collect(CONTEXT);
    expect(outcomesOf(result).devices).toBe('partial: node-offline');
    expect(valuesOf(result, 'switch')).toHaveLength(2);
    expect(valuesOf(result, 'switch-port')).toHaveLength(1);
  });

  it('may have one row that is wrong, and names it', async () => {
    const port = (port_idx: number, more: object = {}) => ({
      port_idx,
      ...more,
    });
    const collector = await collectorAt(
      os({
        [`GET ${OS}/stat/device`]: {
          body: {
            data: [
              {
                mac: '02:00:00:00:00:01',
                type: 'usw',
                state: 1,
                port_table: [port(1), port(2, { up: 'canary' }), port(3)],
                lldp_table: [{ local_port_idx: {} }],
              },
            ],
          },
        },
      }),
    );
    const result = await collector.collect(CONTEXT);
    const { error } = result.scopes.find(({ scope }) => scope === 'devices')!;
    expect(error?.reason).toBe('invalid-answer');
    expect(error?.message).toMatch(
      /unifi\/udm: .*\/stat\/device has 02:00:00:00:00:01\.port_table\.1\.up .*lldp_table\.0\.local_port_idx/,
    );
    expect(error?.message).not.toContain('canary');
    expect(
      valuesOf(result, 'switch-port').map(({ port: number }) => number),
    ).toEqual([1, 3]);
  });

  it('never repeats the credential that was sent with the question', async () => {
    const collector = await collectorAt({
      'GET /': PAGE,
      [`GET ${OS}/stat/sysinfo`]: {
        status: 500,
        body: { message: `unexpected header x-api-key: ${API_KEY}` },
      },
    });
    const said = JSON.stringify([
      await collector.collect(CONTEXT),
      await collector.check(CONTEXT),
    ]);
    expect(said).toContain('500');
    expect(said).not.toContain(API_KEY);
  });
});

describe('the official API', () => {
  const V1 = '/proxy/network/integration/v1';
  const page = (data: unknown[], totalCount = data.length) => ({
    body: { offset: 0, limit: 200, count: data.length, totalCount, data },
  });
  const official = (more: FakeRoutes = {}): FakeRoutes => ({
    'GET /': PAGE,
    [`GET ${OS}/stat/sysinfo`]: { status: 401 },
    [`GET ${V1}/info`]: { body: { applicationVersion: '10.5.66' } },
    [`GET ${V1}/sites`]: page([{ id: 's1', internalReference: 'default' }]),
    [`GET ${V1}/sites/s1/devices`]: page([
      { id: 'd1', macAddress: '02:00:00:00:00:01', features: ['switching'] },
    ]),
    [`GET ${V1}/sites/s1/clients`]: page([]),
    [`GET ${V1}/sites/s1/networks`]: page([]),
    ...more,
  });

  it('has nobody connected, which is not the same as a list that failed', async () => {
    const collector = await collectorAt(official());
    expect(outcomesOf(await collector.collect(CONTEXT))).toEqual({
      source: 'partial: insufficient-privileges',
      devices: 'partial: insufficient-privileges',
      clients: 'partial: insufficient-privileges',
      networks: 'failed: invalid-answer',
      'port-forwards': 'failed: insufficient-privileges',
    });
  });

  it('is not read where the list ends before its own count', async () => {
    const collector = await collectorAt(
      official({ [`GET ${V1}/sites/s1/networks`]: page([], 3) }),
    );
    expect(outcomesOf(await collector.collect(CONTEXT)).networks).toBe(
      'failed: invalid-answer',
    );
  });

  it('is not read where a row comes twice and another therefore not at all', async () => {
    const row = { id: 'n1', name: 'LAN', vlanId: 11 };
    const collector = await collectorAt(
      official({
        [`GET ${V1}/sites/s1/networks`]: page([row, row], 2),
      }),
    );
    expect(outcomesOf(await collector.collect(CONTEXT)).networks).toBe(
      'failed: invalid-answer',
    );
  });

  it('says that the key does not see the site', async () => {
    const collector = await collectorAt(
      official({
        [`GET ${V1}/sites`]: page([{ id: 's2', internalReference: 'attic' }]),
      }),
    );
    const result = await collector.collect(CONTEXT);
    expect(outcomesOf(result)).toEqual({ source: 'failed: forbidden' });
    expect(result.scopes[0].error?.message).toMatch(/lists no site default/);
  });

  it('keeps a network out whose addresses could not be read, and says so', async () => {
    const collector = await collectorAt(
      official({
        [`GET ${V1}/sites/s1/networks`]: page([
          { id: 'n1', name: 'LAN', vlanId: 11 },
          { id: 'n2', name: 'DMZ', vlanId: 12 },
        ]),
        [`GET ${V1}/sites/s1/networks/n1`]: { status: 500 },
        [`GET ${V1}/sites/s1/networks/n2`]: {
          body: {
            ipv4Configuration: { hostIpAddress: '10.12.0.1', prefixLength: 24 },
          },
        },
      }),
    );
    const result = await collector.collect(CONTEXT);
    expect(outcomesOf(result).networks).toBe('partial: http-error');
    expect(valuesOf(result, 'network')).toEqual([
      {
        id: 'n2',
        name: 'DMZ',
        vid: 12,
        cidr: '10.12.0.1/24',
        gateway: '10.12.0.1',
      },
    ]);
  });
});
