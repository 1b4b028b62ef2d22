import {
  LabDeadHost,
  LabProxyHost,
  LabProxyRow,
  LabRedirection,
  LabStream,
  LabTarget,
} from './edge';

type RowOptions = Partial<Omit<LabProxyRow, 'id'>>;

/** `http://192.168.11.50:3000` as three columns. */
export function target(url: string): LabTarget {
  const [, scheme, host, port] = /^(\w+):\/\/(\[.+\]|[^:]+):(\d+)$/.exec(url)!;
  return { scheme, host, port: Number(port) };
}

export function proxyHost(
  id: number,
  domains: string | string[],
  to: string,
  options: RowOptions & {
    /** Path to target. */
    locations?: Record<string, string>;
    freeText?: string;
    certificate?: number;
    accessList?: number;
  } = {},
): LabProxyHost {
  const { locations = {}, freeText = '', ...more } = options;
  return {
    id,
    enabled: true,
    domains: [domains].flat(),
    target: target(to),
    locations: Object.entries(locations).map(([path, url]) => ({
      path,
      target: target(url),
    })),
    freeText,
    ...more,
  };
}

export function redirection(
  id: number,
  domain: string,
  code: number,
  to: string,
  options: RowOptions & { scheme?: string } = {},
): LabRedirection {
  return {
    id,
    enabled: true,
    domains: [domain],
    scheme: 'auto',
    to,
    code,
    ...options,
  };
}

export function deadHost(
  id: number,
  domain: string,
  options: RowOptions = {},
): LabDeadHost {
  return { id, enabled: true, domains: [domain], ...options };
}

/** @param listens - `tcp/2222`, `tcp+udp/30303` */
export function stream(
  id: number,
  listens: string,
  to: string,
  options: RowOptions = {},
): LabStream {
  const [protocols, port] = listens.split('/');
  const [host, forwardPort] = to.split(':');
  return {
    id,
    enabled: true,
    port: Number(port),
    protocols: protocols.split('+') as LabStream['protocols'],
    host,
    forwardPort: Number(forwardPort),
    ...options,
  };
}
