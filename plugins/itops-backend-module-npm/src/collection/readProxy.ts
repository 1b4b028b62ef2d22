import {
  ScopeFailure,
  completeScope,
  failedScope,
  partialScope,
} from '@sankofa/plugin-itops-node';
import { Fact, SOURCE_SCOPE, ScopeResult } from '@sankofa/site-model';
import { NpmApi, ProxyIdentity } from '../clients/NpmApi';
import { parse } from '../clients/parse';
import { Account, accountSchema } from '../clients/schemas';
import { typed } from '../mappers/values';
import { rowLists } from './lists';
import { readList } from './readList';

/**
 * Who asks, and what that account may see.
 *
 * @throws ConnectorError
 */
export async function readAccount(api: NpmApi): Promise<Account> {
  return parse(
    accountSchema,
    await api.account(),
    `${api.sourceId}: ${api.host}/users/me`,
  );
}

/**
 * An account with visibility "user" gets the rows it owns, usually none, with status 200 and
 * without a word about the others.
 */
export function doubtOf(
  { permissions }: Account,
  { identity, sourceId }: Pick<NpmApi, 'identity' | 'sourceId'>,
): ScopeFailure | undefined {
  return permissions.visibility === 'all'
    ? undefined
    : {
        reason: 'visibility-user',
        message: `The account ${identity} of ${sourceId} sees its own rows only: set its visibility to "All Items".`,
      };
}

/** Nobody has set the proxy up: there is no account to read with, and a stranger may make one. */
export function notSetUp({
  host,
  sourceId,
}: Pick<NpmApi, 'host' | 'sourceId'>): ScopeFailure {
  return {
    reason: 'unauthorized',
    message: `${sourceId} is not set up: whoever reaches ${host} can create its first administrator. Do it now.`,
  };
}

function proxyFact(proxy: ProxyIdentity, addresses: string[]): Fact {
  const { dialect, version, setUp } = proxy;
  return {
    kind: 'proxy',
    key: 'proxy',
    value: { dialect, version: typed(version), addresses, setUp },
    locator: '/',
  };
}

/**
 * Reads everything of one proxy: itself, the account that asks, and then the lists at once.
 *
 * @throws ConnectorError when nothing at all can be said
 */
export async function readProxy(
  api: NpmApi,
  { addresses }: { addresses: string[] },
): Promise<ScopeResult[]> {
  const proxy = await api.root();
  const facts = [proxyFact(proxy, addresses)];
  if (!proxy.setUp) {
    const failure = notSetUp(api);
    return [
      partialScope(SOURCE_SCOPE, failure, facts),
      ...rowLists.map(({ scope }) => failedScope(scope, failure)),
    ];
  }
  const account = await readAccount(api);
  const doubt = doubtOf(account, api);
  const lists = await Promise.all(
    rowLists.map(list =>
      readList(list, api, { dialect: proxy.dialect, account, doubt }),
    ),
  );
  return [
    doubt
      ? partialScope(SOURCE_SCOPE, doubt, facts)
      : completeScope(SOURCE_SCOPE, facts),
    ...lists,
  ];
}
