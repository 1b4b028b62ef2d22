import { ask } from './api';

const ROOT = '/itops/v1/ipam';
const ifMatch = (version: number) => ({ 'If-Match': `"${version}"` });

interface Versioned {
  id: string;
  version: number;
}

/** A source of the lab that is read completely: others would forbid giving any away. */
export const SEEN_BY = 'declared/ip-addresses.conf';

/** Writes a prefix down and returns it. */
export const writePrefix = (cidr: string, more: object = {}) =>
  ask(`${ROOT}/prefixes`, {
    method: 'POST',
    body: { cidr, sources: [SEEN_BY], ...more },
  });

/** Changes a prefix as somebody else would. */
export async function changePrefix(id: string, change: object): Promise<void> {
  const { cidr, status, sources, ranges, version } = await ask(
    `${ROOT}/prefixes/${id}`,
  );
  await ask(`${ROOT}/prefixes/${id}`, {
    method: 'PUT',
    body: { cidr, status, sources, ranges, ...change },
    headers: ifMatch(version),
  });
}

/** Keeps an address in a prefix that is there. */
export const keepAddress = (address: string, more: object = {}) =>
  ask(`${ROOT}/addresses`, { method: 'POST', body: { address, ...more } });

/** Everything of a kind that is kept; the tests keep fewer than a page. */
export async function kept(
  kind: 'prefixes' | 'addresses' | 'vlans' | 'requests',
  query = '',
) {
  return (await ask(`${ROOT}/${kind}?limit=500&${query}`)).items;
}

async function remove(path: string, version: number): Promise<void> {
  await ask(`${ROOT}/${path}`, { method: 'DELETE', headers: ifMatch(version) });
}

/** Takes back everything that people wrote down about addresses. */
export async function removeIpam(): Promise<void> {
  for (const { id, version } of (await kept(
    'requests',
    'state=open',
  )) as Versioned[]) {
    await ask(`${ROOT}/requests/${id}/reject`, {
      method: 'POST',
      body: { reason: 'the test is over' },
      headers: ifMatch(version),
    });
  }
  for (const { address, version } of await kept('addresses')) {
    await remove(`addresses/${address}`, version);
  }
  // Those inside go before the one around them.
  for (const { id, version } of (
    (await kept('prefixes')) as Versioned[]
  ).reverse()) {
    await remove(`prefixes/${id}`, version);
  }
  for (const { id, version } of (await kept('vlans')) as Versioned[]) {
    await remove(`vlans/${id}`, version);
  }
}
