import { Lab, startLab } from '../../Lab';
import { NpmClient } from '../../__testUtils__/NpmClient';
import { presentedFingerprint } from '../../__testUtils__/PveClient';
import { QUICK, stateDir } from '../../__testUtils__/stateDir';
import { Sessions } from './Sessions';

const LISTS = ['proxy-hosts', 'redirection-hosts', 'dead-hosts', 'streams'];

describe.each(['npm', 'npmplus'] as const)('the proxy as %s', dialect => {
  const folder = stateDir();
  let lab: Lab;
  let client: NpmClient;

  beforeAll(async () => {
    lab = await startLab({
      stateDir: folder,
      proxyDialect: dialect,
      latency: { ...QUICK, dripMs: 5 },
    });
  });
  afterAll(() => lab.close());
  beforeEach(() => {
    client = new NpmClient(lab);
  });
  afterEach(async () => {
    await client.close();
    await lab.reset();
  });

  /** NPMplus counts logins, so tests that need a session share one. */
  let session: Record<string, string> | undefined;
  async function asReader() {
    if (!session) {
      await client.logIn();
      session = client.session;
    }
    client.session = session;
  }

  it('says to anybody what it is', async () => {
    const { body } = await client.get('/');
    expect(body).toMatchObject({
      status: 'OK',
      setup: true,
      version:
        dialect === 'npm' ? { major: 2, minor: 15, revision: 1 } : '2.15.1',
    });
  });

  it('answers 200 with a page beside the API', async () => {
    const { status, text } = await client.get('/../login');
    expect([status, text.slice(0, 9)]).toEqual([200, '<!DOCTYPE']);
  });

  it('lists every row of the world to the reader, and nothing else', async () => {
    await asReader();
    const { edge } = lab.world;
    const counts = [];
    for (const list of LISTS) {
      counts.push((await client.get(`/nginx/${list}`)).body.length);
    }
    expect(counts).toEqual([
      edge!.proxyHosts.length,
      edge!.redirections.length,
      edge!.deadHosts.length,
      edge!.streams.length,
    ]);
    const hidden = dialect === 'npm' ? 404 : 403;
    expect((await client.get('/nginx/certificates')).status).toBe(hidden);
    expect((await client.get('/audit-log')).status).toBe(hidden);
    const me = (await client.get('/users/me?expand=permissions')).body;
    expect(me.permissions).toMatchObject({
      visibility: 'all',
      streams: 'view',
    });
  });

  it('says what nginx made of a row, also of one that is switched off', async () => {
    await asReader();
    const rows = (await client.get('/nginx/proxy-hosts')).body;
    const row = (id: number) => rows.find((each: any) => each.id === id);
    expect(row(18)).toMatchObject({
      enabled: true,
      meta: {
        nginx_online: false,
        nginx_err: expect.stringContaining('[emerg]'),
      },
    });
    expect(row(9)).toMatchObject({
      enabled: false,
      meta: { nginx_online: true },
    });
    expect(row(1).locations).toBeNull();
  });

  it('knows the names of its own dialect for access lists, and 500 for the other', async () => {
    await asReader();
    const own = dialect === 'npm' ? 'access_list' : 'access_lists';
    const other = dialect === 'npm' ? 'access_lists' : 'access_list';
    const path = '/nginx/proxy-hosts?expand=certificate,';
    const rows = (await client.get(`${path}${own}`)).body;
    const pve = rows.find((each: any) => each.id === 14);
    expect([pve[own]].flat()[0].name).toBe('LAN and staff');
    expect(pve.certificate).toMatchObject({
      nice_name: 'wildcard sankofa',
      meta: {},
    });
    expect((await client.get(`${path}${other}`)).status).toBe(500);
  });

  it('gives an account its own rows only, without a word about it', async () => {
    await client.logIn('own-rows');
    const { status, body } = await client.get('/nginx/proxy-hosts');
    expect([status, body]).toEqual([200, []]);
  });

  it('takes permissions away while it runs', async () => {
    await asReader();
    await lab.inject({ kind: 'visibility-user' });
    expect((await client.get('/nginx/streams')).body).toEqual([]);
    await lab.inject({ kind: 'streams-hidden' });
    expect((await client.get('/nginx/streams')).status).toBe(
      dialect === 'npm' ? 404 : 403,
    );
  });

  it('refuses and counts what would write', async () => {
    await asReader();
    lab.resetCounts();
    const { status } = await client.ask('POST', '/nginx/proxy-hosts', {
      body: {},
    });
    expect(status).toBe(dialect === 'npm' ? 500 : 403);
    expect(lab.counts().writes).toBe(1);
  });

  it('shows the private keys of certificates to an administrator: the answer nobody must ask for', async () => {
    await client.logIn('admin');
    const { body } = await client.get('/nginx/certificates');
    expect(body[0].meta.certificate_key).toContain('lab-canary-private-key');
  });

  it('forgets all sessions', async () => {
    await client.logIn();
    session = undefined;
    await lab.inject({ kind: 'sessions-lost' });
    expect((await client.get('/users/me')).status).toBe(
      dialect === 'npm' ? 500 : 403,
    );
    await client.logIn();
    expect((await client.get('/users/me')).status).toBe(200);
  });

  it('refuses a wrong secret, an unknown field, and everybody before it is set up', async () => {
    expect((await client.logIn('reader', 'guess')).status).toBe(400);
    const [{ identity, secret }] = lab.config().itops.sources.npm!;
    const extra = { identity, secret, expiry: '1y' };
    expect((await client.ask('POST', '/tokens', { body: extra })).status).toBe(
      400,
    );
    await lab.inject({ kind: 'not-set-up' });
    expect((await client.get('/')).body.setup).toBe(false);
    expect((await client.logIn()).status).toBe(400);
  });

  it('has the faults of every server, and is gone with its guest', async () => {
    await asReader();
    const fault = { node: 'npm', path: '/nginx/streams' };
    await lab.inject({ ...fault, kind: 'null' });
    expect((await client.get('/nginx/streams')).body).toBeNull();
    expect((await client.get('/nginx/dead-hosts')).body).not.toBeNull();
    await lab.repair();
    await lab.inject({ kind: 'wrong-types', node: 'npm' });
    expect((await client.get('/nginx/streams')).body[0].id).toEqual({ id: [] });
    expect((await client.get('/')).body.status).toBe('OK');
    await lab.repair();
    await lab.change({ change: 'stop-guest', vmid: lab.world.edge!.vmid });
    const later = new NpmClient(lab);
    await expect(later.get('/')).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    await lab.change({ change: 'start-guest', vmid: lab.world.edge!.vmid });
    expect((await later.get('/')).status).toBe(200);
    await later.close();
  });
});

