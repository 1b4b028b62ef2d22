import { isReadable } from '../observations';
import { Site, SiteNode } from '../site';
import {
  Capacity,
  NodeCapacity,
  NodeStorage,
  StorageCapacity,
} from './capacity';
import { PlacementReason, PlacementRequest, RejectionCode } from './placement';
import { VlanReach } from './VlanReach';

type Rejection = PlacementReason<RejectionCode>;

/** Shares of a node, 0 to 1 of what the policy lets be given out. */
export interface Shares {
  cpu: number;
  memory: number;
  storage?: number;
}

interface Load {
  milliCores: number;
  memoryBytes: number;
  /** Tags of the guests on it, counted. */
  tags: Map<string, number>;
  guestIds: Set<string>;
}

/** Room for one guest on one node, or everything that speaks against it. */
export type Fit =
  | { rejections: Rejection[]; storage?: undefined; shares?: undefined }
  | { rejections: []; storage?: NodeStorage; shares: Shares };

const GIB = 1024 ** 3;

export function gib(bytes: number): string {
  return `${(bytes / GIB).toFixed(1)} GiB`;
}

/** The greatest share of a node: what fills up first. */
export function dominant({ cpu, memory, storage = 0 }: Shares): number {
  return Math.max(cpu, memory, storage);
}

/**
 * Keeps the books of who is where while placements are tried. All hard constraints are
 * judged here and nowhere else.
 */
export class PlacementBook {
  readonly nodes: readonly NodeCapacity[];
  private readonly loads = new Map<string, Load>();
  private readonly taken = new Map<string, number>();
  private readonly spaces: ReadonlyMap<string, StorageCapacity>;
  private readonly siteNodes: ReadonlyMap<string, SiteNode>;
  private readonly reach: VlanReach;
  private readonly fixed = new WeakMap<
    PlacementRequest,
    Map<string, Rejection[]>
  >();

  private constructor(site: Site, private readonly capacity: Capacity) {
    this.nodes = capacity.nodes;
    this.spaces = new Map(capacity.storages.map(space => [space.id, space]));
    this.siteNodes = new Map(site.nodes.map(node => [node.id, node]));
    this.reach = VlanReach.create(site);
    for (const node of capacity.nodes) {
      this.loads.set(node.nodeId, {
        milliCores: node.cpu.allocated,
        memoryBytes: node.memory.allocated,
        tags: new Map(),
        guestIds: new Set(),
      });
    }
    for (const guest of site.guests) {
      const load = this.loads.get(`${guest.sourceId}/${guest.node}`);
      if (load && !guest.template) {
        load.guestIds.add(guest.id);
        guest.tags.forEach(tag => count(load.tags, tag, 1));
      }
    }
  }

  static create(site: Site, capacity: Capacity): PlacementBook {
    return new PlacementBook(site, capacity);
  }

  vlanReach(nodeId: string, vlan: number, bridge?: string) {
    return this.reach.of(this.siteNodes.get(nodeId)!, vlan, bridge);
  }

  /** @throws nothing; a node that does not fit says why, in full */
  fit(node: NodeCapacity, request: PlacementRequest): Fit {
    const load = this.loads.get(node.nodeId)!;
    const storage = this.storageFor(node, request);
    const rejections = [
      ...this.lasting(node, request),
      ...this.cpuRejections(node, load, request),
      ...this.memoryRejections(node, load, request),
      ...storage.rejections,
      ...affinityRejections(node, load, request),
    ];
    if (rejections.length > 0) {
      return { rejections };
    }
    const shares = this.sharesAfter(node, load, request, storage.chosen);
    return {
      rejections: [],
      ...(storage.chosen && { storage: storage.chosen }),
      shares,
    };
  }

  /** Shares of a node as it stands; absent where nobody knows what it has. */
  shares(node: NodeCapacity): Shares | undefined {
    const load = this.loads.get(node.nodeId)!;
    const limits = this.limits(node);
    return limits.milliCores > 0 && limits.memoryBytes > 0
      ? {
          cpu: load.milliCores / limits.milliCores,
          memory: load.memoryBytes / limits.memoryBytes,
        }
      : undefined;
  }

  put(nodeId: string, request: PlacementRequest, storage?: NodeStorage): void {
    this.move(nodeId, request, storage, 1);
  }

  take(nodeId: string, request: PlacementRequest, storage?: NodeStorage): void {
    this.move(nodeId, request, storage, -1);
  }

  private move(
    nodeId: string,
    request: PlacementRequest,
    storage: NodeStorage | undefined,
    sign: 1 | -1,
  ): void {
    const load = this.loads.get(nodeId)!;
    load.milliCores += sign * request.milliCores;
    load.memoryBytes += sign * request.memoryBytes;
    request.tags?.forEach(tag => count(load.tags, tag, sign));
    if (request.id !== undefined) {
      load.guestIds[sign > 0 ? 'add' : 'delete'](request.id);
    }
    if (storage && request.disk) {
      count(this.taken, storage.spaceId, sign * request.disk.bytes);
    }
  }

  private limits({ cpu, memory }: NodeCapacity) {
    const { cpuOvercommit, memoryOvercommit, memoryReserve } =
      this.capacity.policy;
    return {
      milliCores: (cpu.total ?? 0) * cpuOvercommit,
      memoryBytes: (memory.total ?? 0) * memoryOvercommit * (1 - memoryReserve),
    };
  }

