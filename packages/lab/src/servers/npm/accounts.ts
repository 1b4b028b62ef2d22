import { ActiveFault, FaultKind } from '../../faults/fault';

/**
 * `reader`: least rights that see everything. `own-rows`: the same with visibility "user".
 * `no-streams`: streams are hidden. `admin`: may do anything.
 * @public
 */
export type LabProxyAccountName =
  | 'reader'
  | 'own-rows'
  | 'no-streams'
  | 'admin';

type Permission = 'hidden' | 'view' | 'manage';

export interface Permissions {
  visibility: 'all' | 'user';
  proxy_hosts: Permission;
  redirection_hosts: Permission;
  dead_hosts: Permission;
  streams: Permission;
  access_lists: Permission;
  certificates: Permission;
}

/** An account of the proxy; none but the administrator owns a row. */
export interface ProxyAccount {
  id: number;
  name: LabProxyAccountName;
  identity: string;
  roles: string[];
  permissions: Permissions;
}

const VIEW: Permissions = {
  visibility: 'all',
  proxy_hosts: 'view',
  redirection_hosts: 'view',
  dead_hosts: 'view',
  streams: 'view',
  access_lists: 'hidden',
  certificates: 'hidden',
};

const PERMISSIONS: Record<LabProxyAccountName, Permissions> = {
  admin: {
    visibility: 'all',
    proxy_hosts: 'manage',
    redirection_hosts: 'manage',
    dead_hosts: 'manage',
    streams: 'manage',
    access_lists: 'manage',
    certificates: 'manage',
  },
  reader: VIEW,
  'own-rows': { ...VIEW, visibility: 'user' },
  'no-streams': { ...VIEW, streams: 'hidden' },
};

/** The account that owns all rows. */
export const OWNER_ID = 1;

export function proxyAccounts(domain: string): ProxyAccount[] {
  const names = Object.keys(PERMISSIONS) as LabProxyAccountName[];
  return names.map((name, index) => ({
    id: OWNER_ID + index,
    name,
    identity: `${name}@${domain}`,
    roles: name === 'admin' ? ['admin'] : [],
    permissions: PERMISSIONS[name],
  }));
}

/** What is left of an account when somebody edits its permissions. */
export function remainingPermissions(
  account: ProxyAccount,
  faults: ActiveFault[],
): ProxyAccount {
  const has = (kind: FaultKind) => faults.some(fault => fault.kind === kind);
  return {
    ...account,
    permissions: {
      ...account.permissions,
      ...(has('visibility-user') ? { visibility: 'user' as const } : {}),
      ...(has('streams-hidden') ? { streams: 'hidden' as const } : {}),
    },
  };
}
