import { Lab, startLab } from '../Lab';
import { PveClient } from '../__testUtils__/PveClient';
import { QUICK, stateDir } from '../__testUtils__/stateDir';

describe('the control endpoint', () => {
  const folder = stateDir();
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab({ stateDir: folder, latency: QUICK });
  });
  afterAll(() => lab.close());
  afterEach(() => lab.reset());

  async function call(
    method: string,
    path: string,
    body?: unknown,
    token = lab.controlEndpoint.token,
  ) {
    const response = await fetch(`${lab.controlEndpoint.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }

  it('needs the token of the lab', async () => {
    expect((await call('GET', '/', undefined, 'guess')).status).toBe(401);
    expect((await call('POST', '/reset', undefined, '')).status).toBe(401);
  });

  it('shows the nodes, the faults and the counts, and no secret', async () => {
    const { body } = await call('GET', '/');
    expect(body).toMatchObject({
      cluster: 'sankofa',
      guests: lab.world.guests.length,
      faults: [],
      counts: { writes: 0 },
    });
    expect(body.nodes[0]).toMatchObject({ name: 'ml110', state: 'offline' });
    expect(JSON.stringify(body)).not.toContain(lab.token().split('=')[1]);
  });

  it('injects a fault, names it, and takes it away again', async () => {
    const client = PveClient.of(lab);
    const added = await call('POST', '/faults', { kind: '500' });
    expect(added).toMatchObject({ status: 201, body: { kind: '500' } });
    expect((await client.get('/version')).status).toBe(500);
    expect((await call('GET', '/')).body.faults).toHaveLength(1);
    await call('DELETE', `/faults/${added.body.id}`);
    expect((await client.get('/version')).status).toBe(200);
    expect((await call('DELETE', '/faults/99')).status).toBe(404);
    await client.close();
  });

  it('shows what was written or tried, with no secret of it, until it is cleared', async () => {
    const writer = PveClient.of(lab, { token: lab.token('provisioner') });
    const path = '/nodes/r630-01/lxc/7706/status/start';
    expect((await call('GET', '/writes')).body).toEqual([]);
    await writer.get('/nodes/r630-01/lxc/7706/config');
    const { data } = await writer.call('POST', path);
    await writer.call('POST', '/nodes/r630-01/lxc', { password: 'canary' });
    const stranger = PveClient.of(lab, { token: 'root@pam!x=y' });
    await stranger.call('DELETE', '/nodes/r630-01/lxc/7706');
    const { body } = await call('GET', '/writes');
    expect(body).toEqual([
      {
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        node: 'r630-01',
        method: 'POST',
        path,
        body: {},
        token: 'it-prov@pve!provisioner',
        result: { status: 200, reason: 'OK' },
        task: data,
        sent: 200,
      },
      expect.objectContaining({ body: { password: '***' }, sent: 400 }),
      expect.objectContaining({ method: 'DELETE', sent: 401 }),
    ]);
    expect(body[2]).not.toHaveProperty('token');
    expect(body[2]).not.toHaveProperty('result');
    await call('DELETE', '/writes');
    expect((await call('GET', '/writes')).body).toEqual([]);
    expect(lab.writes()).toEqual([]);
    await Promise.all([writer.close(), stranger.close()]);
  });

  it('changes the world that the servers show, and brings the first one back', async () => {
    const client = PveClient.of(lab);
    const path = '/nodes/r630-03/lxc/1000/config';
    expect((await client.get(path)).status).toBe(500);
    await call('POST', '/world', {
      change: 'move-guest',
      vmid: 1000,
      node: 'r630-03',
    });
    expect((await client.get(path)).status).toBe(200);
    await call('POST', '/reset');
    expect((await client.get(path)).status).toBe(500);
    await client.close();
  });

  it('opens and shuts ports when a node changes its state', async () => {
    await call('POST', '/world', {
      change: 'set-node',
      node: 'ml110',
      state: 'online',
    });
    const client = PveClient.of(lab, { node: 'ml110' });
    expect((await client.get('/version')).status).toBe(200);
    await client.close();
  });

  it('starts the counts over', async () => {
    const client = PveClient.of(lab);
    await client.get('/version');
    expect((await call('GET', '/')).body.counts.requests).toBeGreaterThan(0);
    expect((await call('DELETE', '/counts')).body.counts.requests).toBe(0);
    await client.close();
  });

  it.each([
    ['POST', '/faults', { kind: 'meteor' }, /Invalid option/],
    ['POST', '/world', { change: 'stop-guest', vmid: 4711 }, /no guest 4711/],
    ['POST', '/world', 'no object', /expected object/],
  ])(
    'answers 400 with the reason to %s %s %j',
    async (method, path, body, why) => {
      const answer = await call(method, path, body);
      expect(answer.status).toBe(400);
      expect(answer.body.error).toMatch(why);
    },
  );

  it('answers 404 with what there is', async () => {
    const { status, body } = await call('PATCH', '/nothing');
    expect(status).toBe(404);
    expect(body.error).toContain('POST /world');
  });
});
