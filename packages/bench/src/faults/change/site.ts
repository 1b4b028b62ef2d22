import { LabGuest, World, sankofaSite } from '@sankofa/lab';
import { ChangeIntent, ChangeVerb, changeVerbs } from '@sankofa/site-model';

/** The cluster that is changed, and where on it. */
export const SOURCE = 'proxmox/pve-main';
export const NODE = 'r630-03';
/** Where the guests are that are there already: there is room for new ones on the other. */
const GUEST_NODE = 'r630-04';
export const POOL = 'it-managed';
/** Addresses that changes may give to containers. */
export const PREFIX = '10.99.0.0/16';

/** VMIDs of the allowlist, and one for each verb that is not on it. */
const FIRST = 20_000;
const LAST = 29_999;
const OUTSIDE = 39_500;
/** Room for the cases of one verb. */
const PER_VERB = 40;

/** Where the containers of the crash cases begin. */
export const CREATED_FROM = 25_000;

/** What is only done to a guest that does not run. */
const STOPPED: readonly ChangeVerb[] = ['guest.start', 'guest.destroy'];

/** The VMID of one case of one verb: no case meets the guest of another. */
export function vmidOf(verb: ChangeVerb, place: number | 'outside'): number {
  const index = changeVerbs.indexOf(verb);
  return place === 'outside'
    ? OUTSIDE + index
    : FIRST + index * PER_VERB + place;
}

/** What is asked for in the cases of a verb. */
export function intentOf(verb: ChangeVerb, vmid: number): ChangeIntent {
  switch (verb) {
    case 'guest.create':
      return createIntent(vmid);
    case 'guest.resize-disk':
      return { verb, vmid, disk: 'rootfs', sizeGiB: 32 };
    case 'guest.set-network':
      return {
        verb,
        vmid,
        interface: 'net0',
        vlan: 11,
        addressing: { mode: 'dhcp' },
      };
    case 'guest.set-tags':
      return { verb, vmid, tags: ['changed'] };
    case 'guest.destroy':
      return { verb, vmid, name: nameOf(vmid) };
    default:
      return { verb, vmid };
  }
}

/** A small container; with an address of {@link PREFIX} where one is given. */
export function createIntent(vmid: number, address?: string): ChangeIntent {
  return {
    verb: 'guest.create',
    node: NODE,
    vmid,
    pool: POOL,
    hostname: nameOf(vmid),
    template: 'local:vztmpl/debian-13-standard_13.1-2_amd64.tar.zst',
    storage: 'local-zfs',
    diskGiB: 1,
    cores: 1,
    memoryMiB: 16,
    swapMiB: 0,
    network: {
      bridge: 'vmbr0',
      vlan: 11,
      addressing:
        address === undefined
          ? { mode: 'dhcp' }
          : { mode: 'static', address: `${address}/16` },
    },
    tags: ['bench'],
    ownerRef: 'group:default/it',
    start: true,
  };
}

function nameOf(vmid: number): string {
  return `bench-${vmid}`;
}

/** The demo site, switched on, with a guest for each case that needs one. */
export function changeableWorld(places: number): World {
  const site = sankofaSite();
  const { version } = site.nodes.find(({ state }) => state === 'online')!;
  const model = site.guests.find(
    ({ pool, type }) => type === 'lxc' && pool === undefined,
  )!;
  const guests: LabGuest[] = changeVerbs
    .filter(verb => verb !== 'guest.create')
    .flatMap(verb =>
      [...Array(places).keys(), 'outside' as const].map(place => {
        const vmid = vmidOf(verb, place);
        return {
          ...model,
          vmid,
          name: nameOf(vmid),
          node: GUEST_NODE,
          pool: POOL,
          status: STOPPED.includes(verb)
            ? ('stopped' as const)
            : ('running' as const),
          tags: [],
          cores: 1,
          memoryMib: 16,
          diskGib: 1,
          storage: 'local-zfs',
          nested: [],
          nets: [
            {
              ...model.nets[0],
              bridge: 'vmbr0',
              tag: undefined,
              mac: macOf(vmid),
              address: 'dhcp',
              gateway: undefined,
              live: [],
            },
          ],
        };
      }),
    );
  return {
    ...site,
    nodes: site.nodes.map(node => ({ ...node, state: 'online', version })),
    guests: [...site.guests, ...guests].sort((a, b) => a.vmid - b.vmid),
  };
}

function macOf(vmid: number): string {
  const digits = vmid.toString(16).padStart(4, '0').toUpperCase();
  return `BC:24:11:99:${digits.slice(0, 2)}:${digits.slice(2)}`;
}

/** People agree, with a ticket, on everything in the range. */
export const changePolicy = {
  version: '1',
  allow: [
    { verbs: changeVerbs, nodes: [NODE, GUEST_NODE], vmids: [FIRST, LAST] },
  ],
  riskClasses: {
    normal: { approvals: 1, ticketPattern: 'CHG-\\d+', approvalHours: 24 },
    // Guests that others made are destroyed by three people only.
    grave: { approvals: 2, ticketPattern: 'CHG-\\d+', approvalHours: 24 },
  },
  risk: Object.fromEntries(
    changeVerbs.map(verb => [
      verb,
      verb === 'guest.destroy' ? 'grave' : 'normal',
    ]),
  ),
  protectedTags: [],
  freezes: [] as { from: string; until: string; reason: string }[],
};
