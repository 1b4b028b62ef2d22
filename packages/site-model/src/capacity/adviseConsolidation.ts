import { isReadable } from '../observations';
import { Guest, Site } from '../site';
import { compareText } from '../text/compareText';
import { Capacity, NodeCapacity } from './capacity';
import { PlacementRequest } from './placement';
import { dominant, PlacementBook } from './PlacementBook';
import { Assignment, PlacementSearch, StepBudget } from './PlacementSearch';

/** So many nodes, and every set of them is tried. */
const MAX_EXHAUSTIVE_NODES = 10;
const MAX_STEPS = 200_000;
/** For one set of nodes. */
const STEPS_FOR_SET = 5_000;

/** @public */
export interface ConsolidationOptions {
  /** Only this cluster. */
  sourceId?: string;
  /** Guests that share one of these tags never end on one node. */
  antiAffinityTags?: string[];
  requireSubscription?: boolean;
  acceptUnknown?: PlacementRequest['acceptUnknown'];
}

/** One proposed change; nobody carries it out. @public */
export interface ProposedMove {
  kind: 'move-guest';
  guestId: string;
  fromNodeId: string;
  toNodeId: string;
  /** Storage with enough room there. */
  storage?: string;
  milliCores: number;
  memoryBytes: number;
  /** What the proposal rests on without having seen it. */
  unverified: ('storage-class' | 'local-devices' | 'disk-size')[];
}

/** @public */
export interface KeptNode {
  nodeId: string;
  code: 'not-judged' | 'guest-unknown' | 'no-room' | 'needed';
  message: string;
}

/** @public */
export interface ConsolidationAdvice {
  search: 'exhaustive' | 'bounded';
  /** Nodes that would have no guest left. */
  emptied: string[];
  moves: ProposedMove[];
  /** Every other node, with why it stays. */
  kept: KeptNode[];
}

function demandOf(
  guest: Guest,
  site: Site,
  options: ConsolidationOptions,
): PlacementRequest | undefined {
  const { milliCores, memoryBytes, diskBytes, tags } = guest;
  if (
    milliCores === undefined ||
    memoryBytes === undefined ||
    !isReadable(guest.freshness) ||
    !isReadable(guest.configFreshness)
  ) {
    return undefined;
  }
  const vnets = new Map(
    site.vlans.flatMap(({ vid, vnets: names }) =>
      names.map((name): [string, number] => [name, vid]),
    ),
  );
  const apart = tags.filter(tag => options.antiAffinityTags?.includes(tag));
  return {
    id: guest.id,
    sourceId: guest.sourceId,
    milliCores,
    memoryBytes,
    ...(diskBytes !== undefined &&
      diskBytes > 0 && {
        disk: {
          bytes: diskBytes,
          content: guest.type === 'lxc' ? 'rootdir' : 'images',
        },
      }),
    networks: guest.interfaces.flatMap(({ bridge, tag, linkDown }) => {
      const vlan =
        tag ?? (bridge === undefined ? undefined : vnets.get(bridge));
      return bridge === undefined || vlan === undefined || linkDown
        ? []
        : [{ vlan, bridge }];
    }),
    tags,
    antiAffinity: { tags: apart },
    requireSubscription: options.requireSubscription,
    acceptUnknown: options.acceptUnknown,
  };
}

/** Everything that would have to leave a node; nothing where a guest is not known well enough. */
interface Tenants {
  node: NodeCapacity;
  requests: PlacementRequest[] | undefined;
}

function tenantsOf(
  node: NodeCapacity,
  site: Site,
  options: ConsolidationOptions,
): Tenants {
  const guests = site.guests.filter(
    ({ sourceId, node: name }) =>
      sourceId === node.sourceId && name === node.name,
  );
  const requests = guests.flatMap(guest =>
    guest.template ? [] : demandOf(guest, site, options) ?? [],
  );
  // Templates and guests nobody could read would stay behind.
  return {
    node,
    requests: requests.length === guests.length ? requests : undefined,
  };
}

/** All sets of the items, larger ones first, and those of earlier items first. */
function* setsOf<T>(items: readonly T[]): Generator<T[]> {
  function* ofSize(size: number, from: number): Generator<T[]> {
    if (size === 0) {
      yield [];
      return;
    }
    for (let index = from; index <= items.length - size; index++) {
      for (const rest of ofSize(size - 1, index + 1)) {
        yield [items[index], ...rest];
      }
    }
  }
  for (let size = items.length; size > 0; size--) {
    yield* ofSize(size, 0);
  }
}

/** Tries which nodes can be emptied together. */
class Consolidation {
  private readonly steps = StepBudget.create(MAX_STEPS);
  isBounded = false;

  private constructor(
    private readonly site: Site,
    private readonly capacity: Capacity,
    private readonly targets: readonly NodeCapacity[],
  ) {}

  static create(
    site: Site,
    capacity: Capacity,
    targets: readonly NodeCapacity[],
  ): Consolidation {
    return new Consolidation(site, capacity, targets);
  }

  empty(set: readonly Tenants[]): Assignment[] | undefined {
    const gone = new Set(set.map(({ node }) => node.nodeId));
    const nodes = this.targets.filter(({ nodeId }) => !gone.has(nodeId));
    const requests = set.flatMap(tenants => tenants.requests!);
    if (nodes.length === 0 || !this.steps.spend()) {
      this.isBounded ||= this.steps.isSpent;
      return undefined;
    }
    const book = PlacementBook.create(this.site, this.capacity);
    const budget = StepBudget.create(STEPS_FOR_SET);
    const found = PlacementSearch.run(book, requests, {
      nodes,
      budget,
      anyWillDo: true,
    });
    this.isBounded ||= !found && budget.isSpent;
    return found?.assignments;
  }

