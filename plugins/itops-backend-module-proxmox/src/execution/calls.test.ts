import { ExecutorError } from '@sankofa/plugin-itops-node';
import { PlannedRequest, planRequests } from '@sankofa/site-model';
import { callOf } from './calls';

const guest = {
  node: 'one',
  type: 'qemu' as const,
  digest: 'abc',
  interfaceLines: { net0: 'virtio=02:00:00:00:00:01,bridge=vmbr0' },
};
const options = { changeId: 'c-1', ticket: 'T-1', guest };

function planned(intent: Parameters<typeof planRequests>[0]): PlannedRequest[] {
  const plan = planRequests(intent, options);
  if ('problem' in plan) {
    throw new Error(plan.problem);
  }
  return [...plan.requests, ...plan.undo];
}

const addressing = {
  mode: 'static' as const,
  address: '10.9.0.5/24',
  gateway: '10.9.0.1',
};

it('knows every call that a plan can hold', () => {
  const requests = [
    ...planned({
      verb: 'guest.create',
      node: 'one',
      vmid: 101,
      pool: 'managed',
      hostname: 'mail',
      template: 'local:vztmpl/debian.tar.zst',
      storage: 'local',
      diskGiB: 8,
      cores: 1,
      memoryMiB: 512,
      swapMiB: 0,
      network: { bridge: 'vmbr0', vlan: 11, addressing },
      tags: ['web'],
      ownerRef: 'group:default/it',
      start: true,
    }),
    ...planned({ verb: 'guest.shutdown', vmid: 101 }),
    ...planned({ verb: 'guest.stop', vmid: 101 }),
    ...planned({
      verb: 'guest.resize-disk',
      vmid: 101,
      disk: 'scsi0',
      sizeGiB: 20,
    }),
    ...planned({
      verb: 'guest.set-network',
      vmid: 101,
      interface: 'net0',
      vlan: 11,
      addressing,
    }),
    ...planned({ verb: 'guest.set-tags', vmid: 101, tags: [] }),
    ...planned({ verb: 'guest.destroy', vmid: 101, name: 'mail' }),
  ];
  expect(
    requests
      .map(callOf)
      .map(({ kind, node, vmid, needsDigest }) => [
        kind,
        node,
        vmid,
        needsDigest,
      ]),
  ).toEqual([
    ['create', 'one', 101, false],
    ['configure', 'one', 101, true],
    ['start', 'one', 101, false],
    ['destroy', 'one', 101, false],
    ['shutdown', 'one', 101, false],
    ['stop', 'one', 101, false],
    ['resize', 'one', 101, true],
    ['configure', 'one', 101, true],
    ['configure', 'one', 101, true],
    ['destroy', 'one', 101, false],
  ]);
});

const base: PlannedRequest = {
  executor: 'proxmox',
  method: 'PUT',
  path: '/nodes/one/lxc/101/config',
  body: { digest: 'abc' },
};

it.each<[string, Partial<PlannedRequest>]>([
  ['of another executor', { executor: 'npm' }],
  ['rights', { path: '/access/acl' }],
  ['a storage', { method: 'POST', path: '/storage' }],
  ['a node', { method: 'POST', path: '/nodes/one/status' }],
  ['a VM that is created', { method: 'POST', path: '/nodes/one/qemu' }],
  ['a firewall', { path: '/nodes/one/lxc/101/firewall/options' }],
  ['a path that climbs', { path: '/nodes/one/lxc/101/../102/config' }],
  ['a node that climbs', { path: '/nodes/../lxc/101/config' }],
  ['a path with a query', { path: '/nodes/one/lxc/101/config?skiplock=1' }],
  ['a hook script', { body: { hookscript: 'local:snippets/x', digest: 'a' } }],
  ['a mount', { body: { mp0: '/etc,mp=/host', digest: 'a' } }],
  ['a lock that is skipped', { body: { tags: 'a', skiplock: 1 } }],
  ['a setting that is taken off', { body: { delete: 'protection' } }],
  [
    'a destruction by force',
    { method: 'DELETE', path: '/nodes/one/lxc/101', body: { force: 1 } },
  ],
  [
    'a creation that restores over a guest',
    {
      method: 'POST',
      path: '/nodes/one/lxc',
      body: { vmid: 101, restore: 1, force: 1 },
    },
  ],
  [
    'a creation without a number',
    { method: 'POST', path: '/nodes/one/lxc', body: { hostname: 'x' } },
  ],
])('refuses %s, before anything is sent', (_, change) => {
  const refuse = () => callOf({ ...base, ...change });
  expect(refuse).toThrow(ExecutorError);
  expect(refuse).toThrow(expect.objectContaining({ outcome: 'not-applied' }));
});
