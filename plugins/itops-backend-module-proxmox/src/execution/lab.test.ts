import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Lab, LabTokenName, startLab } from '@sankofa/lab';
import { ExecutorTask } from '@sankofa/plugin-itops-node';
import {
  ChangeIntent,
  PlannedRequest,
  planRequests,
} from '@sankofa/site-model';
import {
  executorContext,
  executorOf,
  sendError,
} from '../__testUtils__/executorOf';
import { ProxmoxExecutor } from './ProxmoxExecutor';

const context = executorContext();
const NODE = 'r630-03';
const VMID = 7811;

const CREATE: ChangeIntent = {
  verb: 'guest.create',
  node: NODE,
  vmid: VMID,
  pool: 'it-managed',
  hostname: 'web01',
  template: 'local:vztmpl/debian-13-standard_13.1-2_amd64.tar.zst',
  storage: 'local-zfs',
  diskGiB: 8,
  cores: 2,
  memoryMiB: 1024,
  swapMiB: 256,
  network: {
    bridge: 'vmbr0',
    vlan: 11,
    addressing: {
      mode: 'static',
      address: '192.168.11.210/24',
      gateway: '192.168.11.1',
    },
  },
  tags: ['web', 'owner-it'],
  ownerRef: 'group:default/it',
  start: true,
};