  /** Every set for few nodes; else one node after the other. */
  best(candidates: readonly Tenants[]): {
    set: Tenants[];
    assignments: Assignment[];
  } {
    if (candidates.length <= MAX_EXHAUSTIVE_NODES) {
      for (const set of setsOf(candidates)) {
        const assignments = this.empty(set);
        if (assignments) {
          return { set, assignments };
        }
      }
      return { set: [], assignments: [] };
    }
    this.isBounded = true;
    let kept: { set: Tenants[]; assignments: Assignment[] } = {
      set: [],
      assignments: [],
    };
    for (const tenants of candidates) {
      const set = [...kept.set, tenants];
      const assignments = this.empty(set);
      kept = assignments ? { set, assignments } : kept;
    }
    return kept;
  }
}

function loadOf(node: NodeCapacity): number {
  const { cpu, memory } = node;
  return dominant({
    cpu: cpu.total ? cpu.allocated / cpu.total : 1,
    memory: memory.total ? memory.allocated / memory.total : 1,
  });
}

function leavingFirst(left: Tenants, right: Tenants): number {
  return (
    Number(left.node.lifecycle === 'active') -
      Number(right.node.lifecycle === 'active') ||
    loadOf(left.node) - loadOf(right.node) ||
    compareText(left.node.nodeId, right.node.nodeId)
  );
}

/** Why a node is not even a candidate, if it is not. */
function whyNot({ node, requests }: Tenants): KeptNode | undefined {
  const { nodeId, name, status } = node;
  if (status !== 'online' || !isReadable(node.freshness)) {
    return {
      nodeId,
      code: 'not-judged',
      message: `${name} is ${
        status === 'online' ? node.freshness.freshness : status
      }: what is on it is not known well enough.`,
    };
  }
  return requests === undefined
    ? {
        nodeId,
        code: 'guest-unknown',
        message: `On ${name} there are templates or guests whose size or configuration is not known.`,
      }
    : undefined;
}

function adviseCluster(
  site: Site,
  capacity: Capacity,
  sourceId: string,
  options: ConsolidationOptions,
): ConsolidationAdvice {
  const tenants = capacity.nodes
    .filter(node => node.sourceId === sourceId)
    .map(node => tenantsOf(node, site, options));
  const notJudged = tenants.flatMap(item => whyNot(item) ?? []);
  const out = new Set(notJudged.map(({ nodeId }) => nodeId));
  const candidates = tenants
    .filter(
      ({ node, requests }) => !out.has(node.nodeId) && requests!.length > 0,
    )
    .sort(leavingFirst);
  const consolidation = Consolidation.create(
    site,
    capacity,
    tenants.map(({ node }) => node),
  );
  const { set, assignments } = consolidation.best(candidates);
  const emptied = new Set(set.map(({ node }) => node.nodeId));
  const home = new Map(
    set.flatMap(({ node, requests }) =>
      requests!.map((request): [string, string] => [request.id!, node.nodeId]),
    ),
  );
  return {
    search: consolidation.isBounded ? 'bounded' : 'exhaustive',
    emptied: [...emptied].sort(compareText),
    moves: assignments
      .map(
        ({ request, nodeId, storage }): ProposedMove => ({
          kind: 'move-guest',
          guestId: request.id!,
          fromNodeId: home.get(request.id!)!,
          toNodeId: nodeId,
          ...(storage && { storage: storage.storage }),
          milliCores: request.milliCores,
          memoryBytes: request.memoryBytes,
          unverified: [
            'local-devices',
            request.disk ? 'storage-class' : 'disk-size',
          ],
        }),
      )
      .sort((left, right) => compareText(left.guestId, right.guestId)),
    kept: [
      ...notJudged,
      ...tenants.flatMap(({ node, requests }): KeptNode[] => {
        const { nodeId, name } = node;
        if (out.has(nodeId) || emptied.has(nodeId)) {
          return [];
        }
        return requests!.length === 0
          ? [
              {
                nodeId,
                code: 'needed',
                message: `${name} has no guest to move.`,
              },
            ]
          : [
              {
                nodeId,
                code: emptied.size > 0 ? 'needed' : 'no-room',
                message: `The guests of ${name} do not fit on the other nodes${
                  emptied.size > 0 ? ' beside those that would move' : ''
                }.`,
              },
            ];
      }),
    ],
  };
}

/**
 * Which nodes could be emptied, and what would have to move where. A proposal: a list of
 * changes to be judged and asked for, never an action.
 * @public
 */
export function adviseConsolidation(
  site: Site,
  capacity: Capacity,
  options: ConsolidationOptions = {},
): ConsolidationAdvice {
  const sources = [...new Set(capacity.nodes.map(({ sourceId }) => sourceId))];
  const advices = sources
    .filter(id => options.sourceId === undefined || id === options.sourceId)
    .map(id => adviseCluster(site, capacity, id, options));
  return {
    search: advices.some(({ search }) => search === 'bounded')
      ? 'bounded'
      : 'exhaustive',
    emptied: advices.flatMap(({ emptied }) => emptied),
    moves: advices.flatMap(({ moves }) => moves),
    kept: advices.flatMap(({ kept }) => kept),
  };
}
