import { ID_HEADINGS } from './Columns';
import { HeadingReader } from './HeadingReader';

/** What the columns of a table of public host names mean, by their position. */
export interface HostnameColumns {
  hostname: number;
  upstream?: number;
  addresses: number[];
  port?: number;
  id?: number;
}

/** Lower case without accents; the better ones first. */
const HOSTNAMES = [
  'public hostname',
  'public host name',
  'public hostnames',
  'public name',
  'public names',
  'public domain',
  'public url',
  'external hostname',
  'external name',
  'external url',
  'fqdn',
  'fqdns',
  'domain name',
  'domain names',
  'domain',
  'domains',
  'server name',
  'vhost',
  'virtual host',
  'domane',
  'domanenname',
  'dominio',
  'nombre de dominio',
  'domaine',
  'nom de domaine',
  'nome de dominio',
  'domein',
  'domeinnaam',
  'домен',
  '域名',
  'ドメイン',
  '도메인',
  'dns',
  'dns name',
  'hostname',
  'host name',
  'hostnames',
  'host names',
  'url',
  'urls',
  'website',
  'host',
  'hosts',
];

const UPSTREAMS = [
  'upstream',
  'upstreams',
  'upstream server',
  'upstream address',
  'upstream url',
  'proxy pass',
  'proxy target',
  'forward to',
  'forwards to',
  'forward host',
  'forward hostname ip',
  'backend',
  'backends',
  'backend server',
  'target',
  'targets',
  'destination',
  'destinations',
  'origin',
  'internal url',
  'internal address',
  'internal target',
  'points to',
  'goes to',
  'leads to',
  'proxied to',
  'ziel',
  'weiterleitung',
  'destino',
  'cible',
  'destinazione',
  'bestemming',
  'doel',
  'назначение',
  '上游',
  '后端',
  '目标',
  '転送先',
  '업스트림',
  '대상',
];

const PORTS = [
  'upstream port',
  'forward port',
  'target port',
  'backend port',
  'internal port',
  'port',
  'puerto',
  'porta',
  'poort',
  'порт',
  '端口',
  'ポート',
  '포트',
];

/**
 * Finds the meaning of each column of a table of public host names. `undefined`
 * for a table without a host name beside something it could lead to.
 */
export function readHostnameColumns(
  headings: string[],
): HostnameColumns | undefined {
  const reader = HeadingReader.create(headings);
  const id = reader.take(ID_HEADINGS);
  const upstream = reader.take(UPSTREAMS);
  const hostname = reader.take(HOSTNAMES);
  const addresses = upstream === undefined ? reader.takeAddresses() : [];
  const hasTarget =
    upstream !== undefined || addresses.length > 0 || id !== undefined;
  return hostname === undefined || !hasTarget
    ? undefined
    : { hostname, upstream, addresses, port: reader.take(PORTS), id };
}