  private sharesAfter(
    node: NodeCapacity,
    load: Load,
    request: PlacementRequest,
    storage: NodeStorage | undefined,
  ): Shares {
    const limits = this.limits(node);
    const room = storage && this.room(storage);
    return {
      cpu: (load.milliCores + request.milliCores) / limits.milliCores,
      memory: (load.memoryBytes + request.memoryBytes) / limits.memoryBytes,
      ...(room && {
        storage: (room.used + request.disk!.bytes) / room.limit,
      }),
    };
  }

  /** What does not change while others are placed: worked out once for each request. */
  private lasting(node: NodeCapacity, request: PlacementRequest): Rejection[] {
    const known = this.fixed.get(request) ?? new Map<string, Rejection[]>();
    this.fixed.set(request, known);
    const found = known.get(node.nodeId) ?? [
      ...standingRejections(node, request),
      ...this.vlanRejections(node, request),
      ...subscriptionRejections(node, request),
    ];
    known.set(node.nodeId, found);
    return found;
  }

  private cpuRejections(
    node: NodeCapacity,
    load: Load,
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
    const limit = this.limits(node).milliCores;
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

  private memoryRejections(
    node: NodeCapacity,
    load: Load,
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
    const limit = this.limits(node).memoryBytes;
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

  private room(storage: NodeStorage) {
    const space = this.spaces.get(storage.spaceId);
    if (space?.totalBytes === undefined || space.usedBytes === undefined) {
      return undefined;
    }
    return {
      used: space.usedBytes + (this.taken.get(storage.spaceId) ?? 0),
      limit: space.totalBytes * (1 - this.capacity.policy.storageReserve),
    };
  }

  /** The storage with the most room among those that fit; or why there is none. */
  private storageFor(
    node: NodeCapacity,
    { disk }: PlacementRequest,
  ): { rejections: Rejection[]; chosen?: NodeStorage } {
    if (!disk) {
      return { rejections: [] };
    }
    const reject = (
      code: RejectionCode,
      message: string,
      details?: Rejection['details'],
    ) => ({ rejections: [{ code, message, ...(details && { details }) }] });
    if (node.storages.length === 0 && !isReadable(node.detailFreshness)) {
      return reject(
        'storage-unknown',
        `Nobody knows which storages ${node.name} has.`,
      );
    }
    let left = node.storages.filter(
      ({ storage }) => disk.storage === undefined || storage === disk.storage,
    );
    if (left.length === 0) {
      return reject(
        'storage-missing',
        `${node.name} has no storage${
          disk.storage === undefined ? '' : ` ${disk.storage}`
        }.`,
      );
    }
    left = left.filter(({ type }) => disk.types?.includes(type) ?? true);
    if (left.length === 0) {
      return reject(
        'storage-class',
        `No storage of ${node.name} is of the class ${disk.types!.join(
          ' or ',
        )}.`,
      );
    }
    left = left.filter(({ content }) =>
      contentsOf(disk).some(kind => content.includes(kind)),
    );
    if (left.length === 0) {
      return reject(
        'storage-content',
        `No such storage of ${node.name} may hold ${contentsOf(disk).join(
          ' or ',
        )}.`,
      );
    }
    left = left.filter(({ active }) => active);
    if (left.length === 0) {
      return reject(
        'storage-inactive',
        `No such storage of ${node.name} is active.`,
      );
    }
    const rooms = left
      .flatMap(storage => {
        const room = this.room(storage);
        return room ? [{ storage, ...room }] : [];
      })
      .sort(
        (a, b) =>
          (a.used + disk.bytes) / a.limit - (b.used + disk.bytes) / b.limit,
      );
    if (rooms.length === 0) {
      return reject(
        'storage-unknown',
        `Nobody knows how much room the storages of ${node.name} have.`,
      );
    }
    const fitting = rooms.find(({ used, limit }) => used + disk.bytes <= limit);
    const free = Math.max(...rooms.map(({ used, limit }) => limit - used));
    return fitting
      ? { rejections: [], chosen: fitting.storage }
      : reject(
          'storage-insufficient',
          `No such storage of ${node.name} has more than ${gib(
            Math.max(0, free),
          )} to give.`,
          { needed: disk.bytes, free: Math.round(free) },
        );
  }

  private vlanRejections(
    node: NodeCapacity,
    { networks = [], acceptUnknown = [] }: PlacementRequest,
  ): Rejection[] {
    return networks.flatMap(({ vlan, bridge }): Rejection[] => {
      const reach = this.vlanReach(node.nodeId, vlan, bridge);
      const details = {
        vlan,
        ...(reach.bridge !== undefined && { bridge: reach.bridge }),
      };
      if (reach.state === 'unreachable') {
        return [
          {
            code: 'vlan-unreachable',
            message: `VLAN ${vlan} does not reach ${node.name}: ${reach.why}.`,
            details,
          },
        ];
      }
      return reach.state === 'unknown' && !acceptUnknown.includes('vlan')
        ? [
            {
              code: 'vlan-unknown',
              message: `Whether VLAN ${vlan} reaches ${node.name} is not known: ${reach.why}.`,
              details,
            },
          ]
        : [];
    });
  }
}

function count(map: Map<string, number>, key: string, by: number): void {
  map.set(key, (map.get(key) ?? 0) + by);
}

function standingRejections(
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

/** What a storage must be able to hold: a disk of a guest is no backup. */
function contentsOf({
  content,
}: NonNullable<PlacementRequest['disk']>): readonly string[] {
  return content === undefined ? ['rootdir', 'images'] : [content];
}

function subscriptionRejections(
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

function affinityRejections(
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
