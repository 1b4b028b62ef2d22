import { readFileSync } from 'node:fs';
import { Lab, startLab } from '../../../Lab';
import { PveClient } from '../../../__testUtils__/PveClient';
import { UnifiClient } from '../../../__testUtils__/UnifiClient';
import { QUICK, stateDir } from '../../../__testUtils__/stateDir';

/*
 * The wording is that of Proxmox VE 9.2 (pve-container 6.1), asked with a token whose
 * rights end at a pool.
 */
describe('creating a container', () => {
  const folder = stateDir();
  let lab: Lab;
  let writer: PveClient;
  let auditor: PveClient;
  let network: UnifiClient;

  beforeAll(async () => {
    lab = await startLab({ stateDir: folder, latency: QUICK });
    writer = PveClient.of(lab, { token: lab.token('provisioner') });
    auditor = PveClient.of(lab);
    network = new UnifiClient(lab);
  });
  afterEach(() => lab.reset());
  afterAll(async () => {
    await Promise.all([writer, auditor, network].map(each => each.close()));
    await lab.close();
  });

  const WANTED = {
    vmid: 7811,
    hostname: 'web01',
    ostemplate: 'local:vztmpl/alpine-3.22-default_20250617_amd64.tar.xz',
    pool: 'it-managed',
    rootfs: 'local-zfs:8',
    cores: 2,
    memory: 1024,
    swap: 256,
    net0: 'name=eth0,bridge=vmbr0,tag=11,ip=192.168.11.210/24,gw=192.168.11.1',
    unprivileged: 1,
    description: 'Ticket IT-1\nitops-change:42',
  };
  const create = (more: Record<string, string | number> = {}) =>
    writer.call('POST', '/nodes/r630-03/lxc', { ...WANTED, ...more });
  const CONFIG = '/nodes/r630-03/lxc/7811/config';

  it('answers a task, and the container is there when it has ended', async () => {
    const { status, data: upid } = await create();
    expect(status).toBe(200);
    expect(upid).toMatch(
      /^UPID:r630-03:[\dA-F]{8}:[\dA-F]{8}:[\dA-F]{8}:vzcreate:7811:it-prov@pve!provisioner:$/,
    );
    expect(await writer.finished(upid)).toBe('OK');
    expect((await writer.get(CONFIG)).data).toMatchObject({
      hostname: 'web01',
      cores: 2,
      memory: 1024,
      swap: 256,
      rootfs: 'local-zfs:subvol-7811-disk-0,size=8G',
      unprivileged: 1,
      net0: expect.stringMatching(
        /^name=eth0,bridge=vmbr0,gw=192\.168\.11\.1,hwaddr=BC:24:11:[^,]+,ip=192\.168\.11\.210\/24,tag=11,type=veth$/,
      ),
      description: 'Ticket IT-1\nitops-change:42\n',
      digest: expect.stringMatching(/^[\da-f]{40}$/),
    });
    const status_ = (await writer.get('/nodes/r630-03/lxc/7811/status/current'))
      .data;
    expect(status_).toMatchObject({ status: 'stopped', name: 'web01' });
  });

  it('hides it from a token of the pool, and its name from everybody, until it is done', async () => {
    await lab.inject({ kind: 'task-slow', task: 'vzcreate', ms: 700 });
    const { data: upid } = await create();
    expect(await writer.get(CONFIG)).toMatchObject({
      status: 403,
      reason: 'Permission check failed (/vms/7811, VM.Audit)',
    });
    const line = (await auditor.get('/cluster/resources?type=vm')).data.find(
      (guest: any) => guest.vmid === 7811,
    );
    expect(line).toEqual({
      id: 'lxc/7811',
      type: 'lxc',
      vmid: 7811,
      node: 'r630-03',
      status: 'unknown',
    });
    expect((await auditor.get(CONFIG)).data.lock).toBe('create');
    expect(await writer.finished(upid)).toBe('OK');
    expect((await writer.get(CONFIG)).status).toBe(200);
    const own = (await writer.get('/nodes/r630-03/lxc')).data;
    expect(own.find((guest: any) => guest.vmid === 7811).name).toBe('web01');
  });

  it.each([
    [{ pool: 'nosuch' }, "pool 'nosuch' does not exist"],
    [{ unprivileged: 0 }, '/, Sys.Modify'],
    [{ 'ha-managed': 1 }, '/, Sys.Console'],
    [{ rootfs: 'pbs-01:8' }, '/storage/pbs-01, Datastore.AllocateSpace'],
    [{ tags: 'owner-it' }, '/vms/7811, VM.Config.Options'],
    [
      { net0: 'name=eth0,bridge=vmbr0,tag=20,ip=dhcp' },
      '/sdn/zones/localnetwork/vmbr0/20, SDN.Use',
    ],
    [
      { mp0: '/etc,mp=/mnt' },
      'mount point type bind is only allowed for root@pam',
    ],
    [
      { features: 'nesting=1,keyctl=1' },
      'changing feature flags (except nesting) is only allowed for root@pam',
    ],
  ])('refuses %j with 403', async (more, check) => {
    expect(await create(more as Record<string, string>)).toMatchObject({
      status: 403,
      reason: `Permission check failed (${check})`,
    });
    expect(lab.world.guests.some(({ vmid }) => vmid === 7811)).toBe(false);
  });

  it('refuses who may not allocate without saying where', async () => {
    const path = '/nodes/r630-03/lxc';
    expect(await auditor.call('POST', path, WANTED)).toMatchObject({
      status: 403,
      reason: 'Permission check failed',
    });
    const { pool: _, ...outside } = WANTED;
    expect(await writer.call('POST', path, outside)).toMatchObject({
      status: 403,
      reason: 'Permission check failed',
    });
  });

  it('names every parameter that is wrong', async () => {
    const answer = await create({
      vmid: 50,
      hostname: 'bad_name',
      bogus: 1,
      net0: 'name=eth0,brdge=vmbr0,ip=192.168.11.300/24,tag=5000',
    });
    expect(answer).toMatchObject({
      status: 400,
      reason: 'Parameter verification failed.',
    });
    expect(JSON.parse(answer.text).errors).toEqual({
      vmid: 'invalid format - value does not look like a valid VM ID\n',
      hostname: 'invalid format - value does not look like a valid DNS name\n',
      bogus:
        'property is not defined in schema and the schema does not allow additional properties',
      net0: 'invalid format - format error\nnet0.ip: invalid format - value does not look like a valid ipv4 network configuration\n\nnet0.tag: value must have a maximum value of 4094\nnet0.brdge: property is not defined in schema and the schema does not allow additional properties',
    });
  });

  it('refuses a number that somebody has, and gives it to one of two at a time', async () => {
    expect(await create({ vmid: 7701 })).toMatchObject({
      status: 500,
      reason: "CT 7701 already exists on node 'r630-01'",
    });
    const statuses = (await Promise.all([create(), create()])).map(
      ({ status }) => status,
    );
    expect(statuses.sort()).toEqual([200, 500]);
  });

  it('finds out about the template in the task only, and leaves nothing behind', async () => {
    const { data: upid } = await create({ ostemplate: 'local:vztmpl/no.tar' });
    expect(await writer.finished(upid)).toBe(
      "unable to create CT 7811 - volume 'local:vztmpl/no.tar' does not exist",
    );
    expect(lab.world.guests.some(({ vmid }) => vmid === 7811)).toBe(false);
  });

  it('warns of a systemd without nesting, which is no failure', async () => {
    const { data: upid } = await create({
      ostemplate: 'local:vztmpl/debian-13-standard_13.1-2_amd64.tar.zst',
    });
    expect(await writer.finished(upid)).toBe('WARNINGS: 1');
    expect((await writer.get(CONFIG)).status).toBe(200);
  });

  it('ends well even where the start that was asked for with it fails', async () => {
    await lab.inject({ kind: 'task-fails', task: 'vzstart', vmid: 7811 });
    const { data: upid } = await create({ start: 1 });
    expect(await writer.finished(upid)).toBe('OK');
    let started: any;
    do {
      const path = '/nodes/r630-03/tasks?vmid=7811&typefilter=vzstart';
      [started] = (await writer.get(path)).data;
    } while (!started);
    expect(started.status).toBe("startup for container '7811' failed");
    const { data } = await writer.get('/nodes/r630-03/lxc/7811/status/current');
    expect(data.status).toBe('stopped');
  });

  it('is a neighbour and a client of the switches from its start on', async () => {
    const { data: upid } = await create();
    await writer.finished(upid);
    const path = '/nodes/r630-03/lxc/7811';
    const { data: start } = await writer.call('POST', `${path}/status/start`);
    expect(await writer.finished(start)).toBe('OK');
    const current = (await writer.get(`${path}/status/current`)).data;
    expect(current.status).toBe('running');
    const [, eth0] = (await auditor.get(`${path}/interfaces`)).data;
    expect(eth0.inet).toBe('192.168.11.210/24');

    const [{ nodes }] = lab.config().itops.sources.neighbours;
    const { linksFile } = nodes.find(({ node }) => node === 'r630-03')!;
    expect(readFileSync(linksFile, 'utf8')).toContain('veth7811i0');
    const macs = (await network.ask('/proxy/network/api/s/default/stat/sta'))
      .body.data;
    expect(macs.map(({ mac }: any) => mac.toLowerCase())).toContain(
      eth0.hwaddr,
    );
  });

  it('outlives the lab', async () => {
    const { data: upid } = await create();
    await writer.finished(upid);
    await lab.close();
    lab = await startLab({ stateDir: folder, latency: QUICK });
    expect((await writer.get(CONFIG)).data.hostname).toBe('web01');
    expect(await writer.finished(upid)).toBe('OK');
  });
});
