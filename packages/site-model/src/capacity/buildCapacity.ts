import { pushTo } from '../collections/pushTo';
import { StorageFact } from '../facts';
import {
  FreshnessLabel,
  NEVER_COLLECTED,
  plainLabel,
  SOURCE_SCOPE,
} from '../observations';
import { Guest, Site, SiteNode } from '../site';
import {
  Capacity,
  CapacityPolicy,
  DEFAULT_CAPACITY_POLICY,
  NodeCapacity,
  NodePlan,
  NodeStorage,
  ResourceCapacity,
  SeriesSummary,
  StorageCapacity,
} from './capacity';
import { guestCapacity } from './guestCapacity';
import { METRICS_PASS } from './metrics';
import { spaceIdOf, StorageReading, storageSpaces } from './storages';
import { subscriptionCoverage } from './subscriptionCoverage';
import { NOTHING_MEASURED } from './summarizeSeries';
import { DEFAULT_USAGE_RULES, UsageRules, Window } from './usage';

/** What was measured, reduced to summaries. @public */
export interface CapacityReadings {
  /** By `<sourceId>/<name>`. */
  nodes: ReadonlyMap<string, SeriesSummary>;
  /** By `<sourceId>/<vmid>`; only of the guest that has the number now. */
  guests: ReadonlyMap<string, SeriesSummary>;
  storages: readonly (StorageReading & {
    sourceId: string;
    summary: SeriesSummary;
  })[];
}

/** @public */
export interface CapacityOptions {
  window: Window;
  rules?: UsageRules;
  policy?: CapacityPolicy;
  plans?: readonly NodePlan[];
}

/** What may be said about the metrics of a node: its own scope, else that of its source. */
function metricsLabels(site: Site) {
  const labels = new Map<string, FreshnessLabel>();
  for (const { sourceId, scopes } of site.sources) {
    for (const scope of scopes) {
      if (scope.pass === METRICS_PASS) {
        labels.set(`${sourceId} ${scope.scope}`, plainLabel(scope));
      }
    }
  }
  return (sourceId: string, node: string): FreshnessLabel =>
    labels.get(`${sourceId} node:${node}`) ??
    labels.get(`${sourceId} ${SOURCE_SCOPE}`) ??
    NEVER_COLLECTED;
}

function planOf(node: SiteNode, plans: readonly NodePlan[]) {
  const named = plans.filter(
    ({ name, sourceId }) =>
      name === node.name &&
      (sourceId === undefined || sourceId === node.sourceId),
  );
  return named.find(({ sourceId }) => sourceId !== undefined) ?? named[0];
}

function allocation(
  guests: readonly Guest[],
  of: (guest: Guest) => number | undefined,
) {
  const sum = (list: readonly Guest[]) =>
    list.reduce((total, guest) => total + (of(guest) ?? 0), 0);
  const live = guests.filter(({ template }) => !template);
  const stopped = live.filter(({ status }) => status === 'stopped');
  const others = live.filter(({ status }) => status !== 'stopped');
  return {
    allocated: sum(others),
    allocatedStopped: sum(stopped),
    unknownAllocations: others.filter(guest => of(guest) === undefined).length,
  };
}

function resource(
  total: number | undefined,
  given: ReturnType<typeof allocation>,
  rest: Pick<ResourceCapacity, 'usage' | 'forecast'>,
): ResourceCapacity {
  return {
    ...(total !== undefined && { total }),
    ...given,
    ...(total !== undefined &&
      total > 0 && { overcommit: given.allocated / total }),
    ...rest,
  };
}

/** The readings know what a storage is taken from; the inventory whether a node may use it. */
function nodeStorages(
  storages: readonly StorageFact[],
  backings: ReadonlyMap<string, string>,
  sourceId: string,
): NodeStorage[] {
  return storages.map(value => {
    const backing = backings.get(`${sourceId} ${value.storage}`);
    return {
      storage: value.storage,
      type: value.type,
      content: value.content,
      shared: value.shared,
      active: value.active && value.enabled,
      spaceId: `${sourceId}/${spaceIdOf({
        ...value,
        ...(backing !== undefined && { backing }),
      })}`,
    };
  });
}

