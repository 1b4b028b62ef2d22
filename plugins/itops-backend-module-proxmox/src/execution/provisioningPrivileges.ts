import { Permissions } from '../clients/schemas';

/** What changes of guests need on the pool of the guests that are managed. */
export const GUEST_PRIVILEGES: readonly string[] = [
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
/** On each storage that disks may be put on, and on that of the templates. */
export const STORAGE_PRIVILEGES: readonly string[] = [
  'Datastore.AllocateSpace',
  'Datastore.Audit',
];
/** On each VLAN of a bridge, or each virtual network, that guests may be put into. */
export const NETWORK_PRIVILEGES: readonly string[] = ['SDN.Use'];

const POOL = /^\/pool\/./;
const STORAGE = /^\/storage\/./;
/** A bridge or a virtual network, perhaps with one VLAN of it. */
const NETWORK = /^\/sdn\/zones\/[^/]+\/[^/]+(?:\/\d+)?$/;
/** A bridge of a node as a whole: what is inherited from it holds for every VLAN. */
const BRIDGE = /^\/sdn\/zones\/localnetwork\/[^/]+$/;

/** A pool gives its role to the guests and the storages in it, too. */
const IN_POOL = [...GUEST_PRIVILEGES, ...STORAGE_PRIVILEGES];
const ALLOWED: [RegExp, readonly string[]][] = [
  [POOL, IN_POOL],
  [/^\/vms\/\d+$/, IN_POOL],
  [STORAGE, IN_POOL],
  [NETWORK, NETWORK_PRIVILEGES],
];

/**
 * Each `privilege@path` that no change needs: the pool is what holds even where a guard of
 * ours is wrong, so whatever reaches beyond it is too much.
 *
 * @param permissions - `GET /access/permissions` of the provisioning token itself
 */
export function excessPrivileges(permissions: Permissions): string[] {
  return Object.entries(permissions)
    .flatMap(([path, privileges]) => {
      const allowed =
        ALLOWED.find(([pattern]) => pattern.test(path))?.[1] ?? [];
      return Object.keys(privileges)
        .filter(privilege => !allowed.includes(privilege))
        .map(privilege => `${privilege}@${path}`);
    })
    .sort();
}

/** The paths of one kind, with what each is short of. */
function shortOf(
  permissions: Permissions,
  kind: RegExp,
  needed: readonly string[],
) {
  return Object.entries(permissions)
    .filter(([path]) => kind.test(path))
    .map(([path, privileges]) => ({
      path,
      missing: needed.filter(privilege => privileges[privilege] === undefined),
    }));
}

/** What some change will be refused for, one sentence each. */
export function lackingPrivileges(permissions: Permissions): string[] {
  const pools = shortOf(permissions, POOL, GUEST_PRIVILEGES);
  const storages = shortOf(permissions, STORAGE, STORAGE_PRIVILEGES);
  const networks = shortOf(permissions, NETWORK, NETWORK_PRIVILEGES);
  const none = [
    ...(pools.length === 0
      ? ['It has no pool: no guest can be changed or created.']
      : []),
    ...(storages.length === 0
      ? ['It has no storage: no disk can be created or grow.']
      : []),
    ...(networks.length === 0
      ? ['It has no network: no guest can be put into one.']
      : []),
  ];
  const partly = [...pools, ...storages, ...networks]
    .filter(({ missing }) => missing.length > 0)
    .map(({ path, missing }) => `On ${path} it lacks ${missing.join(', ')}.`);
  return [...none, ...partly];
}

/** Bridges whose every VLAN may be used, because the privilege on them is inherited. */
export function openBridges(permissions: Permissions): string[] {
  return Object.entries(permissions)
    .filter(
      ([path, privileges]) =>
        BRIDGE.test(path) && (privileges['SDN.Use'] ?? 0) > 0,
    )
    .map(([path]) => path)
    .sort();
}
