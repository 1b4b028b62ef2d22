import { ConnectorError } from '@sankofa/plugin-itops-node';
import {
  READER,
  executorContext,
  executorOf,
} from '../__testUtils__/executorOf';
import {
  FakeAnswer,
  FakePve,
  routes,
  startFakePve,
} from '../__testUtils__/fakePve';

const started: FakePve[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map(fake => fake.stop()));
});

async function cluster(
  changes: Record<string, FakeAnswer | (() => FakeAnswer)>,
): Promise<FakePve> {
  const fake = await startFakePve(routes(changes));
  started.push(fake);
  return fake;
}

function inspect(pve: FakePve, vmid: number) {
  return executorOf({ endpoints: [pve] }).inspectGuest(vmid, executorContext());
}

async function failure(promise: Promise<unknown>): Promise<ConnectorError> {
  const error = await promise.then(
    () => undefined,
    reason => reason,
  );
  expect(error).toBeInstanceOf(ConnectorError);
  expect(error.message).not.toContain('canary');
  return error;
}

const node = { type: 'node', node: 'one', status: 'online' };
const row = { type: 'lxc', vmid: 7811, node: 'one', pool: 'it-managed' };
const LIST = { '/cluster/resources': { data: [node, row] } };
/** `GET /nodes/{node}/lxc/{vmid}/pending`, recorded from Proxmox VE 9.2.11, with what is added here for more. */
const RECORDED = [
  { key: 'ostype', value: 'debian' },
  { key: 'tags', value: 'owner-it;sankofa' },
  { key: 'unprivileged', value: 1 },
  {
    value:
      'name=eth0,bridge=vmbr0,gw=192.168.11.1,hwaddr=BC:24:11:6A:D0:E1,ip=192.168.11.52/24,tag=11,type=veth',
    key: 'net0',
  },
  { key: 'digest', value: 'e6e96255313c3bd06deeb878e9b2d7949f0c1fa4' },
  { value: 'local:7811/vm-7811-disk-0.raw,size=1G', key: 'rootfs' },
  { key: 'swap', value: 512 },
  { key: 'memory', value: 512 },
  { pending: 'arm64', value: 'amd64', key: 'arch' },
  { key: 'hostname', value: 'web01' },
];

function container(...rows: object[]): Record<string, FakeAnswer> {
  return {
    ...LIST,
    '/nodes/one/lxc/7811/pending': { data: [...RECORDED, ...rows] },
    '/nodes/one/lxc/7811/status/current': {
      data: { status: 'running', name: 'web01', vmid: 7811 },
    },
  };
}

it('finds a container on whatever node it is, with everything that guards look at', async () => {
  const pve = await cluster(
    container(
      {
        key: 'description',
        value: 'Ticket T-7\nitops-change:c-1\npassword: x\n',
      },
      { key: 'lock', value: 'backup' },
      { key: 'protection', value: 1 },
      { key: 'mp0', value: 'local:vm-7811-disk-1,mp=/srv,size=512M' },
      { key: 'net1', value: 'name=eth1,bridge=vmbr1,hwaddr=BC:24:11:00:00:01' },
    ),
  );
  const before = Date.now();
  const found = (await inspect(pve, 7811))!;
  expect(found).toEqual({
    inspectedAt: expect.any(String),
    pendingKeys: ['arch'],
    interfaceLines: {
      net0: 'name=eth0,bridge=vmbr0,gw=192.168.11.1,hwaddr=BC:24:11:6A:D0:E1,ip=192.168.11.52/24,tag=11,type=veth',
      net1: 'name=eth1,bridge=vmbr1,hwaddr=BC:24:11:00:00:01',
    },
    guest: {
      vmid: 7811,
      type: 'lxc',
      name: 'web01',
      node: 'one',
      macs: ['bc:24:11:00:00:01', 'bc:24:11:6a:d0:e1'],
      digest: 'e6e96255313c3bd06deeb878e9b2d7949f0c1fa4',
      status: 'running',
      template: false,
      tags: ['owner-it', 'sankofa'],
      pool: 'it-managed',
      lock: 'backup',
      protection: true,
      disks: { rootfs: 2 ** 30, mp0: 512 * 2 ** 20 },
      vlans: { net0: 11, net1: 0 },
      bridges: { net0: 'vmbr0', net1: 'vmbr1' },
      createdBy: 'c-1',
    },
  });
  expect(Date.parse(found.inspectedAt)).toBeGreaterThanOrEqual(before);
  expect(JSON.stringify(found)).not.toContain('password');
});

it('finds a VM, whose drives for media are no disks', async () => {
  const pve = await cluster({
    '/cluster/resources': {
      data: [node, { type: 'qemu', vmid: 201, node: 'one', name: 'build' }],
    },
    '/nodes/one/qemu/201/status/current': { data: { status: 'stopped' } },
    '/nodes/one/qemu/201/pending': {
      data: [
        { key: 'digest', value: 'abc' },
        { key: 'template', value: 1 },
        { key: 'scsi0', value: 'zfs:vm-201-disk-0,iothread=1,size=1.5T' },
        { key: 'ide2', value: 'local:iso/x.iso,media=cdrom,size=600M' },
        { key: 'efidisk0', value: 'zfs:vm-201-disk-1,size=4M' },
        { key: 'virtio1', value: 'zfs:vm-201-disk-2' },
        {
          key: 'smbios1',
          value: 'uuid=8a4ca9c4-7b6c-4d0c-9d5e-0f4a6f4c0a11,manufacturer=x',
        },
        { key: 'net0', value: 'virtio=BC:24:11:00:00:02,bridge=vmbr0,tag=30' },
        { key: 'net1', value: 'virtio=BC:24:11:00:00:03' },
      ],
    },
  });
  expect((await inspect(pve, 201))?.guest).toEqual({
    vmid: 201,
    type: 'qemu',
    name: 'build',
    node: 'one',
    macs: ['bc:24:11:00:00:02', 'bc:24:11:00:00:03'],
    uuid: '8a4ca9c4-7b6c-4d0c-9d5e-0f4a6f4c0a11',
    digest: 'abc',
    status: 'stopped',
    template: true,
    tags: [],
    protection: false,
    disks: { scsi0: 1.5 * 2 ** 40 },
    vlans: { net0: 30, net1: 0 },
    bridges: { net0: 'vmbr0' },
  });
});

