import { Fact } from '@sankofa/site-model';
import { z } from 'zod';
import { Dialect } from '../clients/NpmApi';
import {
  Account,
  deadHostSchema,
  proxyHostSchema,
  redirectionHostSchema,
  streamSchema,
} from '../clients/schemas';
import {
  mapDeadHost,
  mapProxyHost,
  mapRedirectionHost,
  mapStream,
} from '../mappers/rows';

/** One list of the proxy, which can fail alone. */
export interface RowList {
  /** Name of its scope. */
  scope: string;
  /** Paths that may answer it, best first; a dialect answers 500 to what it does not know. */
  paths(dialect: Dialect): string[];
  /** The permission that shows it. */
  permission: keyof Account['permissions'];
  /** The permission as its own pages call it. */
  title: string;
  /** @returns the fact, or what is wrong with the row */
  read(row: unknown): { fact: Fact } | { error: z.ZodError };
}

function reader<T extends z.ZodType>(
  schema: T,
  map: (row: z.output<T>) => Fact,
): RowList['read'] {
  return row => {
    const result = schema.safeParse(row);
    return result.success
      ? { fact: map(result.data) }
      : { error: result.error };
  };
}

/**
 * Every list that is read. `/nginx/certificates` is none of them and must never be: it answers
 * with private keys, even to an account that may only look.
 */
export const rowLists: RowList[] = [
  {
    scope: 'proxy-hosts',
    paths: dialect => {
      const path = '/nginx/proxy-hosts?expand=certificate,';
      const paths = [`${path}access_list`, `${path}access_lists`];
      return dialect === 'npm' ? paths : paths.reverse();
    },
    permission: 'proxy_hosts',
    title: 'Proxy Hosts',
    read: reader(proxyHostSchema, mapProxyHost),
  },
  {
    scope: 'redirection-hosts',
    paths: () => ['/nginx/redirection-hosts'],
    permission: 'redirection_hosts',
    title: 'Redirection Hosts',
    read: reader(redirectionHostSchema, mapRedirectionHost),
  },
  {
    scope: 'dead-hosts',
    paths: () => ['/nginx/dead-hosts'],
    permission: 'dead_hosts',
    title: '404 Hosts',
    read: reader(deadHostSchema, mapDeadHost),
  },
  {
    scope: 'streams',
    paths: () => ['/nginx/streams'],
    permission: 'streams',
    title: 'Streams',
    read: reader(streamSchema, mapStream),
  },
];
