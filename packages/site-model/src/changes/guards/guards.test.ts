import {
  ChangeIntent,
  CreateContainerIntent,
  changeIntentSchema,
} from '../intents';
import { ChangePolicy, changePolicySchema, closedPolicy } from '../policy';
import { GuardContext, ObservedGuest, guestFingerprint, runGuards } from '.';

const policy: ChangePolicy = changePolicySchema.parse({
  version: '7',
  allow: [
    {
      verbs: [
        'guest.create',
        'guest.start',
        'guest.destroy',
        'guest.resize-disk',
      ],
      nodes: ['r630-03'],
      vmids: [7800, 7899],
      pools: ['managed'],
      storages: ['local-lvm'],
      bridges: ['vmbr0'],
      vlans: [110, 120],
      templates: ['local:vztmpl/debian-13.tar.zst'],
    },
    {
      verbs: [
        'guest.set-network',
        'guest.set-tags',
        'guest.stop',
        'guest.shutdown',
      ],
      nodes: ['r630-03', 'r630-04'],
      vmids: [7800, 7899],
      bridges: ['vmbr0'],
      vlans: [110, 0],
    },
  ],
  riskClasses: {
    normal: { approvals: 1, ticketPattern: 'IT-\\d+', approvalHours: 24 },
  },
  risk: {
    'guest.create': 'normal',
    'guest.start': 'normal',
    'guest.stop': 'normal',
    'guest.destroy': 'normal',
    'guest.resize-disk': 'normal',
    'guest.set-network': 'normal',
  },
  protectedTags: ['prod'],
  freezes: [
    {
      from: '2026-12-24T00:00:00Z',
      until: '2027-01-02T00:00:00Z',
      reason: 'end of the year',
    },
  ],
});

const create: CreateContainerIntent = {
  verb: 'guest.create',
  node: 'r630-03',
  vmid: 7801,
  pool: 'managed',
  hostname: 'indexer-1',
  template: 'local:vztmpl/debian-13.tar.zst',
  storage: 'local-lvm',
  diskGiB: 16,
  cores: 2,
  memoryMiB: 2048,
  swapMiB: 512,
  network: {
    bridge: 'vmbr0',
    vlan: 110,
    addressing: { mode: 'static', address: '192.168.110.10/24' },
  },
  tags: [],
  ownerRef: 'group:default/chain',
  start: true,
};

const guest: ObservedGuest = {
  vmid: 7801,
  type: 'lxc',
  name: 'indexer-1',
  node: 'r630-03',
  macs: ['bc:24:11:00:00:01'],
  digest: 'abc',
  status: 'stopped',
  template: false,
  tags: ['chain'],
  pool: 'managed',
  protection: false,
  disks: { rootfs: 16 * 2 ** 30 },
  vlans: { net0: 110 },
  bridges: { net0: 'vmbr0' },
  createdBy: 'c-1',
};

const fresh = { label: 'pve-main', freshness: { freshness: 'fresh' as const } };

function context(
  intent: ChangeIntent,
  changes: Partial<GuardContext> = {},
): GuardContext {
  const creates = intent.verb === 'guest.create';
  return {
    intent,
    policy,
    ticket: 'IT-42',
    now: new Date('2026-11-24T10:00:00Z'),
    guest: creates ? undefined : guest,
    scopes: [fresh],
    takenVmids: new Set([7801]).size && creates ? new Set() : new Set([7801]),
    address: {
      address: '192.168.110.10',
      state: 'reserved',
      reservationId: 'r-1',
    },
    placement: { node: 'r630-03', rejections: [] },
    mayDestroyForeign: false,
    nodeLifecycle: new Map([['ml110', 'retiring']]),
    ...changes,
  };
}

const failing = (given: GuardContext) =>
  runGuards(given)
    .filter(({ passed }) => !passed)
    .map(({ guard, reason }) => `${guard}: ${reason}`);

const destroy = {
  verb: 'guest.destroy',
  vmid: 7801,
  name: 'indexer-1',
} as const;
const start = { verb: 'guest.start', vmid: 7801 } as const;
const network = {
  verb: 'guest.set-network',
  vmid: 7801,
  interface: 'net0',
  vlan: 110,
  addressing: { mode: 'dhcp' },
} as const;

