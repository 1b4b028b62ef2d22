import { ConnectorError } from '@sankofa/plugin-itops-node';
import { ProxmoxApi } from '../clients/ProxmoxApi';
import { ProxmoxReader } from '../clients/ProxmoxReader';
import { parse } from '../clients/parse';
import {
  ClusterResources,
  ClusterStatus,
  clusterResourcesSchema,
  clusterStatusSchema,
  nodesSchema,
  permissionsSchema,
  versionSchema,
} from '../clients/schemas';
import {
  RequiredPrivilege,
  explainMissing,
  hasNoPrivileges,
  missingPrivileges,
  requiredPrivileges,
} from '../privileges';
import { ClusterReading, identityOf, membersOf } from './ClusterReading';

type Options = { signal: AbortSignal };

async function readVersion(reader: ProxmoxReader, options: Options) {
  const data = await reader.get('/version', options);
  return parse(versionSchema, data, '/version').version;
}

/**
 * What the token may see. Asked before anything else: to a token without privileges Proxmox
 * answers with empty lists, and not with an error.
 *
 * @throws ConnectorError `insufficient-privileges` when there are none at all
 */
export async function readPrivileges(
  reader: ProxmoxApi,
  options: Options,
): Promise<{ version: string; missing: RequiredPrivilege[] }> {
  const permissions = parse(
    permissionsSchema,
    await reader.get('/access/permissions', options),
    '/access/permissions',
  );
  const version = await readVersion(reader, options);
  if (hasNoPrivileges(permissions)) {
    throw new ConnectorError(
      'insufficient-privileges',
      explainMissing(reader.tokenId, requiredPrivileges(version)),
    );
  }
  return { version, missing: missingPrivileges(permissions, version) };
}

/** Members, and whether they are in touch with each other. */
export async function readStatus(
  reader: ProxmoxReader,
  options: Options,
): Promise<ClusterStatus> {
  const data = await reader.get('/cluster/status', options);
  return parse(clusterStatusSchema, data, '/cluster/status');
}

/** The list of guests, and with it the nodes that are named there. */
export async function readResources(
  reader: ProxmoxReader,
  options: Options,
): Promise<ClusterResources> {
  const path = '/cluster/resources';
  const data = await reader.get(path, { ...options, deadlineMs: 30_000 });
  const resources = parse(clusterResourcesSchema, data, path);
  if (resources.nodes.length === 0) {
    throw new ConnectorError(
      'invalid-answer',
      `Proxmox answered ${path} without any node: that is no list of a cluster.`,
    );
  }
  return resources;
}

/** Lets the API find the endpoint of each member. Not knowing costs a detour, nothing else. */
async function learnMembers(
  api: ProxmoxApi,
  members: ClusterReading['members'],
  options: Options,
) {
  if (!api.hasChoice) {
    return;
  }
  const rows = await api
    .get('/nodes', options)
    .then(data => parse(nodesSchema, data, '/nodes'))
    .catch(error => {
      if (error instanceof ConnectorError) {
        return [];
      }
      throw error;
    });
  api.learnMembers(
    members.map(({ name, address }) => ({
      name,
      address,
      fingerprint: rows.find(row => row.node === name)?.ssl_fingerprint,
    })),
  );
}

/**
 * Reads what every member knows.
 *
 * @throws ConnectorError when the list of guests cannot be read: then nothing is known
 */
export async function readCluster(
  reader: ProxmoxReader,
  options: Options,
): Promise<ClusterReading> {
  const { version, missing } =
    reader instanceof ProxmoxApi
      ? await readPrivileges(reader, options)
      : { version: await readVersion(reader, options), missing: [] };

  let statusError: ConnectorError | undefined;
  const [resources, status] = await Promise.all([
    readResources(reader, options),
    missing.some(({ path }) => path === '/')
      ? undefined // refused without Sys.Audit on /
      : readStatus(reader, options).catch(error => {
          if (!(error instanceof ConnectorError)) {
            throw error;
          }
          statusError = error;
          return undefined;
        }),
  ]);
  const members = membersOf(status, resources.nodes);
  if (reader instanceof ProxmoxApi) {
    await learnMembers(reader, members, options);
  }
  return {
    ...identityOf(status),
    version,
    members,
    guests: [...resources.guests].sort((a, b) => a.vmid - b.vmid),
    missing,
    statusError,
  };
}
