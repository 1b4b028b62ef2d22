/** What a new guest needs. Cores in milli-cores, sizes in bytes. @public */
export interface PlacementRequest {
  /** For the answer; several requests at once are told apart by it. */
  id?: string;
  /** Only nodes of this cluster. */
  sourceId?: string;
  milliCores: number;
  memoryBytes: number;
  disk?: {
    bytes: number;
    /** Name of the storage; any that fits where left out. */
    storage?: string;
    /** Storage class: one of these types of Proxmox, such as `rbd`, `zfspool`. */
    types?: string[];
    /** What it must be able to hold: `rootdir` for containers, `images` for VMs; left out: one of them. */
    content?: string;
  };
  /** Every VLAN must arrive on the uplink; with a bridge, on that one. */
  networks?: { vlan: number; bridge?: string }[];
  /** Never on a node with one of these. */
  antiAffinity?: { guestIds?: string[]; tags?: string[] };
  /** Tags it will have: what is placed together keeps away from it, too. */
  tags?: string[];
  /** Every socket of the node must be covered. */
  requireSubscription?: boolean;
  /** `<sourceId>/<name>` */
  excludeNodeIds?: string[];
  /** Unknown is no yes; these are let through all the same. */
  acceptUnknown?: ('vlan' | 'subscription')[];
}

/** Why a node was rejected: a hard constraint that it breaks. @public */
export type RejectionCode =
  | 'excluded'
  | 'other-cluster'
  | 'node-offline'
  | 'node-status-unknown'
  | 'stale-data'
  | 'lifecycle'
  | 'cpu-unknown'
  | 'cpu-too-few'
  | 'cpu-insufficient'
  | 'memory-unknown'
  | 'memory-insufficient'
  | 'memory-in-use'
  | 'storage-missing'
  | 'storage-class'
  | 'storage-content'
  | 'storage-inactive'
  | 'storage-unknown'
  | 'storage-insufficient'
  | 'vlan-unreachable'
  | 'vlan-unknown'
  | 'subscription-uncovered'
  | 'subscription-unknown'
  | 'anti-affinity';

/** What should be known of a node that was not rejected. @public */
export type NoteCode =
  | 'cpu-after'
  | 'memory-after'
  | 'storage-chosen'
  | 'vlan-reachable'
  | 'vlan-unknown'
  | 'subscription'
  | 'subscription-unknown'
  | 'usage-unknown'
  | 'allocation-unknown'
  | 'metrics-stale';

/** Machine-readable, with one sentence for people. @public */
export interface PlacementReason<Code = RejectionCode | NoteCode> {
  code: Code;
  message: string;
  /** The numbers and names behind it: `needed`, `free`, `limit`, `vlan`, `guestId` … */
  details?: Record<string, string | number>;
}

/** A node that can take the guest. @public */
export interface RankedNode {
  nodeId: string;
  /** 1 for the best. */
  rank: number;
  /**
   * How full its fullest resource would be, 0 to 1 of what the policy lets be given out:
   * the lower the better.
   */
  score: number;
  storage?: string;
  /** Shares after the placement; storage only where one was asked for. */
  after: { cpu: number; memory: number; storage?: number };
  reasons: PlacementReason<NoteCode>[];
}

/** @public */
export interface RejectedNode {
  nodeId: string;
  /** All of them, not only the first. */
  reasons: PlacementReason<RejectionCode>[];
}

/** Every node of the site is in one of the two lists. @public */
export interface PlacementAdvice {
  ranked: RankedNode[];
  rejected: RejectedNode[];
}
