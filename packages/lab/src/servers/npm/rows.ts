import {
  LabEdge,
  LabProxyDialect,
  LabProxyHost,
  LabProxyRow,
  LabTarget,
} from '../../world/edge';
import { OWNER_ID } from './accounts';

/** One row as the API answers it. */
export type Row = Record<string, unknown> & { id: number };

/** The lists of the API, by the last part of their paths. */
export type ListName =
  | 'proxy-hosts'
  | 'redirection-hosts'
  | 'dead-hosts'
  | 'streams';

const CREATED = '2026-03-02 09:00:00';

/** What nginx said when it was tested last: with the time and the process of then. */
function meta({ refusal }: LabProxyRow) {
  return {
    nginx_online: refusal === undefined,
    nginx_err:
      refusal === undefined
        ? null
        : `2026/03/02 09:00:01 [emerg] 208#208: ${refusal}\nnginx: configuration file /etc/nginx/nginx.conf test failed\n`,
  };
}

function common(row: LabProxyRow): Row {
  return {
    id: row.id,
    created_on: CREATED,
    modified_on: CREATED,
    owner_user_id: OWNER_ID,
    meta: meta(row),
    enabled: row.enabled,
  };
}

function web(row: LabProxyRow & { domains: string[] }, certificate = 0): Row {
  return {
    ...common(row),
    domain_names: [...row.domains].sort(),
    certificate_id: certificate,
    ssl_forced: certificate > 0,
    advanced_config: '',
    http2_support: certificate > 0,
    hsts_enabled: false,
    hsts_subdomains: false,
  };
}

function columns({ scheme, host, port }: LabTarget) {
  return { forward_scheme: scheme, forward_host: host, forward_port: port };
}

function plusHost(row: LabProxyHost) {
  return {
    npmplus_proxy_request_buffering: false,
    npmplus_x_frame_options: 'SAMEORIGIN',
    npmplus_auth_request: 'none',
    npmplus_location_config: '',
    npmplus_access_list_ids: row.accessList ? [row.accessList] : [],
    npmplus_access_list_type: row.accessList ? 'custom' : 'public',
  };
}

function hostRow(row: LabProxyHost, dialect: LabProxyDialect): Row {
  const isPlus = dialect === 'npmplus';
  const locations = row.locations.map(({ path, target }, index) => {
    const [, type = '', rest] = /^((?:=|~\*|~|\^~) )?(.*)$/.exec(path)!;
    return isPlus
      ? { ...columns(target), path: rest, location_type: type, id: index }
      : { ...columns(target), path };
  });
  return {
    ...web(row, row.certificate),
    ...columns(row.target),
    access_list_id: isPlus ? 0 : row.accessList ?? 0,
    caching_enabled: false,
    block_exploits: !isPlus,
    advanced_config: row.freeText,
    allow_websocket_upgrade: !isPlus,
    locations: locations.length > 0 ? locations : null,
    trust_forwarded_proto: false,
    ...(isPlus ? plusHost(row) : {}),
  };
}

/** Of NPM sorted by what it lists first: names, or ports. */
function sorted(rows: Row[], key: string): Row[] {
  const text = (row: Row) => JSON.stringify(row[key]);
  return [...rows].sort((a, b) => (text(a) < text(b) ? -1 : 1));
}

/** A list of the API. */
export function rowsOf(
  list: ListName,
  edge: LabEdge,
  dialect: LabProxyDialect,
): Row[] {
  const port = (value: number) => (dialect === 'npmplus' ? `${value}` : value);
  switch (list) {
    case 'proxy-hosts':
      return sorted(
        edge.proxyHosts.map(row => hostRow(row, dialect)),
        'domain_names',
      );
    case 'redirection-hosts':
      return sorted(
        edge.redirections.map(row => ({
          ...web(row),
          forward_scheme: row.scheme,
          forward_domain_name: row.to,
          forward_http_code: row.code,
          preserve_path: true,
          block_exploits: false,
        })),
        'domain_names',
      );
    case 'dead-hosts':
      return sorted(
        edge.deadHosts.map(row => web(row)),
        'domain_names',
      );
    default:
      return edge.streams
        .map(row => ({
          ...common(row),
          incoming_port: port(row.port),
          forwarding_host: row.host,
          forwarding_port: port(row.forwardPort),
          tcp_forwarding: row.protocols.includes('tcp'),
          udp_forwarding: row.protocols.includes('udp'),
          certificate_id: 0,
        }))
        .sort((a, b) => Number(a.incoming_port) - Number(b.incoming_port));
  }
}

/** What `expand` adds to a row. */
export function expanded(row: Row, expand: string[], edge: LabEdge): Row {
  const stamp = { created_on: CREATED, modified_on: CREATED, meta: {} };
  const list = (id: unknown) => {
    const found = edge.accessLists.find(each => each.id === id);
    return found ? { ...stamp, ...found, satisfy_any: true } : null;
  };
  const certificate = edge.certificates.find(
    ({ id }) => id === row.certificate_id,
  );
  const additions: Record<string, () => unknown> = {
    certificate: () =>
      certificate
        ? {
            ...stamp,
            id: certificate.id,
            provider: 'other',
            nice_name: certificate.name,
            domain_names: certificate.domains,
            expires_on: certificate.expiresOn,
          }
        : null,
    access_list: () => list(row.access_list_id),
    access_lists: () =>
      ((row.npmplus_access_list_ids as number[] | undefined) ?? []).map(list),
    owner: () => ({ id: OWNER_ID, name: 'Administrator' }),
  };
  return {
    ...row,
    ...Object.fromEntries(expand.map(name => [name, additions[name]()])),
  };
}

/** What `expand` may name; everything else is answered with 500. */
export function expansions(list: ListName, dialect: LabProxyDialect): string[] {
  const lists = dialect === 'npmplus' ? 'access_lists' : 'access_list';
  return list === 'proxy-hosts'
    ? ['owner', 'certificate', lists]
    : ['owner', 'certificate'];
}

/** The answer that must never be asked for: it has the keys in it. */
export function certificatesWithKeys(edge: LabEdge): Row[] {
  return edge.certificates.map(({ id, name, domains, expiresOn }) => ({
    id,
    owner_user_id: OWNER_ID,
    provider: 'other',
    nice_name: name,
    domain_names: domains,
    expires_on: expiresOn,
    meta: {
      certificate:
        '-----BEGIN CERTIFICATE-----\nlab\n-----END CERTIFICATE-----',
      certificate_key:
        '-----BEGIN PRIVATE KEY-----\nlab-canary-private-key\n-----END PRIVATE KEY-----',
    },
  }));
}