it('leaves out the line of an interface that another one waits for, and tells what waits', async () => {
  const rows = RECORDED.map(each =>
    each.key === 'net0' ? { ...each, pending: `${each.value},mtu=1400` } : each,
  );
  const pve = await cluster({
    ...container(),
    '/nodes/one/lxc/7811/pending': {
      data: [...rows, { key: 'protection', value: 1, delete: 1 }],
    },
  });
  const found = (await inspect(pve, 7811))!;
  expect(found.interfaceLines).toEqual({});
  expect(found.pendingKeys).toEqual(['arch', 'net0', 'protection']);
  expect(found.guest.vlans).toEqual({ net0: 11 });
});

it('takes nobody for the creator because of words that only look like the marker', async () => {
  for (const value of ['see itops-change:c-1', 'itops-change: c-1', '']) {
    const pve = await cluster(container({ key: 'description', value }));
    expect((await inspect(pve, 7811))?.guest.createdBy).toBeUndefined();
  }
});

it('reads with the token that sees everything, and writes nothing', async () => {
  const fake = await startFakePve((path, request) =>
    request.token === READER
      ? routes(container())(path)
      : { status: 403, text: 'Permission check failed' },
  );
  started.push(fake);
  expect((await inspect(fake, 7811))?.guest.vmid).toBe(7811);
  expect([...fake.methods]).toEqual(['GET']);
});

describe('no such guest', () => {
  const FREE = { '/cluster/nextid?vmid=7811': { data: '7811' } };

  it('is said only where the cluster says that the number is free', async () => {
    expect(await inspect(await cluster(FREE), 7811)).toBeUndefined();
  });

  it.each<[string, Record<string, FakeAnswer>, string]>([
    [
      'the number is in use, but the token does not see by whom',
      {
        '/cluster/nextid?vmid=7811': {
          status: 400,
          text: 'Parameter verification failed.',
          errors: { vmid: 'VM 7811 already exists' },
        },
      },
      'insufficient-privileges',
    ],
    [
      'the cluster is not quorate',
      {
        ...FREE,
        '/cluster/status': {
          data: [
            { type: 'cluster', name: 'attic', quorate: 0 },
            { type: 'node', name: 'one', online: 1 },
          ],
        },
      },
      'not-quorate',
    ],
    [
      'another number is answered',
      { '/cluster/nextid?vmid=7811': { data: '7000' } },
      'invalid-answer',
    ],
    [
      'the list has no node, and so is no list',
      { ...FREE, '/cluster/resources': { data: [] } },
      'invalid-answer',
    ],
    [
      'the list cannot be read',
      { ...FREE, '/cluster/resources': { status: 500, text: 'got no worker' } },
      'http-error',
    ],
  ])('is not said when %s', async (_, changes, reason) => {
    const error = await failure(inspect(await cluster(changes), 7811));
    expect(error.reason).toBe(reason);
  });
});

describe('a guest that cannot be read in full', () => {
  it.each<[string, string, FakeAnswer, string]>([
    [
      'its node is offline',
      'pending',
      { status: 595, text: 'No route' },
      'node-offline',
    ],
    ['its configuration is empty', 'pending', { data: [] }, 'invalid-answer'],
    ['its status is missing', 'status/current', { data: {} }, 'invalid-answer'],
    [
      'it stays forbidden',
      'pending',
      { status: 403, text: 'Permission check failed' },
      'forbidden',
    ],
  ])('is an error when %s', async (_, path, answer, reason) => {
    const pve = await cluster({
      ...container(),
      [`/nodes/one/lxc/7811/${path}`]: answer,
    });
    expect((await failure(inspect(pve, 7811))).reason).toBe(reason);
  });

  it('is looked up once more, because it may have moved', async () => {
    let lists = 0;
    const pve = await cluster({
      ...container(),
      '/cluster/resources': () => ({
        data: [node, { ...row, node: lists++ === 0 ? 'two' : 'one' }],
      }),
      '/nodes/two/lxc/7811/pending': {
        status: 500,
        text: "Configuration file 'nodes/two/lxc/7811.conf' does not exist",
      },
      '/nodes/two/lxc/7811/status/current': {
        status: 500,
        text: "Configuration file 'nodes/two/lxc/7811.conf' does not exist",
      },
    });
    expect((await inspect(pve, 7811))?.guest.node).toBe('one');
  });

  it('is gone when it is removed while it is read', async () => {
    let lists = 0;
    const pve = await cluster({
      '/cluster/resources': () => ({
        data: lists++ === 0 ? [node, row] : [node],
      }),
      '/nodes/one/lxc/7811/pending': { status: 403, text: 'Permission check' },
      '/nodes/one/lxc/7811/status/current': { status: 403, text: 'no' },
      '/cluster/nextid?vmid=7811': { data: '7811' },
    });
    expect(await inspect(pve, 7811)).toBeUndefined();
  });
});
