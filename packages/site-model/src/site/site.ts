import {
  DeclaredHostnameFact,
  GuestStatus,
  NodeDetailFact,
  NodeInterfaceFact,
  StorageFact,
  SubscriptionFact,
} from '../facts';
import { FreshnessLabel, SourceSnapshot } from '../observations';
import { PortRecords } from '../portmap/portRecords';
import type { DeclaredFile } from './declaredFiles';
import { SiteEdge } from './edge';

/** @public */
export type ClaimKind =
  | 'guest-config'
  | 'guest-agent'
  | 'node-config'
  | 'sdn-gateway'
  | 'switch-config'
  | 'switch-client'
  | 'neighbour'
  | 'pending'
  | 'proxy-upstream'
  | 'port-forward'
  | 'declared-key'
  | 'declared-row'
  | 'declared-device'
  | 'manual'
  | 'reservation';

/** One statement "this address belongs to that thing", from one source, at one time. @public */
export interface Claim {
  kind: ClaimKind;
  address: string;
  sourceId: string;
  scope: string;
  locator?: string;
  collectedAt: string;
  freshness: FreshnessLabel;
  /**
   * The owner: `guest:<id>`, `node:<id>`, `gateway:<vnet>`, `key:<KEY>`,
   * `device:<name>`, `switch:<source>/<mac>`; for a row whose VMID no cluster has,
   * `guest:<vmid>`; for a MAC that is nobody's, `mac:<mac>`. What only points at
   * the address is no owner and named all the same: `proxy-host:<source>/<id>`.
   * Of our own records: `record:<address>`, of a reservation its holder.
   */
  owner: string;
  guestId?: string;
  interfaceId?: string;
  /** Words for people: "net0 of 7801 sankofa-portal"; of a key, its name. */
  label: string;
  /** Of a key: it refers to this other key, so it is no second owner. */
  aliasOf?: string;
  /** Of a client or neighbour: the MAC that was seen. */
  mac?: string;
  /** Of a client: the switch port it was seen on, `closet/3`. */
  place?: string;
  /** Of a neighbour: it last answered no longer than this before it was read. */
  answeredWithinSeconds?: number;
  /** Of a client or neighbour: it was there once, and nobody knows whether it still is. */
  isWeak?: boolean;
}

/** Ruling R05. @public */
export type AddressState =
  | 'conflict'
  | 'agreed'
  | 'held'
  | 'reserved'
  | 'observed-only'
  | 'declared-only'
  | 'free';

/** @public */
export interface SiteAddress {
  /** Canonical text. */
  address: string;
  /** Fixed-width 32 hex digits; text order is numeric order. */
  key: string;
  state: AddressState;
  /** One sentence why the state is what it is. */
  why: string;
  claims: Claim[];
  /** Guests that own it, templates included: `<sourceId>/<vmid>`. */
  guestIds: string[];
  prefix?: string;
}

/** @public */
export interface GuestInterface {
  id: string;
  name?: string;
  mac?: string;
  bridge?: string;
  tag?: number;
  trunks: string[];
  linkDown: boolean;
  /** Canonical addresses without prefix length, configured and live, joined by MAC. */
  addresses: string[];
  configured: string[];
  /** Seen inside the guest, or answered for by this interface's MAC. */
  live: string[];
  dynamic: boolean;
}

/** Where a team or service of a guest was read. @public */
export interface Ownership {
  /** Catalog entity ref, such as `group:default/platform`. */
  ownerRef?: string;
  service?: string;
  /** `declared-row`, `tag`, `config`. */
  via: string;
  locator?: string;
}

/** @public */
export interface Guest {
  /** `<sourceId>/<vmid>`; unique over all clusters. */
  id: string;
  sourceId: string;
  cluster: string;
  vmid: number;
  type: 'qemu' | 'lxc';
  name?: string;
  node: string;
  status: GuestStatus;
  template: boolean;
  tags: string[];
  pool?: string;
  lock?: string;
  haState?: string;
  milliCores?: number;
  memoryBytes?: number;
  diskBytes?: number;
  interfaces: GuestInterface[];
  /** Addresses on interfaces that are no `netX`: docker0, wg0. Never LAN addresses. */
  nested: { interface: string; address: string }[];
  pendingAddresses: string[];
  /** All LAN addresses, canonical, in numeric order. */
  addresses: string[];
  vlan?: number;
  ownership?: Ownership;
  declared: {
    sourceId: string;
    file: string;
    line: number;
    locator: string;
    name?: string;
    node?: string;
    addresses: string[];
    ranges: string[];
  }[];
  description?: string;
  /** Of existence, status, node. */
  freshness: FreshnessLabel;
  /** Of the configuration. */
  configFreshness: FreshnessLabel;
  /** Of the addresses seen inside. */
  addressFreshness: FreshnessLabel;
  /** When somebody last looked inside it; absent when nobody ever did. */
  addressesSeenAt?: string;
  /** Present while its addresses cannot be read now (ruling R02). */
  addressesUnreadable?: string;
  firstSeenAt: string;
  /** Where the list that names it was read. */
  locator?: string;
}

