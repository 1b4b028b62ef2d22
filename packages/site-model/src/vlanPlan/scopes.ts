import {
  ADDRESSES_PASS,
  FreshnessLabel,
  INVENTORY_PASS,
  SOURCE_SCOPE,
} from '../observations';
import {
  isClusterSource,
  isControllerSource,
  isProxySource,
  Site,
} from '../site';
import { scopeIndexes } from '../site/scopeIndexes';
import { PlanWorkload } from './workloads';

/** One reading that a wave rests on. */
export interface ScopeInQuestion {
  /** `guest:7801 of proxmox/pve-main`. */
  name: string;
  label: FreshnessLabel | undefined;
}

interface Question {
  site: Site;
  workloads: readonly PlanWorkload[];
}

/**
 * The readings that decide over a wave: the lists of clusters, everything of
 * proxies, controllers and declared files, and of each guest its configuration, what was seen inside it and
 * the node it is on.
 */
export function scopesInQuestion({
  site,
  workloads,
}: Question): ScopeInQuestion[] {
  const found = new Map<string, ScopeInQuestion>();
  const indexes = scopeIndexes(site);
  const add = (name: string, label: FreshnessLabel | undefined) =>
    found.set(name, { name, label });
  for (const source of site.sources) {
    const { sourceId, scopes } = source;
    if (isClusterSource(source)) {
      const index = indexes.get(sourceId);
      add(sourceId, index?.label(INVENTORY_PASS, SOURCE_SCOPE));
    } else if (
      isControllerSource(source) ||
      isProxySource(source) ||
      source.kind === 'declared'
    ) {
      // Any part of them may hold what points in, so all of them count.
      scopes.forEach(({ scope, ...label }) =>
        add(
          scope === SOURCE_SCOPE ? sourceId : `${scope} of ${sourceId}`,
          label,
        ),
      );
      if (scopes.length === 0) {
        add(sourceId, undefined);
      }
    }
  }
  const guests = new Map(site.guests.map(guest => [guest.id, guest]));
  const nodes = new Map(site.nodes.map(node => [node.id, node]));
  for (const { guestId } of workloads) {
    const guest = guestId === undefined ? undefined : guests.get(guestId);
    if (guest) {
      const { sourceId, vmid } = guest;
      const scope = `guest:${vmid}`;
      add(`${scope} of ${sourceId}`, guest.configFreshness);
      const inside = indexes.get(sourceId)?.label(ADDRESSES_PASS, scope);
      if (guest.status === 'running' && inside) {
        add(`addresses inside ${scope} of ${sourceId}`, inside);
      }
      const node = nodes.get(`${sourceId}/${guest.node}`);
      add(`node:${guest.node} of ${sourceId}`, node?.detailFreshness);
    }
  }
  if (found.size === 0) {
    // Nothing to be stale is not fresh: nobody has looked yet.
    add('any source of the site', undefined);
  }
  return [...found.values()];
}

/** What is wrong with a reading at a moment; nothing where it counts. */
function problemOf(
  label: FreshnessLabel | undefined,
  now: number,
  freshMinutes: number,
): string | undefined {
  if (!label || label.collectedAt === undefined) {
    return 'was never read';
  }
  if (label.freshness !== 'fresh' && label.freshness !== 'aging') {
    return `is ${label.freshness}${label.message ? `: ${label.message}` : ''}`;
  }
  const minutes = (now - Date.parse(label.collectedAt)) / 60_000;
  return minutes <= freshMinutes
    ? undefined
    : `was read ${Math.floor(minutes)} minutes ago`;
}

/** The readings that do not count, with why. */
export function staleScopes(
  question: Question & { now: string; freshMinutes: number },
): string[] {
  const now = Date.parse(question.now);
  return scopesInQuestion(question).flatMap(({ name, label }) => {
    const problem = problemOf(label, now, question.freshMinutes);
    return problem === undefined ? [] : [`${name} ${problem}`];
  });
}