describe('against the lab', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'itops-executor-lab-'));
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab({
      stateDir: folder,
      latency: { callMs: 0, hopMs: 0, taskMs: 20, lockMs: 200, reportMs: 0 },
    });
  });
  afterAll(async () => {
    await lab.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    lab.clearWrites();
    await lab.reset();
  });

  function executor(
    token: LabTokenName = 'provisioner',
    options: { writeDeadlineMs?: number } = {},
  ): ProxmoxExecutor {
    const [source] = lab.config().itops.sources.proxmox!;
    return executorOf(
      { ...source, execution: { token: lab.token(token) } },
      options,
    );
  }

  async function finished(
    on: ProxmoxExecutor,
    task: string,
  ): Promise<ExecutorTask> {
    const log: string[] = [];
    for (;;) {
      const read = await on.readTask(task, log.length, context);
      log.push(...read.log);
      if (read.state !== 'running') {
        return { ...read, log };
      }
    }
  }

  /** The calls of an intent, on the guest as it is now. */
  async function plan(
    on: ProxmoxExecutor,
    intent: ChangeIntent,
  ): Promise<PlannedRequest[]> {
    const found = await on.inspectGuest(intent.vmid, context);
    const planned = planRequests(intent, {
      changeId: 'c-1',
      ticket: 'IT-1',
      guest: found && { ...found.guest, interfaceLines: found.interfaceLines },
    });
    if ('problem' in planned) {
      throw new Error(planned.problem);
    }
    return planned.requests;
  }

  /** Sends every call of an intent and follows it to its end. */
  async function carryOut(on: ProxmoxExecutor, intent: ChangeIntent) {
    const exits: (string | undefined)[] = [];
    for (const request of await plan(on, intent)) {
      const { task } = await on.send(request, context);
      exits.push(task && (await finished(on, task)).exit);
    }
    return exits;
  }

  const writes = () =>
    lab.writes().map(({ method, path: where }) => `${method} ${where}`);

  it('creates, tags and starts a container, changes it and takes it away again', async () => {
    const on = executor();
    expect(await on.inspectGuest(VMID, context)).toBeUndefined();
    // Debian 13 warns in a container without nesting.
    const exits = await carryOut(on, CREATE);
    expect(exits).toEqual(['WARNINGS: 1', undefined, 'OK']);

    const created = (await on.inspectGuest(VMID, context))!;
    expect(created.guest).toMatchObject({
      node: NODE,
      type: 'lxc',
      name: 'web01',
      status: 'running',
      pool: 'it-managed',
      tags: ['owner-it', 'web'],
      disks: { rootfs: 8 * 2 ** 30 },
      vlans: { net0: 11 },
      bridges: { net0: 'vmbr0' },
      protection: false,
      createdBy: 'c-1',
    });
    // The tags were written with the digest of the guest that had just been created.
    expect(lab.writes()[1]).toMatchObject({
      method: 'PUT',
      body: { digest: expect.stringMatching(/^[\da-f]{40}$/) },
      sent: 200,
    });

    const changes: ChangeIntent[] = [
      { verb: 'guest.set-tags', vmid: VMID, tags: [] },
      { verb: 'guest.resize-disk', vmid: VMID, disk: 'rootfs', sizeGiB: 10 },
      {
        verb: 'guest.set-network',
        vmid: VMID,
        interface: 'net0',
        addressing: { mode: 'dhcp' },
      },
      { verb: 'guest.shutdown', vmid: VMID },
    ];
    for (const change of changes) {
      await carryOut(on, change);
    }
    const changed = (await on.inspectGuest(VMID, context))!;
    expect(changed.guest).toMatchObject({
      status: 'stopped',
      tags: [],
      disks: { rootfs: 10 * 2 ** 30 },
      vlans: { net0: 0 },
      macs: created.guest.macs,
    });
    expect(changed.guest.digest).not.toBe(created.guest.digest);

    await carryOut(on, { verb: 'guest.destroy', vmid: VMID, name: 'web01' });
    expect(await on.inspectGuest(VMID, context)).toBeUndefined();
  });

  describe('the answer is lost', () => {
    it('after the call was carried out: its task is found, and nothing is sent twice', async () => {
      const on = executor();
      const [create] = await plan(on, CREATE);
      await lab.inject({ kind: 'hang-up', method: 'POST', executed: true });
      const since = new Date().toISOString();
      const error = await sendError(on.send(create, context));
      expect(error.outcome).toBe('unknown');

      const task = await on.findTask(create, since, context);
      expect(task).toContain(`:vzcreate:${VMID}:`);
      expect(await finished(on, task!)).toMatchObject({
        state: 'succeeded',
        exit: 'WARNINGS: 1',
      });
      const found = await on.inspectGuest(VMID, context);
      expect(found?.guest.createdBy).toBe('c-1');
      expect(writes()).toEqual([`POST /nodes/${NODE}/lxc`]);
    });

    it('and so was the call: there is no task, which is said once none can come any more', async () => {
      const on = executor();
      const [create] = await plan(on, CREATE);
      await lab.inject({ kind: 'hang-up', method: 'POST', executed: false });
      const now = Date.now();
      const error = await sendError(on.send(create, context));
      expect(error.outcome).toBe('unknown');

      const since = (ago: number) => new Date(now - ago).toISOString();
      await expect(on.findTask(create, since(0), context)).rejects.toThrow(
        /can still be under way/,
      );
      expect(await on.findTask(create, since(31_000), context)).toBeUndefined();
      expect(await on.inspectGuest(VMID, context)).toBeUndefined();
    });

    it('because it takes too long', async () => {
      const on = executor('provisioner', { writeDeadlineMs: 300 });
      const [create] = await plan(on, CREATE);
      await lab.inject({ kind: 'timeout', method: 'POST' });
      const error = await sendError(on.send(create, context));
      expect(error.outcome).toBe('unknown');
      expect(writes()).toHaveLength(1);
    });
  });

  it('tells how a task failed, in its own words', async () => {
    const on = executor();
    const [create] = await plan(on, CREATE);
    await lab.inject({
      kind: 'task-fails',
      task: 'vzcreate',
      says: 'unable to create CT 7811 - out of space',
    });
    const { task } = await on.send(create, context);
    const ended = await finished(on, task!);
    expect(ended).toMatchObject({
      state: 'failed',
      exit: 'unable to create CT 7811 - out of space',
    });
    expect(ended.log.at(-1)).toContain('TASK ERROR');
  });

  it('is stopped by the digest where somebody was faster', async () => {
    const on = executor();
    await carryOut(on, CREATE);
    const [tag] = await plan(on, {
      verb: 'guest.set-tags',
      vmid: VMID,
      tags: ['late'],
    });
    await lab.inject({ kind: 'edited-meanwhile', vmid: VMID });
    const error = await sendError(on.send(tag, context));
    expect(error.outcome).toBe('not-applied');
    expect(error.message).toContain('detected modified configuration');
  });

  it('is stopped by a lock, and by a number that somebody took', async () => {
    const on = executor();
    const [create] = await plan(on, CREATE);
    await lab.inject({ kind: 'vmid-taken' });
    expect(await sendError(on.send(create, context))).toMatchObject({
      outcome: 'not-applied',
      message: expect.stringContaining('already exists'),
    });
    await lab.reset();

    await carryOut(on, CREATE);
    const [tag] = await plan(on, {
      verb: 'guest.set-tags',
      vmid: VMID,
      tags: ['x'],
    });
    await lab.inject({ kind: 'guest-locked', vmid: VMID });
    const error = await sendError(on.send(tag, context));
    expect(error.message).toMatch(/is locked|modified configuration/);
    expect(error.outcome).toBe('not-applied');
  });

  it('is stopped by Proxmox where its own pool ends', async () => {
    const on = executor();
    const [create] = await plan(on, CREATE);
    for (const body of [
      { ...create.body, net0: 'name=eth0,bridge=vmbr0,tag=20,ip=dhcp' },
      { ...create.body, pool: 'nosuch' },
      { ...create.body, rootfs: 'pbs-01:8' },
    ]) {
      const error = await sendError(on.send({ ...create, body }, context));
      expect(error.outcome).toBe('not-applied');
      expect(error.message).toContain('403');
    }
  });

  it.each<[LabTokenName, string, RegExp]>([
    ['provisioner', 'ok', /in its pool only/],
    ['provisioner-weak', 'warn', /it lacks VM\.Allocate/],
    ['provisioner-strong', 'fail', /Permissions\.Modify@\/|more/],
  ])('judges the token %s: %s', async (token, status, detail) => {
    const [check] = await executor(token).check(context);
    expect(check.detail).toMatch(detail);
    expect(check.status).toBe(status);
  });

  it('is not let in by the token that reads', async () => {
    const [create] = await plan(executor(), CREATE);
    const reading = executor('vmonly');
    const error = await sendError(reading.send(create, context));
    expect(error.outcome).toBe('not-applied');
  });
});
