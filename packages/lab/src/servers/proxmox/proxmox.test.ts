import { Lab, startLab } from '../../Lab';
import { PveClient, presentedFingerprint } from '../../__testUtils__/PveClient';
import { QUICK, stateDir } from '../../__testUtils__/stateDir';

/*
 * The wording and shapes are those of Proxmox VE 9 (pve-manager 9.2, pve-container 6.1,
 * qemu-server 9.2), of older releases where a test says so.
 */
describe('the Proxmox servers of the lab', () => {
  const folder = stateDir();
  let lab: Lab;
  let auditor: PveClient;
  let vmonly: PveClient;
  let empty: PveClient;

  beforeAll(async () => {
    lab = await startLab({ stateDir: folder, latency: QUICK });
    auditor = PveClient.of(lab);
    vmonly = PveClient.of(lab, { token: lab.token('vmonly') });
    empty = PveClient.of(lab, { token: lab.token('empty') });
  });
  afterAll(async () => {
    await Promise.all([auditor, vmonly, empty].map(client => client.close()));
    await lab.close();
  });

  const find = (lines: any[], id: string) => lines.find(line => line.id === id);

  describe('who asks', () => {
    it.each([
      ['no token', undefined, 'No ticket'],
      ['a wrong secret', 'it-ro@pve!collector=wrong', 'Authentication failed!'],
      ['an unknown token', 'root@pam!x=y', 'Authentication failed!'],
    ])('answers 401 without a body to %s', async (_, token, reason) => {
      const client = PveClient.of(lab, { token: token ?? '' });
      const answer = await client.get('/version');
      expect(answer).toMatchObject({ status: 401, reason, text: '' });
      await client.close();
    });

    it('waits before it refuses, as the real API does', async () => {
      const slow = await startLab({
        stateDir: stateDirNow(),
        latency: { ...QUICK, authFailureMs: 150 },
      });
      const client = PveClient.of(slow, { token: 'x@pve!y=z' });
      const began = performance.now();
      expect((await client.get('/version')).status).toBe(401);
      expect(performance.now() - began).toBeGreaterThanOrEqual(140);
      await client.close();
      await slow.close();
    });

    it('tells a token what it may do, and one without any right nothing', async () => {
      expect((await auditor.get('/access/permissions')).data['/vms']).toEqual(
        expect.objectContaining({ 'VM.Audit': 1, 'VM.GuestAgent.Audit': 1 }),
      );
      expect(
        Object.keys((await vmonly.get('/access/permissions')).data),
      ).toEqual(['/vms/100', '/vms/101']);
      expect((await empty.get('/access/permissions')).data).toEqual({});
      expect(
        (await auditor.get('/access/permissions?path=/vms/100')).data,
      ).toEqual({ '/vms/100': expect.objectContaining({ 'VM.Audit': 1 }) });
    });

    it('answers empty lists with 200, not an error, where rights are missing', async () => {
      for (const path of [
        '/nodes/r630-01/lxc',
        '/nodes/r630-01/storage',
        '/pools',
        '/cluster/sdn/vnets',
        '/cluster/sdn/zones',
      ]) {
        expect(await empty.get(path)).toMatchObject({ status: 200, data: [] });
      }
      const { data } = await empty.get('/cluster/resources');
      expect(data.map((line: any) => line.type)).toEqual(Array(5).fill('node'));
      const seen = (await vmonly.get('/cluster/resources?type=vm')).data;
      expect(seen.map((line: any) => line.vmid)).toEqual([100, 101]);
    });

    it('lets the bridges vanish, and leaves the cards, without SDN rights', async () => {
      const names = async (client: PveClient) =>
        (await client.get('/nodes/r630-01/network')).data.map(
          (line: any) => line.iface,
        );
      expect(await names(auditor)).toEqual([
        'eno1',
        'eno2',
        'bond0',
        'vmbr0',
        'vmbr1',
      ]);
      expect(await names(empty)).toEqual(['eno1', 'eno2', 'bond0']);
    });

    it('names privilege and path where it does refuse, in status line and body', async () => {
      for (const [path, check] of [
        ['/cluster/status', '/, Sys.Audit'],
        ['/nodes/r630-01/status', '/nodes/r630-01, Sys.Audit'],
        ['/nodes/r630-01/lxc/1000/config', '/vms/1000, VM.Audit'],
        [
          '/cluster/sdn/vnets/vnet110/subnets',
          '/sdn/zones/plan/vnet110, SDN.Audit|SDN.Allocate',
        ],
      ]) {
        const answer = await empty.get(path);
        const message = `Permission check failed (${check})`;
        expect(answer).toMatchObject({ status: 403, reason: message });
        expect(JSON.parse(answer.text)).toEqual({
          data: null,
          message: `${message}\n`,
        });
      }
    });

    it('shows only the verdict of a subscription to those who may not audit the node', async () => {
      const full = (await auditor.get('/nodes/r630-01/subscription')).data;
      expect(full).toMatchObject({ status: 'active', sockets: 2, level: 'c' });
      const verdict = (await empty.get('/nodes/r630-01/subscription')).data;
      expect(Object.keys(verdict).sort()).toEqual(['status', 'url']);
    });
  });

  describe('what is not there', () => {
    it.each([
      [
        '/nodes/r630-01/lxc/4711/config',
        500,
        "Configuration file 'nodes/r630-01/lxc/4711.conf' does not exist",
      ],
      // It runs on r630-02, and this is also what one sees just after it has moved.
      [
        '/nodes/r630-01/qemu/2500/config',
        500,
        "Configuration file 'nodes/r630-01/qemu-server/2500.conf' does not exist",
      ],
      [
        '/nodes/r630-02/lxc/2500/config',
        500,
        "Configuration file 'nodes/r630-02/lxc/2500.conf' does not exist",
      ],
      ['/nosuch', 501, "Method 'GET /nosuch' not implemented"],
      [
        '/nodes/r630-01/report',
        501,
        "Method 'GET /nodes/r630-01/report' not implemented",
      ],
      ['/nodes/r630-01/lxc/12/config', 400, 'Parameter verification failed.'],
    ])('GET %s answers %i %s', async (path, status, reason) => {
      expect(await auditor.get(path)).toMatchObject({ status, reason });
    });

    it('cannot look up a node that is no member', async () => {
      const { status, reason } = await auditor.get('/nodes/r630-09/lxc');
      expect(status).toBe(500);
      expect(reason).toMatch(/^hostname lookup 'r630-09' failed/);
    });
  });

  describe('a node that is down', () => {
    it('answers 595 without a body for it, and lists its guests without names', async () => {
      expect(await auditor.get('/nodes/ml110/status')).toMatchObject({
        status: 595,
        reason: 'No route to host',
        text: '',
      });
      const { data } = await auditor.get('/cluster/resources');
      expect(find(data, 'lxc/300')).toEqual({
        id: 'lxc/300',
        type: 'lxc',
        vmid: 300,
        node: 'ml110',
        status: 'unknown',
      });
      expect(find(data, 'node/ml110')).toEqual({
        id: 'node/ml110',
        node: 'ml110',
        type: 'node',
        status: 'offline',
        hastate: 'fence',
      });
      const members = (await auditor.get('/cluster/status')).data;
      expect(find(members, 'node/ml110').online).toBe(0);
    });

    it('refuses on its own port', async () => {
      const client = PveClient.of(lab, { node: 'ml110' });
      await expect(client.get('/version')).rejects.toMatchObject({
        code: 'ECONNREFUSED',
      });
      await client.close();
    });

    it('keeps the last figures of its guests for a while after it was lost', async () => {
      await lab.change({
        change: 'set-node',
        node: 'r630-04',
        state: 'just-lost',
      });
      const { data } = await auditor.get('/cluster/resources?type=vm');
      expect(find(data, 'lxc/122')).toMatchObject({
        name: 'syslog-01',
        status: 'running',
      });
      expect(await auditor.get('/nodes/r630-04/lxc')).toMatchObject({
        status: 596,
        text: '',
      });
      await lab.reset();
    });

    it('speaks the older dialect of its release when it comes back', async () => {
      await lab.change({ change: 'set-node', node: 'ml110', state: 'online' });
      const interfaces = await auditor.get('/nodes/ml110/lxc/300/interfaces');
      expect(interfaces.data[1]).toEqual({
        name: 'eth0',
        hwaddr: expect.any(String),
        inet: '192.168.11.71/24',
        inet6: expect.stringMatching(/^fe80::/),
      });
      const missing = await auditor.get('/nodes/ml110/lxc/4711/config');
      expect(missing.reason).toMatch(/does not exist$/);
      expect(JSON.parse(missing.text)).toEqual({ data: null });
      const client = PveClient.of(lab, { node: 'ml110' });
      expect((await client.get('/version')).data.release).toBe('8.2');
      await client.close();
      await lab.reset();
    });
  });

  describe('guests', () => {
    it('shows the pending view of a configuration by default, and what is active on demand', async () => {
      const path = '/nodes/r630-03/lxc/7705';
      const byDefault = (await auditor.get(`${path}/config`)).data;
      const current = (await auditor.get(`${path}/config?current=1`)).data;
      expect(byDefault.net0).toContain('ip=192.168.11.155/24');
      expect(current.net0).toContain('ip=192.168.11.55/24');
      expect(byDefault.digest).toBe(current.digest);
      const lines = (await auditor.get(`${path}/pending`)).data;
      expect(lines.filter((line: any) => 'pending' in line)).toEqual([
        { key: 'net0', value: current.net0, pending: byDefault.net0 },
      ]);
    });

    it('answers the memory of a VM as text and that of a container as number', async () => {
      const vm = (await auditor.get('/nodes/r630-02/qemu/2500/config')).data;
      const ct = (await auditor.get('/nodes/r630-01/lxc/1000/config')).data;
      expect(vm.memory).toBe('32768');
      expect(ct.memory).toBe(8192);
      expect(ct.onboot).toBe(1);
    });

    it('sorts tags, and makes up a name where there is none', async () => {
      const { data } = await auditor.get('/cluster/resources?type=vm');
      expect(find(data, 'lxc/1000').tags).toBe(
        'chain138;owner-chain;validator',
      );
      expect(find(data, 'qemu/9500').name).toBe('VM 9500');
      const config = (await auditor.get('/nodes/r630-04/qemu/9500/config'))
        .data;
      expect(config).not.toHaveProperty('name');
    });

    it('shows lease and VIP in a running container, and null for a stopped one', async () => {
      const of = async (node: string, id: number) =>
        (await auditor.get(`/nodes/${node}/lxc/${id}/interfaces`)).data;
      const web = await of('r630-01', 7701);
      expect(web[1]['ip-addresses'].map((a: any) => a['ip-address'])).toEqual([
        '192.168.11.51',
        '192.168.11.80',
        expect.stringMatching(/^fe80::/),
      ]);
      expect(web[1].inet).toBe('192.168.11.80/32'); // the last one only
      expect(web[1]['ip-addresses'][0]).toMatchObject({
        'ip-address-type': 'inet',
        prefix: '24',
      });
      expect((await of('r630-03', 7708))[1].inet).toBe('192.168.11.185/24');
      expect(await of('r630-01', 7706)).toBeNull();
    });

    it('has agents that answer, that are not there, not configured, blocked, or of a stopped VM', async () => {
      const of = (node: string, id: number) =>
        auditor.get(`/nodes/${node}/qemu/${id}/agent/network-get-interfaces`);
      const { data } = await of('r630-02', 2500);
      expect(data.result.map((line: any) => line.name)).toEqual([
        'lo',
        'ens18',
        'docker0',
        'br-7d1f0c',
      ]);
      expect(data.result[1]['ip-addresses'][0]).toEqual({
        'ip-address': '192.168.11.160',
        'ip-address-type': 'ipv4',
        prefix: 24,
      });
      const jump = (await of('r630-01', 117)).data.result;
      expect(jump[2]).not.toHaveProperty('hardware-address'); // a tunnel
      expect(await of('r630-03', 2502)).toMatchObject({
        status: 500,
        reason: 'QEMU guest agent is not running',
      });
      expect(await of('r630-02', 118)).toMatchObject({
        status: 500,
        reason: 'No QEMU guest agent configured',
      });
      expect(await of('r630-02', 9001)).toMatchObject({
        status: 500,
        reason: 'VM 9001 is not running',
      });
      const blocked = await of('r630-03', 7707);
      expect(blocked.status).toBe(200);
      expect(blocked.data.result.error.class).toBe('CommandNotFound');
    });
  });

  it('names the fingerprint of every node, also to a token that may see nothing', async () => {
    const { data } = await empty.get('/nodes');
    for (const { name, fingerprint } of lab.nodes) {
      expect(find(data, `node/${name}`).ssl_fingerprint).toBe(fingerprint);
    }
    const [, ...online] = lab.nodes;
    for (const { url, fingerprint } of online) {
      expect(await presentedFingerprint(url)).toBe(fingerprint);
    }
  });

  it('answers the same on every node that is online', async () => {
    const other = PveClient.of(lab, { node: 'r630-03' });
    const path = '/nodes/r630-01/lxc/1000/config';
    expect((await other.get(path)).data).toEqual(
      (await auditor.get(path)).data,
    );
    const members = (await other.get('/cluster/status')).data;
    expect(find(members, 'node/r630-03').local).toBe(1);
    await other.close();
  });

  it('moves figures between two answers, and nothing else', async () => {
    let now = 0;
    const moving = await startLab({
      stateDir: stateDirNow(),
      latency: QUICK,
      now: () => now,
    });
    const client = PveClient.of(moving);
    const [first] = (await client.get('/cluster/resources?type=vm')).data;
    now += 60_000;
    const [second] = (await client.get('/cluster/resources?type=vm')).data;
    const different = Object.keys(first).filter(
      key => first[key] !== second[key],
    );
    expect(different.sort()).toEqual([
      'cpu',
      'diskread',
      'diskwrite',
      'mem',
      'netin',
      'netout',
      'uptime',
    ]);
    await client.close();
    await moving.close();
  });

  it('refuses every write of a token that only audits, and counts it', async () => {
    lab.resetCounts();
    for (const [method, path] of [
      ['POST', '/nodes/r630-01/lxc/1000/status/stop'],
      ['PUT', '/nodes/r630-01/lxc/1000/config'],
    ] as const) {
      const { status, reason } = await auditor.call(method, path);
      expect(status).toBe(403);
      expect(reason).toMatch(/^Permission check failed \(\/vms\/1000, VM\./);
    }
    expect(lab.counts()).toMatchObject({ requests: 2, writes: 2 });
  });

  it('ends a connection after 100 requests', async () => {
    const client = PveClient.of(lab, { connections: 1 });
    const seen: unknown[] = [];
    for (let i = 0; i < 100; i++) {
      seen.push((await client.get('/version')).headers.connection);
    }
    expect(seen.slice(0, 99)).toEqual(Array(99).fill('Keep-Alive'));
    expect(seen[99]).toBe('close');
    await client.close();
  });

  it('computes only as many answers at a time as a node has workers', async () => {
    const capped = await startLab({
      stateDir: stateDirNow(),
      workers: 2,
      latency: { ...QUICK, callMs: 30 },
    });
    const client = PveClient.of(capped);
    const began = performance.now();
    await Promise.all(Array.from({ length: 6 }, () => client.get('/version')));
    expect(performance.now() - began).toBeGreaterThanOrEqual(85);
    expect(capped.counts().maxInFlight).toBe(6);
    expect(capped.counts().byNode['r630-01'].maxInFlight).toBe(6);
    expect(capped.counts().inFlight).toBe(0);
    await client.close();
    await capped.close();
  });

  /** A further folder inside the one that is removed at the end. */
  let folders = 0;
  function stateDirNow(): string {
    folders += 1;
    return `${folder}/${folders}`;
  }
});
