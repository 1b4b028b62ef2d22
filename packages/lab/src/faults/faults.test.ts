import { Lab, startLab } from '../Lab';
import { PveClient, presentedFingerprint } from '../__testUtils__/PveClient';
import { QUICK, stateDir } from '../__testUtils__/stateDir';
import { FAULT_KINDS, Fault, faultSchema } from './fault';

describe('faults', () => {
  const folder = stateDir();
  let lab: Lab;
  let client: PveClient;

  beforeAll(async () => {
    lab = await startLab({
      stateDir: folder,
      latency: { ...QUICK, dripMs: 5 },
    });
  });
  afterAll(() => lab.close());
  beforeEach(() => {
    client = PveClient.of(lab);
  });
  afterEach(async () => {
    await client.close();
    await lab.reset();
  });

  const LIST = '/nodes/r630-01/lxc';

  it.each<[string, Fault, object]>([
    ['401', { kind: '401' }, { status: 401, text: '' }],
    ['403', { kind: '403' }, { status: 403 }],
    ['500', { kind: '500' }, { status: 500 }],
    ['empty', { kind: 'empty' }, { status: 200, data: [] }],
    ['null', { kind: 'null' }, { status: 200, data: null }],
    [
      'html',
      { kind: 'html' },
      { status: 200, text: expect.stringMatching(/^<!DOCTYPE html>/) },
    ],
    ['redirect', { kind: 'redirect' }, { status: 302 }],
  ])('%s replaces the answer', async (_, fault, answer) => {
    await lab.inject(fault);
    expect(await client.get(LIST)).toMatchObject(answer);
    await lab.repair();
    const { data } = await client.get(LIST);
    expect(data.length).toBeGreaterThan(5);
  });

  it.each(['empty', 'null'] as const)(
    '%s leaves alone who asks and which version answers: only the lists lie',
    async kind => {
      await lab.inject({ kind });
      expect((await client.get('/version')).data.release).toBe('9.0');
      expect((await client.get('/access/permissions')).data).toHaveProperty(
        '/',
      );
    },
  );

  it('wrong-types keeps the keys and spoils the values', async () => {
    await lab.inject({ kind: 'wrong-types' });
    const [first] = (await client.get(LIST)).data;
    expect(first.vmid).toEqual({ vmid: [] });
  });

  it('timeout says nothing at all', async () => {
    await lab.inject({ kind: 'timeout' });
    await expect(
      client.get(LIST, { signal: AbortSignal.timeout(100) }),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('truncated promises more bytes than it sends', async () => {
    await lab.inject({ kind: 'truncated' });
    await expect(client.get(LIST)).rejects.toMatchObject({
      code: 'UND_ERR_SOCKET',
    });
  });

  it('slow-drip sends a whole answer, byte by byte', async () => {
    await lab.inject({ kind: 'slow-drip' });
    const began = performance.now();
    const { data, text } = await client.get('/version');
    expect(data.release).toBe('9.0');
    expect(performance.now() - began).toBeGreaterThan((text.length - 1) * 5);
  });

  it('endless never stops by itself', async () => {
    await lab.inject({ kind: 'endless' });
    await expect(
      client.get(LIST, { signal: AbortSignal.timeout(100) }),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('refuse shuts the port, and repair opens the same one again', async () => {
    const [, { url }] = lab.nodes;
    await lab.inject({ kind: 'refuse', node: 'r630-01' });
    await expect(client.get(LIST)).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    await lab.repair();
    expect(lab.nodes[1].url).toBe(url);
    expect((await client.get(LIST)).status).toBe(200);
  });

  it('certificate presents another one than the one that was announced', async () => {
    const [, { url, fingerprint }] = lab.nodes;
    await lab.inject({ kind: 'certificate' });
    const other = await presentedFingerprint(url);
    expect(other).not.toBe(fingerprint);
    expect(lab.nodes[1].fingerprint).toBe(fingerprint); // what a portal has pinned
    const { data } = await client.get('/nodes');
    expect(data[1].ssl_fingerprint).toBe(other); // what the cluster now says
    await lab.repair();
    expect(await presentedFingerprint(url)).toBe(fingerprint);
  });

  it('node-down makes the others say 595 for it, and its port refuse', async () => {
    await lab.inject({ kind: 'node-down', node: 'r630-02' });
    expect((await client.get('/nodes/r630-02/lxc')).status).toBe(595);
    const its = PveClient.of(lab, { node: 'r630-02' });
    await expect(its.get('/version')).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    await its.close();
  });

  it('guest-failing hits one guest and no other', async () => {
    await lab.inject({ kind: 'guest-failing', vmid: 1000 });
    const of = async (vmid: number) =>
      (await client.get(`/nodes/r630-01/lxc/${vmid}/config?current=1`)).status;
    expect(await of(1000)).toBe(500);
    expect(await of(1001)).toBe(200);
    expect((await client.get(LIST)).status).toBe(200);
  });

  it('zero-guests and most-guests-gone answer rightly about an emptied site', async () => {
    const guests = async () =>
      (await client.get('/cluster/resources?type=vm')).data.length;
    const all = await guests();
    const id = await lab.inject({ kind: 'most-guests-gone' });
    expect(await guests()).toBeLessThan(all / 2);
    await lab.repair(id);
    await lab.inject({ kind: 'zero-guests' });
    expect(await guests()).toBe(0);
    expect((await client.get(LIST)).data).toEqual([]);
    expect(lab.world.guests).toHaveLength(all); // the world itself is untouched
  });

  it('rights-cut and rights-lost look like a smaller and an empty cluster, not like an error', async () => {
    const guests = async () =>
      (await client.get('/cluster/resources?type=vm')).data.length;
    const id = await lab.inject({ kind: 'rights-cut' });
    expect(await guests()).toBe(2);
    await lab.repair(id);
    await lab.inject({ kind: 'rights-lost' });
    expect(await guests()).toBe(0);
    expect((await client.get('/access/permissions')).data).toEqual({});
  });

  it('can be kept to one node, to one path, and to later calls', async () => {
    await lab.inject({ kind: '500', node: 'r630-02' });
    await lab.inject({ kind: '403', path: '/pools' });
    await lab.inject({ kind: '401', path: '/nodes/r630-01', skip: 2 });
    expect((await client.get('/version')).status).toBe(200);
    expect((await client.get('/pools')).status).toBe(403);
    const statuses = [];
    for (let i = 0; i < 4; i++) {
      statuses.push((await client.get(LIST)).status);
    }
    expect(statuses).toEqual([200, 200, 401, 401]);
  });

  it.each([
    [{ kind: 'node-down' }, /needs the name of a/],
    [{ kind: 'guest-failing' }, /of a guest/],
    [{ kind: 'meteor' }, /Invalid option/],
    [{ kind: '500', nod: 'r630-01' }, /Unrecognized key/],
  ])('%j is refused with the reason', (fault, why) => {
    expect(() => faultSchema.parse(fault)).toThrow(why);
  });

  it('names every kind', () => {
    expect([...FAULT_KINDS].sort()).toEqual([
      '401',
      '403',
      '500',
      '595',
      '596',
      'certificate',
      'clock-off',
      'config-busy',
      'edited-meanwhile',
      'empty',
      'endless',
      'guest-failing',
      'guest-locked',
      'hang-up',
      'html',
      'logins-limited',
      'most-guests-gone',
      'node-down',
      'not-set-up',
      'null',
      'official-only',
      'redirect',
      'refuse',
      'rights-cut',
      'rights-lost',
      'sessions-lost',
      'slow-drip',
      'streams-hidden',
      'task-fails',
      'task-slow',
      'timeout',
      'truncated',
      'visibility-user',
      'vmid-taken',
      'wrong-types',
      'zero-guests',
    ]);
  });
});
