import { Lab, startLab } from '../../../Lab';
import { PveClient } from '../../../__testUtils__/PveClient';
import { QUICK, stateDir } from '../../../__testUtils__/stateDir';

/* The wording is that of Proxmox VE 9.2. */
describe('changing a guest', () => {
  const folder = stateDir();
  let lab: Lab;
  let writer: PveClient;
  let weak: PveClient;

  beforeAll(async () => {
    lab = await startLab({ stateDir: folder, latency: QUICK });
    writer = PveClient.of(lab, { token: lab.token('provisioner') });
    weak = PveClient.of(lab, { token: lab.token('provisioner-weak') });
  });
  afterEach(() => lab.reset());
  afterAll(async () => {
    await Promise.all([writer.close(), weak.close()]);
    await lab.close();
  });

  /** Runs, of the pool sankofa. */
  const JOBS = '/nodes/r630-03/lxc/7704';
  /** Stopped. */
  const BATCH = '/nodes/r630-01/lxc/7706';
  const config = async (path: string) =>
    (await writer.get(`${path}/config?current=1`)).data;
  const guest = (id: number) =>
    lab.world.guests.find(({ vmid }) => vmid === id);

  describe('its configuration', () => {
    it('is written at once, and has another digest then', async () => {
      const before = await config(JOBS);
      const answer = await writer.call('PUT', `${JOBS}/config`, {
        tags: 'prod;new;owner-sankofa',
        digest: before.digest,
      });
      expect(answer).toMatchObject({ status: 200, data: null });
      const after = await config(JOBS);
      expect(after.tags).toBe('new;owner-sankofa;prod');
      expect(after.digest).not.toBe(before.digest);
      expect(
        await writer.call('PUT', `${JOBS}/config`, {
          delete: 'tags',
          digest: after.digest,
        }),
      ).toMatchObject({ status: 200 });
      expect(await config(JOBS)).not.toHaveProperty('tags');
    });

    it('is not written with the digest of an older one', async () => {
      const { digest } = await config(JOBS);
      await writer.call('PUT', `${JOBS}/config`, { cores: 3 });
      expect(
        await writer.call('PUT', `${JOBS}/config`, { cores: 4, digest }),
      ).toMatchObject({
        status: 500,
        reason:
          'detected modified configuration - file changed by other user? Try again.',
      });
      expect((await config(JOBS)).cores).toBe(3);
    });

    it('moves a container to another network while it runs', async () => {
      const { net0 } = await config(JOBS);
      const next = net0
        .replace(/ip=[^,]+/, 'ip=10.120.0.44/24')
        .replace(/gw=[^,]+/, 'gw=10.120.0.1')
        .replace('bridge=vmbr0', 'bridge=vmbr0,tag=120');
      await writer.call('PUT', `${JOBS}/config`, { net0: next });
      expect((await config(JOBS)).net0).toBe(
        next
          .replace('bridge=vmbr0,tag=120', 'bridge=vmbr0')
          .replace('type=veth', 'tag=120,type=veth'),
      );
      expect(guest(7704)!.nets[0]).toMatchObject({
        address: '10.120.0.44/24',
        tag: 120,
      });
    });

    it('keeps a new address of a virtual machine pending until it starts', async () => {
      const path = '/nodes/r630-02/qemu/2500';
      const { ipconfig0 } = await config(path);
      await writer.call('PUT', `${path}/config`, {
        ipconfig0: 'ip=192.168.11.44/24,gw=192.168.11.2',
      });
      expect((await config(path)).ipconfig0).toBe(ipconfig0);
      const waiting = (await writer.get(`${path}/config`)).data.ipconfig0;
      expect(waiting).toBe('gw=192.168.11.2,ip=192.168.11.44/24');
    });

    it('is not written while a backup has it, nor under a lock file', async () => {
      expect(
        await writer.call('PUT', '/nodes/r630-04/lxc/8011/config', {
          cores: 3,
        }),
      ).toMatchObject({ status: 500, reason: 'CT is locked (backup)' });
      await lab.inject({ kind: 'task-slow', ms: 5_000 });
      await writer.call('POST', `${BATCH}/status/start`);
      expect(
        await writer.call('PUT', `${BATCH}/config`, { cores: 3 }),
      ).toMatchObject({
        status: 500,
        reason:
          "can't lock file '/run/lock/lxc/pve-config-7706.lock' - got timeout",
      });
    });

    it('is half written where the network does not take its part', async () => {
      const strong = PveClient.of(lab, {
        token: lab.token('provisioner-strong'),
      });
      const { net0 } = await config(JOBS);
      const answer = await strong.call('PUT', `${JOBS}/config`, {
        net0: net0.replace('vmbr0', 'vmbr9'),
        memory: 4096,
      });
      expect(answer).toMatchObject({
        status: 500,
        reason: "bridge 'vmbr9' does not exist",
      });
      expect(await config(JOBS)).toMatchObject({ memory: 4096, net0 });
      await strong.close();
    });

    it.each([
      [
        { tags: 'Bad Tag!' },
        { tags: 'invalid format - invalid characters in tag\n' },
      ],
      [{ cores: 0 }, { cores: 'value must have a minimum value of 1' }],
      [{ delete: 'nosuch' }, { delete: "unknown option 'nosuch'" }],
    ])('says what is wrong with %j', async (fields, errors) => {
      const answer = await writer.call(
        'PUT',
        `${JOBS}/config`,
        fields as Record<string, string>,
      );
      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.text).errors).toEqual(errors);
    });

    it('needs the right of each key', async () => {
      expect(
        await weak.call('PUT', `${JOBS}/config`, { cores: 3 }),
      ).toMatchObject({
        status: 403,
        reason:
          'Permission check failed (/vms/7704, VM.Config.Disk|VM.Config.CPU|VM.Config.Memory|VM.Config.Network|VM.Config.Options)',
      });
      expect(
        await writer.call('PUT', `${JOBS}/config`, {
          net0: 'name=eth0,bridge=vmbr0,tag=999,ip=dhcp',
        }),
      ).toMatchObject({
        status: 403,
        reason:
          'Permission check failed (/sdn/zones/localnetwork/vmbr0/999, SDN.Use)',
      });
    });
  });

  describe('its power', () => {
    it('is switched by tasks', async () => {
      for (const [path, verb, status] of [
        [BATCH, 'start', 'running'],
        [BATCH, 'shutdown', 'stopped'],
        ['/nodes/r630-02/qemu/2500', 'stop', 'stopped'],
      ]) {
        const { data } = await weak.call('POST', `${path}/status/${verb}`);
        expect(await weak.finished(data)).toBe('OK');
        const current = await weak.get(`${path}/status/current`);
        expect(current.data.status).toBe(status);
      }
    });

    it('is left alone where it is as wanted', async () => {
      expect(await writer.call('POST', `${JOBS}/status/start`)).toMatchObject({
        status: 500,
        reason: 'CT 7704 already running',
      });
      expect(await writer.call('POST', `${BATCH}/status/stop`)).toMatchObject({
        status: 500,
        reason: 'CT 7706 not running',
      });
      // A virtual machine says so in its task.
      const path = '/nodes/r630-02/qemu/2500/status/start';
      const { data } = await writer.call('POST', path);
      expect(await writer.finished(data)).toBe('VM 2500 already running');
    });

    it('of one of high availability is switched after its task has ended well', async () => {
      const path = '/nodes/r630-02/lxc/7702';
      await lab.inject({ kind: 'task-slow', task: 'vzshutdown', ms: 500 });
      const { data } = await writer.call('POST', `${path}/status/shutdown`);
      expect(data).toContain(':hastop:7702:');
      expect(await writer.finished(data)).toBe('OK');
      let status = guest(7702)!.status;
      expect(status).toBe('running');
      while (status === 'running') {
        ({ status } = (await writer.get(`${path}/status/current`)).data);
      }
      expect(status).toBe('stopped');
    });

    it('is not switched by a cluster that has lost the majority of its nodes', async () => {
      for (const node of ['r630-02', 'r630-03']) {
        await lab.inject({ kind: 'node-down', node });
      }
      expect(await writer.call('POST', `${BATCH}/status/start`)).toMatchObject({
        status: 500,
        reason: 'cluster not ready - no quorum?',
      });
    });

    it('shows in the task that a bridge is not there', async () => {
      await lab.change({ change: 'set-net', vmid: 7706, bridge: 'vmbr9' });
      const { data } = await writer.call('POST', `${BATCH}/status/start`);
      expect(await writer.finished(data)).toBe("bridge 'vmbr9' does not exist");
      expect(guest(7706)!.status).toBe('stopped');
    });
  });

  describe('its disk', () => {
    const resize = (more: Record<string, string> = {}) =>
      writer.call('PUT', `${JOBS}/resize`, {
        disk: 'rootfs',
        size: '20G',
        ...more,
      });

    it('grows by a task', async () => {
      const { digest } = await config(JOBS);
      const { data } = await resize({ digest });
      expect(await writer.finished(data)).toBe('OK');
      expect((await config(JOBS)).rootfs).toMatch(/,size=20G$/);
    });

    it.each([
      [{ size: '8G' }, 'unable to shrink disk size'],
      [{ size: '16G' }, 'disk is already at specified size'],
      [
        { digest: '0'.repeat(40) },
        'detected modified configuration - file changed by other user? Try again.',
      ],
    ])('does not with %j', async (more, reason) => {
      expect(await resize(more as Record<string, string>)).toMatchObject({
        status: 500,
        reason,
      });
    });
  });

  describe('its end', () => {
    it('comes with a task, and a token of the pool may not look for it then', async () => {
      const { data } = await writer.call('DELETE', BATCH);
      expect(await writer.finished(data)).toBe('OK');
      expect(guest(7706)).toBeUndefined();
      expect(await writer.get(`${BATCH}/config`)).toMatchObject({
        status: 403,
        reason: 'Permission check failed (/vms/7706, VM.Audit)',
      });
    });

    it('does not come while it runs, is protected, or is one of high availability', async () => {
      for (const [path, reason] of [
        [JOBS, 'unable to destroy CT 7704 - container is running'],
        [
          '/nodes/r630-04/qemu/100',
          "can't remove VM 100 - protection mode enabled",
        ],
        [
          '/nodes/r630-01/lxc/7700',
          'unable to remove CT 7700 - used in HA resources and purge parameter not set.',
        ],
      ]) {
        expect(await writer.call('DELETE', path)).toMatchObject({
          status: 500,
          reason,
        });
      }
      expect(await weak.call('DELETE', BATCH)).toMatchObject({
        status: 403,
        reason: 'Permission check failed (/vms/7706, VM.Allocate)',
      });
    });

    it('takes its parameters from the address, and no body', async () => {
      expect(await writer.call('DELETE', BATCH, { purge: 1 })).toMatchObject({
        status: 501,
        reason: "Unexpected content for method 'DELETE'",
      });
      const { data } = await writer.call('DELETE', `${BATCH}?purge=1`);
      expect(await writer.finished(data)).toBe('OK');
    });
  });
});
