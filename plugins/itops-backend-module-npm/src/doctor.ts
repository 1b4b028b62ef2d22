import { ConnectorError, DoctorCheck } from '@sankofa/plugin-itops-node';
import { NpmSource } from './NpmSource';
import { NpmApi, ProxyIdentity } from './clients/NpmApi';
import { Account } from './clients/schemas';
import { rowLists } from './collection/lists';
import { doubtOf, notSetUp, readAccount } from './collection/readProxy';

const NAMES = { npm: 'Nginx Proxy Manager', npmplus: 'NPMplus' };

function checkTransport(source: NpmSource): DoctorCheck[] {
  return source.isPlain
    ? [
        {
          title: `${source.sourceId}: transport`,
          status: 'warn',
          detail: `${source.config.url} is not encrypted: everybody on the way can read the password of ${source.config.credentials.identity} and what it may see. Use https, or put a TLS proxy host in front of the API and pin its certificate.`,
        },
      ]
    : [];
}

function checkReachable(
  source: NpmSource,
  api: NpmApi,
  { dialect, version }: ProxyIdentity,
): DoctorCheck {
  const { fingerprints, caFile } = source.config.tls;
  const checked = fingerprints.length > 0 ? 'pinned' : caFile;
  const certificate = source.isPlain
    ? ''
    : `, certificate ${api.peerFingerprint} (${
        checked ?? 'system authorities'
      })`;
  return {
    title: `${source.sourceId}: ${source.host}`,
    status: 'ok',
    detail: `${NAMES[dialect]} ${version}${certificate}`,
  };
}

/** What the account may do beyond looking at what is read. */
function excessOf({ roles = [], permissions }: Account): string[] {
  const secrets = ['access_lists', 'certificates'] as const;
  return [
    ...(roles.includes('admin') ? ['it is an administrator'] : []),
    ...Object.entries(permissions)
      .filter(([, permission]) => permission === 'manage')
      .map(([name]) => `it may change ${name.replace('_', ' ')}`),
    ...secrets
      .filter(name => permissions[name] === 'view')
      .map(name =>
        name === 'certificates'
          ? 'it may see certificates, and with them their private keys'
          : `it may see ${name.replace('_', ' ')}`,
      ),
  ];
}

function checkAccount(api: NpmApi, account: Account): DoctorCheck {
  const title = `${api.sourceId}: account ${api.identity}`;
  const doubt = doubtOf(account, api);
  const hidden = rowLists.filter(
    ({ permission }) =>
      account.permissions[permission] === 'hidden' &&
      !account.roles?.includes('admin'),
  );
  const missing = [
    ...(doubt ? [doubt.message] : []),
    ...(hidden.length > 0
      ? [
          `It may not see ${hidden
            .map(list => `"${list.title}"`)
            .join(', ')}: give it the permission "View" there.`,
        ]
      : []),
  ];
  if (missing.length > 0) {
    return { title, status: 'fail', detail: missing.join(' ') };
  }
  const excess = excessOf(account);
  return excess.length > 0
    ? {
        title,
        status: 'warn',
        detail: `Sees everything that is read, but ${excess.join(
          ', ',
        )}: an account that only views is enough.`,
      }
    : {
        title,
        status: 'ok',
        detail: `Sees all rows of ${rowLists
          .map(list => list.title)
          .join(', ')}, and nothing else.`,
      };
}

async function line(
  title: string,
  check: () => Promise<DoctorCheck[]>,
): Promise<DoctorCheck[]> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof ConnectorError) {
      return [{ title, status: 'fail', detail: error.message }];
    }
    throw error;
  }
}

/** Reachability, dialect, whether it is set up, and what the account may see. */
export async function checkSource(
  source: NpmSource,
  signal: AbortSignal,
): Promise<DoctorCheck[]> {
  const { sourceId, host } = source;
  const found = await line(`${sourceId}: ${host}`, () =>
    source.ask(signal, async api => {
      const proxy = await api.root();
      const reachable = checkReachable(source, api, proxy);
      if (!proxy.setUp) {
        return [
          reachable,
          {
            title: `${sourceId}: set-up`,
            status: 'fail',
            detail: notSetUp(api).message,
          },
        ];
      }
      const account = await line(
        `${sourceId}: account ${api.identity}`,
        async () => [checkAccount(api, await readAccount(api))],
      );
      return [reachable, ...account];
    }),
  );
  return [...checkTransport(source), ...found];
}