it.each([
  ['creating a container', create],
  ['starting one that is stopped', start],
  ['removing what a change created', destroy],
  [
    'a larger disk',
    { verb: 'guest.resize-disk', vmid: 7801, disk: 'rootfs', sizeGiB: 32 },
  ],
  ['another VLAN', network],
] as [string, ChangeIntent][])(
  'lets %s through when everything fits',
  (_, intent) => {
    expect(failing(context(changeIntentSchema.parse(intent)))).toEqual([]);
  },
);

it.each<[string, ChangeIntent, Partial<GuardContext>, RegExp]>([
  [
    'nothing is allowed',
    start,
    { policy: closedPolicy },
    /^allowlist: The allowlist is empty/,
  ],
  [
    'another node',
    { ...create, node: 'r630-01' },
    {},
    /does not allow this node\./,
  ],
  ['another VMID', { ...create, vmid: 100 }, {}, /does not allow this VMID\./],
  [
    'another pool',
    { ...create, pool: 'tenants' },
    {},
    /does not allow this pool\./,
  ],
  ['another storage', { ...create, storage: 'ceph' }, {}, /this storage\./],
  [
    'another template',
    { ...create, template: 'local:vztmpl/x.tar' },
    {},
    /this template\./,
  ],
  [
    'another bridge',
    { ...create, network: { ...create.network, bridge: 'vmbr9' } },
    {},
    /this bridge\./,
  ],
  [
    'another VLAN',
    { ...create, network: { ...create.network, vlan: 11 } },
    {},
    /this VLAN\./,
  ],
  [
    'no VLAN where one is needed',
    { ...create, network: { ...create.network, vlan: undefined } },
    {},
    /this VLAN\./,
  ],
  [
    'a guest in no pool',
    start,
    { guest: { ...guest, pool: undefined } },
    /this pool\./,
  ],
  [
    'a verb without a risk class',
    { verb: 'guest.set-tags', vmid: 7801, tags: [] },
    {},
    /^ticket: The policy gives guest.set-tags no risk class/,
  ],
  ['no ticket', start, { ticket: '' }, /^ticket: "" is no ticket/],
  [
    'a ticket with something behind it',
    start,
    { ticket: 'IT-42; rm' },
    /^ticket/,
  ],
  [
    'a freeze',
    start,
    { now: new Date('2026-12-24T00:00:00Z') },
    /^freeze: Nothing is changed until 2027/,
  ],
  [
    'a source that failed',
    start,
    {
      scopes: [fresh, { label: 'r630-03', freshness: { freshness: 'failed' } }],
    },
    /^freshness: r630-03 is failed/,
  ],
  [
    'a source that is only aging',
    start,
    { scopes: [{ label: 'x', freshness: { freshness: 'aging' } }] },
    /^freshness: x is aging/,
  ],
  [
    'nothing that was read',
    start,
    { scopes: [] },
    /^freshness: Nothing was read/,
  ],
  [
    'a VMID in use',
    create,
    { takenVmids: new Set([7801]) },
    /^identity: VMID 7801 is in use/,
  ],
  [
    'a guest that is not there',
    start,
    { guest: undefined },
    /^identity: No guest 7801/,
  ],
  [
    'a recycled VMID',
    start,
    { planned: { ...guestFingerprint(guest), macs: ['bc:24:11:00:00:02'] } },
    /macs differ/,
  ],
  [
    'a changed configuration',
    start,
    { planned: { ...guestFingerprint(guest), digest: 'other' } },
    /digest differ/,
  ],
  [
    'another name than was typed',
    { ...destroy, name: 'x' },
    {},
    /is called indexer-1, not x/,
  ],
  [
    'a protected tag',
    start,
    { guest: { ...guest, tags: ['prod'] } },
    /^protection: .*protected tag prod/,
  ],
  [
    'a template',
    start,
    { guest: { ...guest, template: true } },
    /^protection: The guest is a template/,
  ],
  [
    'a lock',
    start,
    { guest: { ...guest, lock: 'backup' } },
    /^protection: The guest is locked \(backup\)/,
  ],
  [
    'protection',
    destroy,
    { guest: { ...guest, protection: true } },
    /^protection: The guest has protection/,
  ],
  [
    'protection that was not read',
    destroy,
    { guest: { ...guest, protection: undefined } },
    /has not been read/,
  ],
  [
    'a guest that runs already',
    start,
    { guest: { ...guest, status: 'running' } },
    /^status: The guest is running, not stopped/,
  ],
  [
    'removing one that runs',
    destroy,
    { guest: { ...guest, status: 'running' } },
    /^status: .*stop it first/,
  ],
  [
    'stopping one that is stopped',
    { verb: 'guest.stop', vmid: 7801 },
    {},
    /^status: The guest is stopped, not running/,
  ],
  [
    'a disk that is not there',
    { verb: 'guest.resize-disk', vmid: 7801, disk: 'mp9', sizeGiB: 32 },
    {},
    /no disk mp9/,
  ],
  [
    'a disk that would shrink',
    { verb: 'guest.resize-disk', vmid: 7801, disk: 'rootfs', sizeGiB: 16 },
    {},
    /never shrinks/,
  ],
  [
    'an interface that is not there',
    { ...network, interface: 'net7' },
    {},
    /^status: The guest has no interface net7/,
  ],
  [
    'removing what others made',
    destroy,
    { guest: { ...guest, createdBy: undefined } },
    /^origin: It was not created/,
  ],
  [
    'removing what others made with one approval',
    destroy,
    { guest: { ...guest, createdBy: undefined }, mayDestroyForeign: true },
    /must ask for two approvals/,
  ],
  [
    'an address that is not held',
    create,
    { address: { address: '192.168.110.10', state: 'free' } },
    /^address: .*reserve it first/,
  ],
  [
    'an address of somebody else',
    create,
    {
      address: {
        address: '192.168.110.10',
        state: 'conflict',
        reservationId: 'r-1',
      },
    },
    /^address: .*is conflict/,
  ],
  [
    'an address that is seen',
    create,
    {
      address: {
        address: '192.168.110.10',
        state: 'observed-only',
        reservationId: 'r-1',
      },
    },
    /^address: .*is observed-only/,
  ],
  [
    'a node without room',
    create,
    {
      placement: {
        node: 'r630-03',
        rejections: ['12 GiB of memory are missing'],
      },
    },
    /^capacity: .*12 GiB of memory are missing/,
  ],
  [
    'unknown room',
    create,
    { placement: undefined },
    /^capacity: How much room/,
  ],
  [
    'a node that is emptied',
    create,
    { nodeLifecycle: new Map([['r630-03', 'draining']]) },
    /^lifecycle: r630-03 is draining/,
  ],
])('refuses %s', (_, intent, changes, reason) => {
  const found = failing(context(intent, changes));
  expect(found).toContainEqual(expect.stringMatching(reason));
});

it('asks every guard, also when the first refuses', () => {
  const found = failing(
    context(start, {
      ticket: 'x',
      scopes: [],
      policy: { ...policy, allow: [] },
    }),
  );
  expect(found.map(text => text.split(':')[0])).toEqual([
    'allowlist',
    'ticket',
    'freshness',
  ]);
});

it.each([
  [{ ...create, unprivileged: 0 }],
  [{ ...create, hostname: 'a b' }],
  [{ ...create, template: '../x' }],
  [{ verb: 'guest.start', vmid: '7801' }],
  [{ verb: 'guest.explode', vmid: 7801 }],
  [{ ...network, interface: 'net0,bridge=vmbr9' }],
])('takes no intent such as %j', intent => {
  expect(changeIntentSchema.safeParse(intent).success).toBe(false);
});

it('takes no policy with a pattern that is none', () => {
  const broken = { ...policy.riskClasses.normal, ticketPattern: '(' };
  expect(
    changePolicySchema.safeParse({ ...policy, riskClasses: { normal: broken } })
      .success,
  ).toBe(false);
});