function buildNode(
  node: SiteNode,
  guests: readonly Guest[],
  summary: SeriesSummary,
  context: {
    plans: readonly NodePlan[];
    backings: ReadonlyMap<string, string>;
    metricsFreshness: FreshnessLabel;
  },
): NodeCapacity {
  const { usage, forecast, limits } = summary;
  const plan = planOf(node, context.plans);
  const cores = node.detail?.cores;
  const count = (of: (guest: Guest) => boolean) => guests.filter(of).length;
  return {
    nodeId: node.id,
    sourceId: node.sourceId,
    cluster: node.cluster,
    name: node.name,
    status: node.status,
    lifecycle: plan?.lifecycle ?? 'active',
    ...(plan?.note !== undefined && { lifecycleNote: plan.note }),
    freshness: node.freshness,
    detailFreshness: node.detailFreshness ?? NEVER_COLLECTED,
    metricsFreshness: context.metricsFreshness,
    // Proxmox gives out threads; where nobody measured them, cores are what is known.
    cpu: resource(
      limits.milliCores ?? (cores === undefined ? undefined : cores * 1000),
      allocation(guests, ({ milliCores }) => milliCores),
      { usage: usage.cpu, forecast: forecast.cpu },
    ),
    memory: resource(
      node.detail?.memoryBytes ?? limits.memoryBytes,
      allocation(guests, ({ memoryBytes }) => memoryBytes),
      { usage: usage.memory, forecast: forecast.memory },
    ),
    network: { in: usage.netIn, out: usage.netOut },
    root: {
      ...(limits.diskBytes !== undefined && { total: limits.diskBytes }),
      usage: usage.disk,
      forecast: forecast.disk,
    },
    storages: nodeStorages(node.storages, context.backings, node.sourceId),
    subscription: subscriptionCoverage(node),
    guests: {
      running: count(
        ({ template, status }) => !template && status === 'running',
      ),
      stopped: count(
        ({ template, status }) => !template && status === 'stopped',
      ),
      templates: count(({ template }) => template),
    },
  };
}

/** Where nothing was measured, the inventory still knows how large a storage is. */
function readingsOf(site: Site, sourceId: string, readings: CapacityReadings) {
  const measured = readings.storages.filter(
    reading => reading.sourceId === sourceId,
  );
  const known = new Set(measured.map(item => `${item.node} ${item.storage}`));
  const others = site.nodes
    .filter(node => node.sourceId === sourceId)
    .flatMap(node => node.storages)
    .filter(({ node, storage }) => !known.has(`${node} ${storage}`))
    .map(({ node, storage, type, shared }) => {
      const twin = measured.find(
        item => item.storage === storage && item.shared,
      );
      return {
        ...(twin ?? { storage, type, shared, summary: NOTHING_MEASURED }),
        node,
        sourceId,
      };
    });
  return [...measured, ...others];
}

function buildStorages(
  site: Site,
  readings: CapacityReadings,
): StorageCapacity[] {
  const sources = [...new Set(site.nodes.map(({ sourceId }) => sourceId))];
  return sources.flatMap(sourceId => {
    const ofSource = readingsOf(site, sourceId, readings);
    return storageSpaces(ofSource).map((space): StorageCapacity => {
      // Several storages of one space have histories that cannot be added up.
      const summary =
        space.storages.length === 1
          ? ofSource.find(
              item =>
                item.storage === space.storages[0] &&
                space.nodes.includes(item.node),
            )?.summary
          : undefined;
      const { usage, forecast } = summary ?? NOTHING_MEASURED;
      return {
        ...space,
        id: `${sourceId}/${space.id}`,
        sourceId,
        usage: usage.disk,
        forecast: forecast.disk,
      };
    });
  });
}

/**
 * Joins what exists with what was measured: allocated against used for every node and
 * guest, and every storage space once.
 * @public
 */
export function buildCapacity(
  site: Site,
  readings: CapacityReadings,
  options: CapacityOptions,
): Capacity {
  const labelOf = metricsLabels(site);
  const byNode = new Map<string, Guest[]>();
  for (const guest of site.guests) {
    pushTo(byNode, `${guest.sourceId}/${guest.node}`, guest);
  }
  const backings = new Map(
    readings.storages.flatMap(({ sourceId, storage, backing }) =>
      backing === undefined
        ? []
        : [[`${sourceId} ${storage}`, backing] as [string, string]],
    ),
  );
  return {
    at: site.at,
    window: options.window,
    rules: options.rules ?? DEFAULT_USAGE_RULES,
    policy: options.policy ?? DEFAULT_CAPACITY_POLICY,
    nodes: site.nodes.map(node =>
      buildNode(
        node,
        byNode.get(node.id) ?? [],
        readings.nodes.get(node.id) ?? NOTHING_MEASURED,
        {
          plans: options.plans ?? [],
          backings,
          metricsFreshness: labelOf(node.sourceId, node.name),
        },
      ),
    ),
    guests: site.guests.map(guest =>
      guestCapacity(
        guest,
        readings.guests.get(guest.id) ?? NOTHING_MEASURED,
        labelOf(guest.sourceId, guest.node),
      ),
    ),
    storages: buildStorages(site, readings),
  };
}
