import { Lab, startLab } from '../../../Lab';
import { PveClient } from '../../../__testUtils__/PveClient';
import { QUICK, stateDir } from '../../../__testUtils__/stateDir';
import { formatUpid, parseUpid } from './upid';

const BATCH = '/nodes/r630-01/lxc/7706';
const TASKS = '/nodes/r630-01/tasks';
const path = (upid: string) => `${TASKS}/${encodeURIComponent(upid)}`;

describe('the name of a task', () => {
  it('says where, when and whose it is', () => {
    // Recorded with Proxmox VE 9.2.
    const text =
      'UPID:r630-01:0000459C:00032B7B:6B047CF0:vzcreate:7811:it-prov@pve!prov:';
    const upid = {
      node: 'r630-01',
      pid: 17_820,
      pstart: 207_739,
      starttime: 1_795_456_240,
      type: 'vzcreate',
      id: '7811',
      user: 'it-prov@pve!prov',
    };
    expect(parseUpid(text)).toEqual(upid);
    expect(formatUpid(upid)).toBe(text);
    expect(parseUpid('UPID:bad')).toBeUndefined();
  });
});

describe('the tasks of the lab', () => {
  const folder = stateDir();
  let lab: Lab;
  let writer: PveClient;
  let auditor: PveClient;
  let empty: PveClient;

  beforeAll(async () => {
    lab = await startLab({ stateDir: folder, latency: QUICK });
    writer = PveClient.of(lab, { token: lab.token('provisioner') });
    auditor = PveClient.of(lab);
    empty = PveClient.of(lab, { token: lab.token('empty') });
  });
  afterEach(() => lab.reset());
  afterAll(async () => {
    await Promise.all([writer, auditor, empty].map(client => client.close()));
    await lab.close();
  });

  const power = async (verb: string) =>
    (await writer.call('POST', `${BATCH}/status/${verb}`)).data;

  it('have a status that says who, and how it ended', async () => {
    await lab.inject({ kind: 'task-slow', ms: 500 });
    const upid = await power('start');
    const running = (await writer.get(`${path(upid)}/status`)).data;
    expect(running).toMatchObject({
      upid,
      node: 'r630-01',
      type: 'vzstart',
      id: '7706',
      user: 'it-prov@pve',
      tokenid: 'provisioner',
      status: 'running',
    });
    expect(running).not.toHaveProperty('exitstatus');
    await writer.finished(upid);
    expect((await writer.get(`${path(upid)}/status`)).data).toMatchObject({
      status: 'stopped',
      exitstatus: 'OK',
    });
  });

  it('are listed when they are done, the newest first, and before that on demand', async () => {
    const first = await power('start');
    await writer.finished(first);
    await lab.inject({ kind: 'task-slow', ms: 60_000 });
    const second = await power('stop');
    const upids = async (query = '') =>
      (await writer.get(`${TASKS}${query}`)).data.map(({ upid }: any) => upid);
    expect(await upids()).toEqual([first]);
    expect(await upids('?source=all')).toEqual([second, first]);
    expect(await upids('?source=active')).toEqual([second]);
    expect(await upids('?source=all&typefilter=vzstart')).toEqual([first]);
    expect(await upids('?source=all&vmid=7706&limit=1&start=1')).toEqual([
      first,
    ]);
    expect(await upids('?source=all&vmid=7707')).toEqual([]);
    expect(await upids('?source=all&userfilter=nobody')).toEqual([]);
    expect(await upids('?source=all&since=4000000000')).toEqual([]);
    expect(await upids('?source=all&since=1000000000')).toHaveLength(2);
    const [line] = (await writer.get(TASKS)).data;
    expect(line).toMatchObject({ status: 'OK', user: 'it-prov@pve' });
    expect(line.endtime).toBeGreaterThanOrEqual(line.starttime);
  });

  it('are for their owner and for auditors', async () => {
    const upid = await power('start');
    expect((await auditor.get(`${path(upid)}/status`)).status).toBe(200);
    expect((await auditor.get(`${TASKS}?source=all`)).data).toHaveLength(1);
    expect((await empty.get(`${TASKS}?source=all`)).data).toEqual([]);
    expect(await empty.get(`${path(upid)}/status`)).toMatchObject({
      status: 403,
      reason: 'Permission check failed (/nodes/r630-01, Sys.Audit)',
    });
  });

  it('are not found by a name that is none, or nobody has', async () => {
    for (const [upid, why] of [
      ['UPID:bad', 'unable to parse worker upid'],
      [
        'UPID:r630-01:00000001:00000001:6B047976:vzcreate:7806:it-prov@pve!x:',
        'no such task',
      ],
    ]) {
      const answer = await auditor.get(`${path(upid)}/status`);
      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.text).errors).toEqual({ upid: why });
    }
  });

  it('write a log that can be read from a line on', async () => {
    const says = 'unable to create CT 7811 - out of space';
    await lab.inject({ kind: 'task-fails', task: 'vzcreate', says });
    const { data: upid } = await writer.call('POST', '/nodes/r630-01/lxc', {
      vmid: 7811,
      ostemplate: 'local:vztmpl/alpine-3.22-default_20250617_amd64.tar.xz',
      rootfs: 'local-zfs:1',
      pool: 'it-managed',
    });
    expect(await writer.finished(upid)).toBe(says);
    expect(JSON.parse((await writer.get(`${path(upid)}/log`)).text)).toEqual({
      total: 3,
      data: [
        {
          n: 1,
          t: 'Creating filesystem with 262144 4k blocks and 65536 inodes',
        },
        { n: 2, t: "created volume 'local-zfs:subvol-7811-disk-0'" },
        { n: 3, t: `TASK ERROR: ${says}` },
      ],
    });
    const lines = (await writer.get(`${path(upid)}/log?start=1&limit=1`)).data;
    expect(lines).toEqual([
      { n: 2, t: "created volume 'local-zfs:subvol-7811-disk-0'" },
    ]);
  });

  it('that were cut off by the end of the lab have no good end after it', async () => {
    await lab.inject({ kind: 'task-slow', ms: 60_000 });
    const upid = await power('start');
    await lab.close();
    lab = await startLab({ stateDir: folder, latency: QUICK });
    expect(await writer.finished(upid)).toBe('unexpected status');
    const { data } = await writer.get(`${BATCH}/status/current`);
    expect(data.status).toBe('stopped');
    expect(await writer.finished(await power('start'))).toBe('OK');
  });

  it('that were to create a container leave it locked and in no pool when they are cut off', async () => {
    await lab.inject({ kind: 'task-slow', ms: 60_000 });
    await writer.call('POST', '/nodes/r630-01/lxc', {
      vmid: 7811,
      ostemplate: 'local:vztmpl/alpine-3.22-default_20250617_amd64.tar.xz',
      rootfs: 'local-zfs:1',
      pool: 'it-managed',
    });
    await lab.close();
    lab = await startLab({ stateDir: folder, latency: QUICK });
    const config = '/nodes/r630-01/lxc/7811/config';
    expect((await auditor.get(config)).data.lock).toBe('create');
    expect((await writer.get(config)).status).toBe(403);
  });
});
