import { Site, SiteNode } from '../site';
import { Capacity, NodeCapacity, NodeStorage } from './capacity';
import {
  Limits,
  Load,
  Rejection,
  affinityRejections,
  cpuRejections,
  memoryRejections,
  standingRejections,
  subscriptionRejections,
} from './nodeConstraints';
import { PlacementRequest } from './placement';
import { StorageBook } from './StorageBook';
import { VlanReach } from './VlanReach';

/** Shares of a node, 0 to 1 of what the policy lets be given out. */
export interface Shares {
  cpu: number;
  memory: number;
  storage?: number;
}

/** Room for one guest on one node, or everything that speaks against it. */
export type Fit =
  | { rejections: Rejection[]; storage?: undefined; shares?: undefined }
  | { rejections: []; storage?: NodeStorage; shares: Shares };

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
  private readonly storages: StorageBook;
  private readonly siteNodes: ReadonlyMap<string, SiteNode>;
  private readonly reach: VlanReach;
  private readonly fixed = new WeakMap<
    PlacementRequest,
    Map<string, Rejection[]>
  >();

  private constructor(site: Site, private readonly capacity: Capacity) {
    this.nodes = capacity.nodes;
    this.storages = StorageBook.create(capacity);
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
    const limits = this.limits(node);
    const storage = this.storages.choose(node, request.disk);
    const rejections = [
      ...this.lasting(node, request),
      ...cpuRejections(node, load, limits, request),
      ...memoryRejections(node, load, limits, request),
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
      this.storages.take(storage, sign * request.disk.bytes);
    }
  }

  private limits({ cpu, memory }: NodeCapacity): Limits {
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
    const room = storage && this.storages.room(storage);
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
