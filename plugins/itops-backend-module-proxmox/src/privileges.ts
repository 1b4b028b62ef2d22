import { Permissions } from './clients/schemas';

/** What rests on a privilege: the list itself, the details of nodes, or the look into VMs. */
export type PrivilegeArea = 'source' | 'nodes' | 'agents';

/** A privilege that the collector needs. @public */
export interface RequiredPrivilege {
  /** Any one of these; the first is the one to grant. */
  anyOf: string[];
  /** The path as an administrator grants it. */
  path: string;
  area: PrivilegeArea;
}

/**
 * The least privileges of the collector, for PVE 7 and 8 or for 9 and later.
 * The stock role `PVEAuditor` has them all, except `VM.Monitor` before 9.
 *
 * Source: the permission checks in the API schema of 8.4 and 9.2.
 * @public
 */
export function requiredPrivileges(version: string): RequiredPrivilege[] {
  const before9 = Number.parseInt(version, 10) < 9;
  return [
    { anyOf: ['VM.Audit'], path: '/vms', area: 'source' },
    { anyOf: ['Sys.Audit'], path: '/', area: 'source' },
    { anyOf: ['Pool.Audit'], path: '/pool', area: 'source' },
    { anyOf: ['SDN.Audit', 'SDN.Allocate'], path: '/sdn', area: 'source' },
    { anyOf: ['Sys.Audit'], path: '/nodes', area: 'nodes' },
    {
      anyOf: ['Datastore.Audit', 'Datastore.AllocateSpace'],
      path: '/storage',
      area: 'nodes',
    },
    {
      anyOf: before9
        ? ['VM.Monitor']
        : ['VM.GuestAgent.Audit', 'VM.GuestAgent.Unrestricted'],
      path: '/vms',
      area: 'agents',
    },
  ];
}

/** The paths that Proxmox always lists, when there is any privilege on them. */
const ALWAYS_LISTED = [
  '/access',
  '/nodes',
  '/pool',
  '/sdn',
  '/storage',
  '/vms',
];

function isHeld(
  permissions: Permissions,
  required: RequiredPrivilege,
): boolean {
  const here = permissions[required.path];
  if (required.path === '/') {
    // Asked for `/` itself only: it need not be inherited.
    return required.anyOf.some(name => here?.[name] !== undefined);
  }
  // An answer without any of the usual paths lists only what was granted: `/` stands for all.
  const listed = ALWAYS_LISTED.some(path => path in permissions)
    ? here
    : permissions['/'];
  return required.anyOf.some(name => (listed?.[name] ?? 0) > 0);
}

/**
 * What the token lacks, from `GET /access/permissions` of the token itself.
 * A privilege on single guests or storages does not count: what else there is stays unseen.
 */
export function missingPrivileges(
  permissions: Permissions,
  version: string,
): RequiredPrivilege[] {
  return requiredPrivileges(version).filter(
    required => !isHeld(permissions, required),
  );
}

/** No privilege on anything: the cluster would look empty. */
export function hasNoPrivileges(permissions: Permissions): boolean {
  return Object.values(permissions).every(
    privileges => Object.keys(privileges).length === 0,
  );
}

/** `VM.Audit@/vms, Sys.Audit@/` */
export function nameMissing(missing: RequiredPrivilege[]): string {
  return missing.map(({ anyOf, path }) => `${anyOf[0]}@${path}`).join(', ');
}

/** One sentence that says what is missing and how to give it. */
export function explainMissing(
  tokenId: string,
  missing: RequiredPrivilege[],
): string {
  const user = tokenId.split('!')[0];
  return `Token ${tokenId} lacks ${nameMissing(
    missing,
  )}: give the role PVEAuditor on / to the user and to the token (pveum acl modify / --roles PVEAuditor --users ${user} --tokens '${tokenId}')${
    missing.some(({ anyOf }) => anyOf[0] === 'VM.Monitor')
      ? ', and a role with VM.Monitor'
      : ''
  }.`;
}
