import { ConnectorError, DoctorCheck } from '@sankofa/plugin-itops-node';
import { ProxmoxApi } from '../clients/ProxmoxApi';
import { parse } from '../clients/parse';
import { Permissions, permissionsSchema } from '../clients/schemas';
import {
  excessPrivileges,
  lackingPrivileges,
  openBridges,
} from './provisioningPrivileges';

/** More is said by Proxmox itself: `pveum user token permissions`. */
const NAMED = 10;

function named(list: string[]): string {
  const rest = list.length - NAMED;
  return `${list.slice(0, NAMED).join(', ')}${
    rest > 0 ? ` and ${rest} more` : ''
  }`;
}

/** Whether the provisioning token may do what changes need, and nothing else. */
export function judgePermissions(
  tokenId: string,
  permissions: Permissions,
): Omit<DoctorCheck, 'title'> {
  const excess = excessPrivileges(permissions);
  if (excess.length > 0) {
    return {
      status: 'fail',
      detail: `Token ${tokenId} may do more than any change needs: ${named(
        excess,
      )}. Take it away (pveum acl delete), so that a mistake here cannot reach beyond the pool.`,
    };
  }
  const lacking = lackingPrivileges(permissions);
  const open = openBridges(permissions);
  if (lacking.length > 0 || open.length > 0) {
    return {
      status: 'warn',
      detail: [
        `Token ${tokenId}:`,
        ...lacking,
        ...open.map(
          path =>
            `On ${path} SDN.Use is inherited, so every VLAN of it may be used; grant it with --propagate 0, and each VLAN by itself.`,
        ),
      ].join(' '),
    };
  }
  return {
    status: 'ok',
    detail: `Token ${tokenId} has what changes need, in its pool only.`,
  };
}

/** The checks of one cluster that may be written to. */
export async function checkExecution(
  api: ProxmoxApi,
  options: { sourceId: string; collectingTokenId: string; signal: AbortSignal },
): Promise<DoctorCheck[]> {
  const { sourceId, collectingTokenId, signal } = options;
  const title = `${sourceId}: privileges for changes`;
  if (api.tokenId === collectingTokenId) {
    return [
      {
        title,
        status: 'fail',
        detail: `Token ${api.tokenId} reads and writes: make a second one for changes, so that whoever only reads cannot write.`,
      },
    ];
  }
  const path = '/access/permissions';
  try {
    const data = await api.get(path, { signal });
    const permissions = parse(permissionsSchema, data, path);
    return [{ title, ...judgePermissions(api.tokenId, permissions) }];
  } catch (error) {
    if (error instanceof ConnectorError) {
      return [{ title, status: 'fail', detail: error.message }];
    }
    throw error;
  }
}
