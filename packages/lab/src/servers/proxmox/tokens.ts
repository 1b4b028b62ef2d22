import { ActiveFault } from '../../faults/fault';
import { World } from '../../world';
import { AUDITOR, AccessEntry, LabToken } from './AccessControl';

/** @public */
export type LabTokenName =
  | 'collector'
  | 'vmonly'
  | 'empty'
  | 'provisioner'
  | 'provisioner-strong'
  | 'provisioner-weak';

const READER = 'it-ro@pve';
const WRITER = 'it-prov@pve';

const isWriter = (name: LabTokenName) => name.startsWith('provisioner');

export function tokenId(name: LabTokenName): string {
  return `${isWriter(name) ? WRITER : READER}!${name}`;
}

/** What creating, configuring, starting and resizing takes, and no more. */
const PROVISIONER = [
  'Pool.Audit',
  'VM.Allocate',
  'VM.Audit',
  'VM.Config.CPU',
  'VM.Config.Disk',
  'VM.Config.Memory',
  'VM.Config.Network',
  'VM.Config.Options',
  'VM.PowerMgmt',
];
/** Some of what an administrator may; each of it opens the whole site. */
const ADMINISTRATOR = [
  ...AUDITOR,
  ...PROVISIONER.filter(privilege => !privilege.endsWith('.Audit')),
  'Datastore.Allocate',
  'Datastore.AllocateSpace',
  'Permissions.Modify',
  'Pool.Allocate',
  'SDN.Use',
  'Sys.Console',
  'Sys.Modify',
];

/** Pools, and on them a role. */
function onPools(world: World, privileges: readonly string[]): AccessEntry[] {
  return world.pools.map(({ poolid }) => ({
    path: `/pool/${poolid}`,
    privileges,
  }));
}

/** Storages for disks and templates, and the networks that a guest may be in: no trunk, no other tag. */
function surroundings(world: World): AccessEntry[] {
  const tags = world.vnets.flatMap(({ tag }) => (tag ? [tag] : []));
  const use = { privileges: ['SDN.Use'], propagate: false };
  const bridge = '/sdn/zones/localnetwork/vmbr0';
  return [
    ...world.storages
      .filter(({ content }) =>
        ['rootdir', 'images', 'vztmpl'].some(kind => content.includes(kind)),
      )
      .map(({ storage }) => ({
        path: `/storage/${storage}`,
        privileges: ['Datastore.AllocateSpace', 'Datastore.Audit'],
      })),
    { path: bridge, ...use },
    ...[11, ...tags].map(tag => ({ path: `${bridge}/${tag}`, ...use })),
    ...world.vnets.map(({ zone, vnet }) => ({
      path: `/sdn/zones/${zone}/${vnet}`,
      ...use,
    })),
  ];
}

/**
 * Three tokens of a user that reads: `collector` may audit everything, `vmonly` two guests
 * and nothing else, `empty` is a fresh token with privilege separation: nothing at all.
 * Three of one that writes, with another secret: `provisioner` may do what changes need, in
 * the pools; `provisioner-strong` more, everywhere; `provisioner-weak` may look and start.
 */
export function labTokens(world: World): LabToken[] {
  const two = world.guests
    .filter(guest => guest.status === 'running')
    .slice(0, 2);
  const token = (name: LabTokenName, access: AccessEntry[]): LabToken => ({
    id: tokenId(name),
    access,
    ...(isWriter(name) && { writes: true }),
  });
  return [
    token('collector', [{ path: '/', privileges: AUDITOR }]),
    token(
      'vmonly',
      two.map(({ vmid }) => ({ path: `/vms/${vmid}`, privileges: AUDITOR })),
    ),
    token('empty', []),
    token('provisioner', [
      ...onPools(world, PROVISIONER),
      ...surroundings(world),
    ]),
    token('provisioner-strong', [{ path: '/', privileges: ADMINISTRATOR }]),
    token('provisioner-weak', [
      ...onPools(world, ['Pool.Audit', 'VM.Audit', 'VM.PowerMgmt']),
      ...surroundings(world),
    ]),
  ];
}

/** What is left of a token when somebody edits the access list: two guests, or nothing. */
export function remainingRights(
  token: LabToken,
  tokens: LabToken[],
  faults: ActiveFault[],
): LabToken {
  const has = (kind: ActiveFault['kind']) =>
    faults.some(fault => fault.kind === kind);
  if (has('rights-lost')) {
    return { ...token, access: [] };
  }
  const cut = tokens.find(({ id }) => id === tokenId('vmonly'));
  return has('rights-cut') && cut ? { ...token, access: cut.access } : token;
}
