import { Lab, startLab } from '../Lab';
import { PveClient } from '../__testUtils__/PveClient';
import { QUICK, stateDir } from '../__testUtils__/stateDir';

describe('faults of calls that write', () => {
  const folder = stateDir();
  let lab: Lab;
  let writer: PveClient;

  beforeAll(async () => {
    lab = await startLab({ stateDir: folder, latency: QUICK });
  });
  afterAll(() => lab.close());
  beforeEach(() => {
    writer = PveClient.of(lab, { token: lab.token('provisioner') });
    lab.clearWrites();
  });
  afterEach(async () => {
    await writer.close();
    await lab.reset();
  });

  const CREATE = '/nodes/r630-03/lxc';
  const CONFIG = '/nodes/r630-03/lxc/7704/config';
  const START = '/nodes/r630-01/lxc/7706/status/start';
  const create = () =>
    writer.call('POST', CREATE, {
      vmid: 7811,
      ostemplate: 'local:vztmpl/alpine-3.22-default_20250617_amd64.tar.xz',
      rootfs: 'local-zfs:1',
      pool: 'it-managed',
      hostname: 'web01',
    });
  const guest = (id: number) =>
    lab.world.guests.find(({ vmid }) => vmid === id);

  it('hang-up executes the call and says nothing: the world has changed, the caller knows nothing', async () => {
    await lab.inject({ kind: 'hang-up', method: 'POST', path: CREATE });
    await expect(create()).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' });
    expect(guest(7811)).toMatchObject({ name: 'web01' });
    const { data } = await writer.get(
      '/nodes/r630-03/tasks?source=all&vmid=7811&typefilter=vzcreate',
    );
    expect(await writer.finished(data[0].upid)).toBe('OK');
    expect(lab.writes()).toEqual([
      expect.objectContaining({
        method: 'POST',
        path: CREATE,
        result: { status: 200, reason: 'OK' },
        task: data[0].upid,
        sent: 0,
      }),
    ]);
  });

  it('500 and 596 come after the call was executed, where nothing else is said', async () => {
    for (const [kind, cores] of [
      ['500', 5],
      ['596', 6],
    ] as const) {
      await lab.inject({ kind, method: 'PUT', times: 1 });
      const answer = await writer.call('PUT', CONFIG, { cores });
      expect(answer.status).toBe(Number(kind));
      expect(guest(7704)!.cores).toBe(cores);
    }
    await lab.inject({ kind: '500', method: 'PUT', executed: false });
    expect((await writer.call('PUT', CONFIG, { cores: 7 })).status).toBe(500);
    expect(guest(7704)!.cores).toBe(6);
  });

  it.each(['401', '403', '595'] as const)(
    '%s comes before anything is done',
    async kind => {
      await lab.inject({ kind, method: 'POST', path: CREATE });
      expect((await create()).status).toBe(Number(kind));
      expect(guest(7811)).toBeUndefined();
      const [write] = lab.writes();
      expect(write.sent).toBe(Number(kind));
      expect(write).not.toHaveProperty('result');
      expect(write).not.toHaveProperty('task');
    },
  );

  it('a method spares the calls of others, and times the later ones', async () => {
    await lab.inject({ kind: '500', method: 'POST', path: START, times: 1 });
    expect((await writer.get(CONFIG)).status).toBe(200);
    expect((await writer.call('POST', START)).status).toBe(500);
    const its = await writer.get('/nodes/r630-01/tasks?source=all');
    await writer.finished(its.data[0].upid);
    expect(await writer.call('POST', START)).toMatchObject({
      reason: 'CT 7706 already running',
    });
  });

  it('task-fails ends a task with an error, and a container that was to be is gone', async () => {
    await lab.inject({ kind: 'task-fails', task: 'vzcreate' });
    const { data } = await create();
    expect(await writer.finished(data)).toMatch(
      /^unable to create CT 7811 - .*out of space$/,
    );
    expect(guest(7811)).toBeUndefined();
  });

  it('task-fails of a start leaves the guest as it was', async () => {
    await lab.inject({ kind: 'task-fails', task: 'vzstart', vmid: 7706 });
    const { data } = await writer.call('POST', START);
    expect(await writer.finished(data)).toBe(
      "startup for container '7706' failed",
    );
    expect(guest(7706)!.status).toBe('stopped');
  });

  it('task-slow takes its time', async () => {
    await lab.inject({ kind: 'task-slow', task: 'vzstart', ms: 150 });
    const began = performance.now();
    const { data } = await writer.call('POST', START);
    expect(await writer.finished(data)).toBe('OK');
    expect(performance.now() - began).toBeGreaterThanOrEqual(140);
  });

  it('guest-locked stands in the configuration, config-busy in a file', async () => {
    const id = await lab.inject({ kind: 'guest-locked', vmid: 7704 });
    expect((await writer.get(CONFIG)).data.lock).toBe('backup');
    expect(await writer.call('PUT', CONFIG, { cores: 3 })).toMatchObject({
      reason: 'CT is locked (backup)',
    });
    await lab.repair(id);
    await lab.inject({ kind: 'config-busy', vmid: 7704 });
    expect((await writer.get(CONFIG)).data).not.toHaveProperty('lock');
    expect(await writer.call('PUT', CONFIG, { cores: 3 })).toMatchObject({
      reason:
        "can't lock file '/run/lock/lxc/pve-config-7704.lock' - got timeout",
    });
  });

  it('guest-locked shows in the task of a start', async () => {
    await lab.inject({ kind: 'guest-locked', vmid: 7706, says: 'snapshot' });
    const { data } = await writer.call('POST', START);
    expect(await writer.finished(data)).toBe('CT is locked (snapshot)');
  });

  it('edited-meanwhile changes a configuration between reading and writing it', async () => {
    await lab.inject({ kind: 'edited-meanwhile', vmid: 7704, times: 1 });
    const { digest } = (await writer.get(CONFIG)).data;
    const put = (seen: string) =>
      writer.call('PUT', CONFIG, { cores: 3, digest: seen });
    expect(await put(digest)).toMatchObject({
      status: 500,
      reason:
        'detected modified configuration - file changed by other user? Try again.',
    });
    const now = (await writer.get(CONFIG)).data;
    expect(now.description).toBe('edited at the console\n');
    expect((await put(now.digest)).status).toBe(200);
  });

  it('clock-off lets a node, and the tasks that it names, be of another time', async () => {
    const ms = -3_600_000;
    await lab.inject({ kind: 'clock-off', node: 'r630-01', ms });
    const auditor = PveClient.of(lab);
    const timeOf = async (node: string) =>
      (await auditor.get(`/nodes/${node}/time`)).data.time * 1000 - Date.now();
    expect(await timeOf('r630-01')).toBeLessThan(ms + 5_000);
    expect(await timeOf('r630-02')).toBeGreaterThan(-5_000);
    const { data: upid } = await writer.call('POST', START);
    await writer.finished(upid);
    const [{ starttime, endtime }] = (
      await writer.get('/nodes/r630-01/tasks?vmid=7706')
    ).data;
    expect(starttime * 1000 - Date.now()).toBeLessThan(ms + 5_000);
    expect(endtime).toBeGreaterThanOrEqual(starttime);
    await auditor.close();
  });

  it('vmid-taken lets somebody else have the number first', async () => {
    await lab.inject({ kind: 'vmid-taken', vmid: 7811 });
    expect((await writer.get('/cluster/nextid?vmid=7811')).data).toBe('7811');
    expect(await create()).toMatchObject({
      status: 500,
      reason: "CT 7811 already exists on node 'r630-03'",
    });
    expect(guest(7811)!.name).toBe('somebody-elses');
    expect((await writer.get('/cluster/nextid?vmid=7811')).status).toBe(400);
  });
});
