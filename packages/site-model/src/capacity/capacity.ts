import { FreshnessLabel } from '../observations';
import { Forecast } from './forecast';
import { Metric } from './metrics';
import { StorageSpace } from './storages';
import { SubscriptionCoverage } from './subscriptionCoverage';
import { Usage, UsageRules, Window } from './usage';

/** The most there is of a thing, as measured beside its use. @public */
export interface Limits {
  milliCores?: number;
  memoryBytes?: number;
  diskBytes?: number;
}

/** What the history of one node, guest or storage comes down to over the window. @public */
export interface SeriesSummary {
  usage: Record<Metric, Usage>;
  forecast: Record<'cpu' | 'memory' | 'disk', Forecast>;
  /** Share of the window in which it was there and did not run. */
  stoppedShare: number;
  limits: Limits;
}

/**
 * What is planned for a node: `draining` and `retiring` ones get nothing new;
 * `maintenance` ones get nothing for now.
 * @public
 */
export type NodeLifecycle = 'active' | 'maintenance' | 'draining' | 'retiring';

/** What people say of a node beforehand. @public */
export interface NodePlan {
  /** Name of the node; of every cluster where no source is named. */
  name: string;
  sourceId?: string;
  lifecycle: NodeLifecycle;
  note?: string;
}

/** How full things may become. @public */
export interface CapacityPolicy {
  /** Virtual cores for each thread of a node. */
  cpuOvercommit: number;
  /** Memory that may be given out for each byte a node has. */
  memoryOvercommit: number;
  /** Share of memory kept for the node itself, 0 to 1. */
  memoryReserve: number;
  /** Share of a storage that stays free, 0 to 1. */
  storageReserve: number;
}

/** @public */
export const DEFAULT_CAPACITY_POLICY: CapacityPolicy = {
  cpuOvercommit: 4,
  memoryOvercommit: 1,
  memoryReserve: 0.1,
  storageReserve: 0.1,
};

/** Cores in milli-cores, memory in bytes. @public */
export interface ResourceCapacity {
  /** What the node has; absent where nobody could say. */
  total?: number;
  /** Given to guests that run, are paused, or of which nobody knows. */
  allocated: number;
  /** Given to guests that are stopped. */
  allocatedStopped: number;
  /** Guests whose share is unknown: the true number is higher. */
  unknownAllocations: number;
  /** `allocated` for each unit there is. */
  overcommit?: number;
  usage: Usage;
  forecast: Forecast;
}

/** A storage as one node can use it. @public */
export interface NodeStorage {
  storage: string;
  type: string;
  content: string[];
  shared: boolean;
  active: boolean;
  /** Of {@link StorageCapacity}. */
  spaceId: string;
}

/** @public */
export interface NodeCapacity {
  nodeId: string;
  sourceId: string;
  cluster: string;
  name: string;
  status: 'online' | 'offline' | 'unknown';
  lifecycle: NodeLifecycle;
  lifecycleNote?: string;
  /** Of the node's existence and state; of what it says of itself; of what was measured. */
  freshness: FreshnessLabel;
  detailFreshness: FreshnessLabel;
  metricsFreshness: FreshnessLabel;
  cpu: ResourceCapacity;
  memory: ResourceCapacity;
  network: { in: Usage; out: Usage };
  /** The root file system. */
  root: { total?: number; usage: Usage; forecast: Forecast };
  storages: NodeStorage[];
  subscription: SubscriptionCoverage;
  guests: { running: number; stopped: number; templates: number };
}

/** What could be smaller, with what would do. @public */
export interface Oversize {
  resource: 'cpu' | 'memory';
  allocated: number;
  p95: number;
  /** Half as much again as the 95th percentile, rounded up to whole cores or 256 MiB. */
  suggested: number;
}

/** @public */
export interface GuestCapacity {
  guestId: string;
  sourceId: string;
  vmid: number;
  type: 'qemu' | 'lxc';
  name?: string;
  node: string;
  status: string;
  template: boolean;
  freshness: FreshnessLabel;
  metricsFreshness: FreshnessLabel;
  milliCores?: number;
  memoryBytes?: number;
  diskBytes?: number;
  usage: Record<Metric, Usage>;
  forecast: Record<'cpu' | 'memory' | 'disk', Forecast>;
  stoppedShare: number;
  /** `unknown` where too little was measured to say. */
  activity: 'busy' | 'idle' | 'stopped' | 'unknown';
  oversized: Oversize[];
}

/** @public */
export interface StorageCapacity extends StorageSpace {
  sourceId: string;
  usage: Usage;
  forecast: Forecast;
}

/** How much there is, given out and used, at one moment. @public */
export interface Capacity {
  at: string;
  window: Window;
  rules: UsageRules;
  policy: CapacityPolicy;
  nodes: NodeCapacity[];
  guests: GuestCapacity[];
  storages: StorageCapacity[];
}
