import { Lab, startLab } from '../../Lab';
import { UnifiClient } from '../../__testUtils__/UnifiClient';
import { presentedFingerprint } from '../../__testUtils__/PveClient';
import { QUICK, stateDir } from '../../__testUtils__/stateDir';
import { sightings } from '../../world/sightings';

const LEGACY = '/proxy/network/api/s/default';
const V1 = '/proxy/network/integration/v1';

/* Shapes and wording as in recordings of UDM Pro consoles by aiounifi and thib3113. */
describe('the console of the lab', () => {
  const folder = stateDir();
  let lab: Lab;
  let client: UnifiClient;

  beforeAll(async () => {
    lab = await startLab({
      stateDir: folder,
      latency: { ...QUICK, dripMs: 5 },
    });
    client = new UnifiClient(lab);
  });
  afterAll(async () => {
    await client.close();
    await lab.close();
  });
  afterEach(() => lab.reset());

  const list = async (path: string) =>
    (await client.ask(`${LEGACY}${path}`)).body.data;
  const stations = () => list('/stat/sta');
  const ports = async (name: string) =>
    (await list('/stat/device')).find((each: any) => each.name === name)
      .port_table;
  const stationOf = async (mac: string) =>
    (await stations()).find((each: any) => each.mac.toLowerCase() === mac);
  const macOf = (vmid: number, net = 0) =>
    lab.world.guests
      .find(guest => guest.vmid === vmid)!
      .nets[net].mac.toLowerCase();

  it('is a UniFi OS console: its page is at the root, and at every path that is none', async () => {
    for (const path of ['/', '/api/s/default/stat/sta', '/manage']) {
      const { status, text } = await client.ask(path, {});
      expect([status, text.slice(0, 9)]).toEqual([200, '<!DOCTYPE']);
    }
  });

  it('lets a key into both APIs, and a session into its own only', async () => {
    expect((await client.ask(`${LEGACY}/stat/sysinfo`)).status).toBe(200);
    expect((await client.ask(`${V1}/info`)).body).toEqual({
      applicationVersion: '10.5.66',
    });
    const login = await client.logIn();
    const cookie = `${login.headers['set-cookie']}`.split(';')[0];
    expect(login.headers['x-csrf-token']).toMatch(/^[0-9a-f]{32}$/);
    expect(
      (await client.ask(`${LEGACY}/stat/sta`, { cookie })).body.meta,
    ).toEqual({ rc: 'ok' });
    expect((await client.ask(`${V1}/sites`, { cookie })).status).toBe(401);
    await lab.inject({ kind: 'sessions-lost' });
    expect(await client.ask(`${LEGACY}/stat/sta`, { cookie })).toMatchObject({
      status: 401,
    });
  });

  it('refuses who has no right, and everything that writes', async () => {
    const wrong = await client.ask(`${LEGACY}/stat/sta`, { 'x-api-key': 'x' });
    expect([wrong.status, wrong.body.meta.msg]).toEqual([
      401,
      'api.err.LoginRequired',
    ]);
    const other = await client.ask('/proxy/network/api/s/attic/stat/sta');
    expect(other.body.meta).toEqual({
      rc: 'error',
      msg: 'api.err.NoSiteContext',
    });
    lab.resetCounts();
    const write = await client.ask(`${LEGACY}/rest/portforward`, undefined, {
      method: 'POST',
      body: {},
    });
    expect([write.status, lab.counts().writes]).toEqual([403, 1]);
  });

  it('opens the official API only, where that is asked for', async () => {
    await lab.inject({ kind: 'official-only' });
    expect((await client.ask(`${LEGACY}/stat/device`)).status).toBe(401);
    expect((await client.ask(`${V1}/sites`)).body.totalCount).toBe(1);
  });

  it('limits logins, good ones too', async () => {
    await lab.inject({ kind: 'logins-limited' });
    expect(await client.logIn()).toMatchObject({
      status: 429,
      body: { code: 'AUTHENTICATION_FAILED_LIMIT_REACHED' },
    });
    await lab.repair();
    const statuses = [];
    for (let i = 0; i < 5; i++) {
      statuses.push((await client.logIn({ password: `wrong${i}` })).status);
    }
    expect(statuses.slice(0, 2)).toEqual([401, 401]);
    expect(statuses.at(-1)).toBe(429);
    expect((await client.logIn()).status).toBe(429);
  });

  it('gives the address of the WAN for that of the gateway, and the other beside it', async () => {
    const [gateway] = await list('/stat/device');
    expect(gateway).toMatchObject({
      type: 'udm',
      ip: '198.51.100.18',
      lan_ip: '192.168.11.1',
      wan1: { ip: '198.51.100.18' },
      wan2: { ip: '100.64.7.2' },
    });
  });

  it('hides the members of a LAG behind its lowest port', async () => {
    const core = await ports('sw-core1');
    expect(core[0]).toMatchObject({
      op_mode: 'aggregate',
      aggregated_by: false,
    });
    expect(core[1]).toMatchObject({
      masked: true,
      aggregated_by: 1,
      mac_table_count: 0,
    });
  });

  it('sees running guests behind the port of their node, wherever that is', async () => {
    expect(await stationOf(macOf(110))).toMatchObject({
      hostname: 'gitea',
      ip: '192.168.11.30',
      sw_port: 5,
    });
    await lab.change({ change: 'move-guest', vmid: 110, node: 'r630-01' });
    expect(await stationOf(macOf(110))).toMatchObject({ sw_port: 1 });
    await lab.change({ change: 'stop-guest', vmid: 110 });
    expect(await stationOf(macOf(110))).toBeUndefined();
    // behind a bridge without ports, and with its link down: not on any switch
    expect(await stationOf(macOf(124, 1))).toBeUndefined();
  });

  it('puts a tagged guest into the network of its tag', async () => {
    expect(await stationOf(macOf(8000))).toMatchObject({
      network_id: 'net-200',
      ip: '10.200.0.10',
    });
    expect(await stationOf(macOf(111))).toMatchObject({
      network_id: 'net-lan',
    });
  });

  it('has wrong what it is meant to have wrong', async () => {
    const now = Date.now() / 1000;
    expect(await stationOf(macOf(1501))).toBeUndefined();
    expect(await stationOf(macOf(7703))).toMatchObject({ sw_port: 12 });
    expect(await stationOf(macOf(8030))).toMatchObject({ sw_port: 2 });
    const stale = await stationOf(macOf(7704));
    expect(now - stale.last_seen).toBeGreaterThan(2 * 86_400);
    const upper = await stationOf(macOf(113));
    expect([upper.mac, upper.sw_port]).toEqual([macOf(113).toUpperCase(), '1']);
    const gone = await stationOf('5c:e9:1e:00:00:01');
    expect(gone.is_wired).toBe(true);
    expect(gone).not.toHaveProperty('sw_mac');
  });

  it('remembers who was behind a port that has gone down', async () => {
    const core = await ports('sw-core1');
    expect(core[13]).toMatchObject({
      port_idx: 14,
      up: false,
      last_connection: { ip: '192.168.11.10' }, // ml110 is switched off
    });
    await lab.change({ change: 'set-node', node: 'r630-03', state: 'offline' });
    expect((await ports('sw-core1'))[4]).toMatchObject({
      up: false,
      last_connection: { ip: '192.168.11.13' },
    });
    expect(await stationOf(macOf(110))).toBeUndefined();
  });

  it('writes numbers as text now and then, and a list without its envelope', async () => {
    const networks = await list('/rest/networkconf');
    expect(networks.map((each: any) => typeof each.vlan)).toEqual(
      expect.arrayContaining(['number', 'string', 'undefined']),
    );
    const forwards = (await client.ask(`${LEGACY}/rest/portforward`)).body;
    expect(forwards).toHaveLength(lab.world.switching!.forwards.length);
  });

  it('pages the official API, 25 at a time unless asked', async () => {
    const all = sightings(lab.world).filter(each => each.goneForDays === 0);
    const { data: sites } = (await client.ask(`${V1}/sites`)).body;
    const clients = `${V1}/sites/${sites[0].id}/clients`;
    const first = (await client.ask(clients)).body;
    expect(first).toMatchObject({ count: 25, totalCount: all.length });
    const rest = (await client.ask(`${clients}?offset=25&limit=200`)).body;
    expect(rest.data).toHaveLength(all.length - 25);
    expect(first.data[0]).not.toHaveProperty('port');
  });

  it.each([
    ['empty', { meta: { rc: 'ok' }, data: [] }],
    ['null', { meta: { rc: 'ok' }, data: null }],
  ] as const)(
    'has the fault %s in the lists, and still says who it is',
    async (kind, body) => {
      await lab.inject({ kind, node: 'unifi' });
      expect((await client.ask(`${LEGACY}/stat/sta`)).body).toEqual(body);
      expect(await list('/stat/sysinfo')).toHaveLength(1);
    },
  );

  it('has faults of single lists', async () => {
    await lab.inject({ kind: '500', path: '/rest/portforward' });
    await lab.inject({ kind: 'wrong-types', path: '/stat/sta' });
    expect((await client.ask(`${LEGACY}/rest/portforward`)).status).toBe(500);
    expect((await stations())[0].mac).toEqual({ mac: [] });
    expect(await list('/stat/device')).toHaveLength(3);
  });

  it('shows another certificate when it is told to, and shuts its port', async () => {
    const { url, fingerprint } = lab.console!;
    await lab.inject({ kind: 'certificate', node: 'unifi' });
    expect(await presentedFingerprint(url)).not.toBe(fingerprint);
    await lab.repair();
    expect(await presentedFingerprint(url)).toBe(fingerprint);
    await lab.inject({ kind: 'refuse', node: 'unifi' });
    await expect(presentedFingerprint(url)).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });
});
