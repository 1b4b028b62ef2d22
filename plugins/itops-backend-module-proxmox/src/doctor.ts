import { ConnectorError, DoctorCheck } from '@sankofa/plugin-itops-node';
import { ProxmoxSource } from './ProxmoxSource';
import { ApiEndpoint } from './clients/ApiEndpoint';
import { ProxmoxSsh } from './clients/ProxmoxSsh';
import { parse } from './clients/parse';
import { versionSchema } from './clients/schemas';
import { readPrivileges } from './collection/readCluster';
import { explainMissing } from './privileges';

/** The outcome of one check: its detail, or the error that stopped it. */
async function line(
  title: string,
  check: () => Promise<Omit<DoctorCheck, 'title'>>,
): Promise<DoctorCheck> {
  try {
    return { title, ...(await check()) };
  } catch (error) {
    if (error instanceof ConnectorError) {
      return { title, status: 'fail', detail: error.message };
    }
    throw error;
  }
}

function checkConfiguration(source: ProxmoxSource): DoctorCheck {
  const { endpoints, transport, ssh, concurrency } = source.config;
  const ways = [
    ...(endpoints.length > 0 ? [`${endpoints.length} API endpoint(s)`] : []),
    ...(ssh ? ['SSH'] : []),
  ].join(' and ');
  const single =
    transport === 'api' && endpoints.length === 1 && !ssh
      ? ' With only one endpoint there is no failover: add a second node or the section ssh.'
      : '';
  return {
    title: `${source.sourceId}: configuration`,
    status: single ? 'warn' : 'ok',
    detail: `${ways}; reads by ${transport}, at most ${concurrency} requests at a time for each node.${single}`,
  };
}

async function checkEndpoints(
  source: ProxmoxSource,
  signal: AbortSignal,
): Promise<DoctorCheck[]> {
  const { token = '', requestTimeoutMs } = source.config;
  return Promise.all(
    source.config.endpoints.map(async config => {
      const endpoint = new ApiEndpoint(config, token, 1);
      try {
        return await line(
          `${source.sourceId}: endpoint ${endpoint.host}`,
          async () => {
            const { version } = parse(
              versionSchema,
              await endpoint.get('/version', {
                signal,
                deadlineMs: requestTimeoutMs,
              }),
              '/version',
            );
            const checked =
              config.fingerprints.length > 0
                ? 'pinned'
                : config.caFile ?? 'system authorities';
            return {
              status: 'ok',
              detail: `Proxmox VE ${version}, certificate ${await endpoint.peerFingerprint()} (${checked})`,
            };
          },
        );
      } finally {
        await endpoint.close();
      }
    }),
  );
}

/** What the token may and may not see. */
export async function checkPrivileges(
  source: ProxmoxSource,
  signal: AbortSignal,
): Promise<DoctorCheck> {
  const api = source.openApi();
  try {
    return await line(`${source.sourceId}: privileges`, async () => {
      const { missing } = await readPrivileges(api, { signal });
      return missing.length > 0
        ? { status: 'warn', detail: explainMissing(api.tokenId, missing) }
        : {
            status: 'ok',
            detail: `Token ${api.tokenId} has every privilege that is read.`,
          };
    });
  } finally {
    await api.close();
  }
}

function checkSsh(
  source: ProxmoxSource,
  signal: AbortSignal,
): Promise<DoctorCheck> {
  const { host, port } = source.config.ssh!;
  return line(`${source.sourceId}: SSH ${host}:${port}`, async () => {
    let session: ProxmoxSsh | undefined;
    try {
      session = await source.openSsh(signal);
      const files = await session.guestFiles({ signal });
      const { version } = parse(
        versionSchema,
        await session.get('/version', { signal }),
        '/version',
      );
      return {
        status: 'ok',
        detail: `host key as pinned; Proxmox VE ${version}, ${files.length} guest files readable`,
      };
    } finally {
      session?.close();
    }
  });
}

/** Configuration, reachability, certificates, privileges and SSH of one source. */
export async function checkSource(
  source: ProxmoxSource,
  signal: AbortSignal,
): Promise<DoctorCheck[]> {
  const hasApi = source.config.endpoints.length > 0;
  return [
    checkConfiguration(source),
    ...(hasApi ? await checkEndpoints(source, signal) : []),
    ...(hasApi ? [await checkPrivileges(source, signal)] : []),
    ...(source.config.ssh ? [await checkSsh(source, signal)] : []),
  ];
}
