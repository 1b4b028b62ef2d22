import { eventually } from './eventually';
import { portal } from './portal';

interface Run {
  id: string;
  status: string;
  startedAt: string;
}

/** What the tests read of a source. */
export interface Source {
  sourceId: string;
  freshness: string;
  heldRemoval?: object;
  passes: { pass: string; running: boolean; recentRuns: Run[] }[];
}

async function guestToken(): Promise<string> {
  const answer = await fetch(`${portal().url}/api/auth/guest/refresh`, {
    method: 'POST',
    headers: { 'x-requested-with': 'XMLHttpRequest' },
  });
  return (await answer.json()).backstageIdentity.token;
}

/** Asks the portal's API as the guest that the browser signs in as. */
export async function ask(
  path: string,
  options: {
    method?: string;
    body?: object;
    headers?: Record<string, string>;
  } = {},
) {
  const answer = await fetch(`${portal().url}/api${path}`, {
    method: options.method ?? 'GET',
    headers: {
      authorization: `Bearer ${await guestToken()}`,
      'content-type': 'application/json',
      ...options.headers,
    },
    body: options.body && JSON.stringify(options.body),
  });
  if (!answer.ok) {
    throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  }
  return answer.status === 204 ? undefined : answer.json();
}

/** How many of these the portal knows now. */
export async function total(
  what: 'guests' | 'addresses',
  query: string = '',
): Promise<number> {
  return (await ask(`/itops/v1/inventory/${what}?limit=1&${query}`)).total;
}

export async function sources(): Promise<Source[]> {
  return (await ask('/itops/v1/sources')).items;
}

const finished = ({ passes }: Source) =>
  passes.flatMap(({ recentRuns }) =>
    recentRuns.filter(({ status }) => status !== 'running'),
  );

/**
 * Reads all sources anew: every pass has a run that began after the call. What
 * was already under way does not count, it may have seen an older site.
 */
export async function collect(): Promise<void> {
  const asked = new Date().toISOString();
  await eventually(async () => {
    await ask('/itops/v1/inventory/refresh', { method: 'POST', body: {} });
    for (const { sourceId, passes } of await sources()) {
      for (const { pass, recentRuns } of passes) {
        const done = recentRuns.some(
          ({ status, startedAt }) => status !== 'running' && startedAt > asked,
        );
        if (!done) {
          throw new Error(`${sourceId} ${pass} has not been read anew`);
        }
      }
    }
  }, 60_000);
}

/** Every source was read, and the catalog has what they brought. */
export async function somethingToSee(): Promise<void> {
  await eventually(async () => {
    const unread = (await sources()).filter(source => !finished(source).length);
    if (unread.length > 0) {
      throw new Error(`not read yet: ${unread.map(one => one.sourceId)}`);
    }
    for (const type of ['guest', 'hypervisor', 'ip-address']) {
      const { totalItems } = await ask(
        `/catalog/entities/by-query?limit=1&filter=kind=resource,spec.type=${type}`,
      );
      if (totalItems === 0) {
        throw new Error(`the catalog has no ${type} yet`);
      }
    }
  }, 120_000);
}

/** Takes back every decision on a finding. */
export async function reopenFindings(): Promise<void> {
  for (const state of ['acknowledged', 'suppressed']) {
    const { items } = await ask(`/itops/v1/findings?state=${state}`);
    for (const { id, version } of items) {
      const path = `/itops/v1/findings/${encodeURIComponent(id)}/reopen`;
      await ask(path, { method: 'POST', body: { version } });
    }
  }
}
