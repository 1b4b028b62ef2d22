import { isReadable } from '../observations';
import { NodeCapacity } from './capacity';
import { gib } from './gib';
import { PlacementReason, PlacementRequest, RejectionCode } from './placement';

/** What speaks against a node. */
export type Rejection = PlacementReason<RejectionCode>;

/** What is given out on a node, and to whom. */
export interface Load {
  milliCores: number;
  memoryBytes: number;
  /** Tags of the guests on it, counted. */
  tags: Map<string, number>;
  guestIds: Set<string>;
}

/** What of a node may be given out. */
export interface Limits {
  milliCores: number;
  memoryBytes: number;
}

/** What speaks against a node whoever is placed elsewhere. */
export function standingRejections(
  node: NodeCapacity,
  request: PlacementRequest,
): Rejection[] {
  const { name, nodeId, sourceId, status, lifecycle } = node;
  const rejections: Rejection[] = [];
  const reject = (code: RejectionCode, message: string) =>
    rejections.push({ code, message });
  if (request.excludeNodeIds?.includes(nodeId)) {
    reject('excluded', `${name} was excluded by the request.`);
  }
  if (request.sourceId !== undefined && request.sourceId !== sourceId) {
    reject('other-cluster', `${name} belongs to ${sourceId}.`);
  }
  if (status === 'offline') {
    reject('node-offline', `${name} is offline.`);
  } else if (status === 'unknown') {
    reject('node-status-unknown', `Nobody knows whether ${name} is online.`);
  }
  const stale = [node.freshness, node.detailFreshness].find(
    label => !isReadable(label),
  );
  if (stale) {
    reject(
      'stale-data',
      `What is known of ${name} is ${stale.freshness}: ${
        stale.message ?? stale.reason ?? 'no reason was given'
      }`,
    );
  }
  if (lifecycle !== 'active') {
    reject(
      'lifecycle',
      `${name} is ${lifecycle}${
        node.lifecycleNote === undefined ? '' : `: ${node.lifecycleNote}`
      }.`,
    );
  }
  return rejections;
}

export function subscriptionRejections(
  { name, subscription }: NodeCapacity,
  { requireSubscription, acceptUnknown = [] }: PlacementRequest,
): Rejection[] {
  if (!requireSubscription || subscription.state === 'covered') {
    return [];
  }
  if (subscription.state !== 'unknown') {
    return [
      {
        code: 'subscription-uncovered',
        message:
          subscription.state === 'ended' || subscription.state === 'invalid'
            ? `The subscription of ${name} is ${subscription.status}.`
            : `The subscription of ${name} covers ${
                subscription.coveredSockets ?? 0
              } of ${subscription.sockets ?? 'unknown'} sockets.`,
      },
    ];
  }
  return acceptUnknown.includes('subscription')
    ? []
    : [
        {
          code: 'subscription-unknown',
          message: `Whether ${name} has a subscription is not known: ${subscription.reason}.`,
        },
      ];
}

export function cpuRejections(
  node: NodeCapacity,
  load: Load,
  limits: Limits,
  { milliCores }: PlacementRequest,
): Rejection[] {
  const { total } = node.cpu;
  if (total === undefined || total === 0) {
    return [
      {
        code: 'cpu-unknown',
        message: `Nobody knows how many cores ${node.name} has.`,
      },
    ];
  }
  if (milliCores > total) {
    return [
      {
        code: 'cpu-too-few',
        message: `${node.name} has ${
          total / 1000
        } cores, fewer than one guest wants.`,
        details: { needed: milliCores, total },
      },
    ];
  }
  const limit = limits.milliCores;
  const free = limit - load.milliCores;
  return milliCores > free
    ? [
        {
          code: 'cpu-insufficient',
          message: `${node.name} may give out ${
            limit / 1000
          } cores and has given out ${load.milliCores / 1000}.`,
          details: { needed: milliCores, free, limit },
        },
      ]
    : [];
}

export function memoryRejections(
  node: NodeCapacity,
  load: Load,
  limits: Limits,
  { memoryBytes: needed }: PlacementRequest,
): Rejection[] {
  const { total, usage } = node.memory;
  if (total === undefined || total === 0) {
    return [
      {
        code: 'memory-unknown',
        message: `Nobody knows how much memory ${node.name} has.`,
      },
    ];
  }
  const limit = limits.memoryBytes;
  const free = limit - load.memoryBytes;
  const rejections: Rejection[] = [];
  if (needed > free) {
    rejections.push({
      code: 'memory-insufficient',
      message: `${node.name} has ${gib(
        Math.max(0, free),
      )} of memory left to give out.`,
      details: { needed, free, limit },
    });
  }
  // What is in use beyond what was given out is the node's own: it must fit as well.
  const moved = load.memoryBytes - node.memory.allocated;
  const used = usage.state === 'measured' ? usage.p95 + moved : 0;
  if (usage.state === 'measured' && used + needed > total) {
    rejections.push({
      code: 'memory-in-use',
      message: `${node.name} uses ${gib(used)} of its ${gib(total)}.`,
      details: { needed, used: Math.round(used), total },
    });
  }
  return rejections;
}

export function affinityRejections(
  { name }: NodeCapacity,
  load: Load,
  { antiAffinity }: PlacementRequest,
): Rejection[] {
  const guests = (antiAffinity?.guestIds ?? []).filter(id =>
    load.guestIds.has(id),
  );
  const tags = (antiAffinity?.tags ?? []).filter(
    tag => (load.tags.get(tag) ?? 0) > 0,
  );
  return [
    ...guests.map(
      (guestId): Rejection => ({
        code: 'anti-affinity',
        message: `${guestId} is on ${name}.`,
        details: { guestId },
      }),
    ),
    ...tags.map(
      (tag): Rejection => ({
        code: 'anti-affinity',
        message: `A guest with the tag ${tag} is on ${name}.`,
        details: { tag },
      }),
    ),
  ];
}
