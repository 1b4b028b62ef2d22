import { LabEdge } from './edge';
import { LabSwitching } from './switching';

/**
 * The world that every server of the lab answers from: one typed value, never
 * changed in place. What a server says is derived from it, so that all
 * sources tell the same story.
 */

/** @public */
export interface World {
  cluster: string;
  domain: string;
  nodes: LabNode[];
  guests: LabGuest[];
  storages: LabStorage[];
  zones: LabZone[];
  vnets: LabVnet[];
  pools: LabPool[];
  /** Absent: the site has no reverse proxy. */
  edge?: LabEdge;
  /** Absent: the site has no network controller. */
  switching?: LabSwitching;
}

/**
 * `just-lost`: the cluster has noticed, but the last figures of the node's guests are still
 * shown (for five minutes). `offline`: they are gone, and with them the names of its guests.
 * @public
 */
export type LabNodeState = 'online' | 'just-lost' | 'offline';

/** How a node is wired; decides the shape of its network answer. @public */
export type LabNodeWiring =
  | 'single'
  | 'bond-lacp'
  | 'bond-active-backup'
  | 'open-vswitch';

/** @public */
export interface LabNode {
  name: string;
  nodeId: number;
  address: string;
  state: LabNodeState;
  /** Version of Proxmox VE on this node; clusters are mixed during upgrades. */
  version: string;
  wiring: LabNodeWiring;
  /** The node's own address sits on `vmbr0.<tag>` instead of on `vmbr0`. */
  managementVlan?: number;
  cpuModel: string;
  sockets: number;
  coresPerSocket: number;
  memoryBytes: number;
  subscription: LabSubscription;
}

/** @public */
export interface LabSubscription {
  status: 'active' | 'notfound' | 'invalid' | 'expired';
  key?: string;
  level?: string;
  productName?: string;
  nextDueDate?: string;
}

/** `answers`; `blocked`: refuses the command; `silent`: configured, not running. @public */
export type LabAgent = 'answers' | 'blocked' | 'silent';

/** @public */
export interface LabGuest {
  vmid: number;
  type: 'lxc' | 'qemu';
  /** A guest can be without a name: Proxmox then makes one up in lists. */
  name?: string;
  node: string;
  status: 'running' | 'stopped';
  template: boolean;
  tags: string[];
  pool?: string;
  hastate?: 'started';
  lock?: string;
  protection: boolean;
  onBoot: boolean;
  cores: number;
  memoryMib: number;
  /** LXC only. Default 512. */
  swapMib?: number;
  /** LXC only: root inside is root outside. */
  privileged?: boolean;
  diskGib: number;
  storage: string;
  nets: LabNet[];
  /** QEMU only; absent: no agent configured. */
  agent?: LabAgent;
  /** Interfaces inside the guest that are no `netX`: docker0, wg0. */
  nested: { name: string; mac?: string; addresses: string[] }[];
  description?: string;
  /** New addresses of `netX`, by index, that wait for the next start. */
  pending: Record<number, string>;
  /** The gateways that go with them, where they are others than now. */
  pendingGateways?: Record<number, string>;
  /** No node has reported it yet: lists of the cluster know its number only. */
  unreported?: boolean;
  /** Older states of the guest: never current, but in the same file. */
  snapshots: {
    name: string;
    time: number;
    addresses: Record<number, string>;
  }[];
}

/** One `netX` of a guest; its index is its place in the list. @public */
export interface LabNet {
  mac: string;
  /** Name inside a container. */
  name?: string;
  /** Model of a QEMU card; `virtio` when left out. */
  model?: string;
  /** Absent: not connected. */
  bridge?: string;
  tag?: number;
  trunks?: string;
  linkDown?: boolean;
  /** CIDR or `dhcp`; of a VM it goes to `ipconfigX`. */
  address?: string;
  address6?: string;
  gateway?: string;
  gateway6?: string;
  /** What is there besides the static address while it runs: a lease, a VIP. */
  live: string[];
}

/** @public */
export interface LabStorage {
  storage: string;
  type: 'dir' | 'zfspool' | 'nfs' | 'pbs';
  shared: boolean;
  content: string[];
  totalBytes: number;
  /** Absent: on all nodes. */
  nodes?: string[];
  /** The server behind it does not answer. */
  unreachable?: boolean;
  /** Container templates that lie there: `local:vztmpl/…`. */
  templates?: string[];
}

/** @public */
export interface LabZone {
  zone: string;
  type: 'vlan' | 'simple';
  bridge?: string;
}

/** @public */
export interface LabVnet {
  vnet: string;
  zone: string;
  tag?: number;
  alias?: string;
  subnets: { cidr: string; gateway: string }[];
}

/** @public */
export interface LabPool {
  poolid: string;
  comment?: string;
}