describe('the dialects apart', () => {
  const folder = stateDir();
  it('has a status for every way of not being logged in as NPM', async () => {
    const lab = await startLab({ stateDir: folder, latency: QUICK });
    const client = new NpmClient(lab);
    const of = (authorization?: string) =>
      client
        .get('/nginx/streams', authorization ? { authorization } : {})
        .then(({ status }) => status);
    expect(await of()).toBe(404);
    expect(await of('Bearer garbage')).toBe(500);
    await client.close();
    await lab.close();
  });

  it('refuses bearer tokens and other origins, and counts logins, as NPMplus', async () => {
    const lab = await startLab({
      stateDir: folder,
      latency: QUICK,
      proxyDialect: 'npmplus',
    });
    const { url, fingerprint } = lab.proxy!;
    expect(await presentedFingerprint(url)).toBe(fingerprint);
    await lab.inject({ kind: 'certificate', node: 'npm' });
    expect(await presentedFingerprint(url)).not.toBe(fingerprint);
    await lab.repair();

    const client = new NpmClient(lab);
    await client.logIn();
    const status = async (headers: Record<string, string>) =>
      (await client.get('/nginx/streams', headers)).status;
    expect(await status({})).toBe(200);
    expect(await status({ origin: 'https://elsewhere.example' })).toBe(403);
    expect(await status({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    const { cookie } = client.session;
    client.session = {};
    expect(await status({ authorization: `Bearer ${cookie}` })).toBe(403);

    const answers = [];
    for (let i = 0; i < 9; i++) {
      answers.push((await client.logIn('reader', 'guess')).status);
    }
    expect(answers).toEqual(Array(9).fill(400));
    const limited = await client.logIn();
    expect(limited.status).toBe(429);
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(200);
    await client.close();
    await lab.close();
  });

  it('knows tokens that are over from tokens that it never gave', () => {
    let now = 0;
    const sessions = Sessions.create({
      accounts: [{ id: 7 }],
      key: 'k',
      now: () => now,
    });
    const { token } = sessions.issue({ id: 7 });
    expect(sessions.read(token)).toEqual({
      state: 'valid',
      account: { id: 7 },
    });
    now += 86_400_000;
    expect(sessions.read(token).state).toBe('expired');
    expect(sessions.read(`${token}x`).state).toBe('unreadable');
    sessions.forgetAll();
    expect(sessions.read(token).state).toBe('unreadable');
  });
});