/** @public */
export interface SiteNode {
  /** `<sourceId>/<name>`. */
  id: string;
  sourceId: string;
  cluster: string;
  name: string;
  status: 'online' | 'offline' | 'unknown';
  address?: string;
  detail?: NodeDetailFact;
  interfaces: NodeInterfaceFact[];
  storages: StorageFact[];
  subscription?: SubscriptionFact;
  guestIds: string[];
  /** Of what the cluster says of it: that it exists, its state, its address. */
  freshness: FreshnessLabel;
  /** Of what the node says of itself: details, interfaces, storages, subscription. */
  detailFreshness?: FreshnessLabel;
  /** Where the list that names it was read. */
  locator?: string;
}

/** @public */
export interface SitePrefix {
  cidr: string;
  /** Key of the first and last address. */
  lo: string;
  hi: string;
  vid?: number;
  gateway?: string;
  /** Where it is known from: `network`, `sdn`, `node`, `guest`, `declared`. */
  via: string;
  sourceId: string;
  name?: string;
}

/** @public */
export interface SiteVlan {
  vid: number;
  name?: string;
  vnets: string[];
  guestIds: string[];
  prefixes: string[];
}

/** @public */
export interface DeclaredKey {
  sourceId: string;
  /** The scope of the source it was read in. */
  scope: string;
  key: string;
  file: string;
  line: number;
  locator: string;
  value: string;
  addresses: string[];
  ranges: string[];
  aliasOf?: string;
  freshness: FreshnessLabel;
}

/** @public */
export interface DeclaredRow {
  sourceId: string;
  /** The scope of the source it was read in. */
  scope: string;
  file: string;
  line: number;
  locator: string;
  vmid: number;
  name?: string;
  node?: string;
  addresses: string[];
  ranges: string[];
  dynamic: boolean;
  owner?: string;
  service?: string;
  vlan?: number;
  shifted: boolean;
  freshness: FreshnessLabel;
}

/** @public */
export interface DeclaredDevice {
  sourceId: string;
  /** The scope of the source it was read in. */
  scope: string;
  file: string;
  line: number;
  locator: string;
  name: string;
  addresses: string[];
  ranges: string[];
  freshness: FreshnessLabel;
}

/** A public host name of a declared table. @public */
export interface DeclaredHostname extends DeclaredHostnameFact {
  sourceId: string;
  /** The scope of the source it was read in. */
  scope: string;
  locator: string;
  freshness: FreshnessLabel;
}

/** @public */
export interface UnparsedLine {
  sourceId: string;
  /** The scope of the source it was read in. */
  scope: string;
  file: string;
  line: number;
  locator: string;
  text: string;
  why: string;
  freshness: FreshnessLabel;
}

/**
 * The joined world at one moment. Built by one pure function and never changed
 * afterwards; readers keep the old one while a new one is built.
 * @public
 */
export interface Site extends SiteEdge {
  /** The moment it speaks about, ISO-8601 UTC. */
  at: string;
  /** The sources without their facts. */
  sources: Omit<SourceSnapshot, 'facts'>[];
  nodes: SiteNode[];
  guests: Guest[];
  /** In numeric order of their keys. */
  addresses: SiteAddress[];
  prefixes: SitePrefix[];
  vlans: SiteVlan[];
  declaredKeys: DeclaredKey[];
  declaredRows: DeclaredRow[];
  declaredDevices: DeclaredDevice[];
  declaredHostnames: DeclaredHostname[];
  declaredFiles: DeclaredFile[];
  unparsed: UnparsedLine[];
  /** What people wrote down of cables; absent where nobody keeps such records. */
  portRecords?: PortRecords;
  /** True where more than one cluster is configured: subjects are then prefixed. */
  severalClusters: boolean;
}

/** Settings of the join and the rules, all from configuration. @public */
export interface SiteOptions {
  /** Key patterns that are never `address-unused`; `*` matches any text. */
  unusedExclusions: string[];
  /** Guest ownership by VMID, name or tag pattern to a catalog Group ref. */
  owners: {
    match: { vmid?: number; name?: string; tag?: string; pool?: string };
    ownerRef: string;
    service?: string;
  }[];
}

/** The exclusions of DOMAIN.md §4. @public */
export const DEFAULT_UNUSED_EXCLUSIONS = [
  'PROXMOX_HOST_*',
  'NETWORK_GATEWAY',
  'UDM_PRO_*',
  'WAN_AGGREGATOR_*',
];
