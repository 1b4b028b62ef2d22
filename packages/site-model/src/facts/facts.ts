import { z } from 'zod';
import {
  declaredHardwareFactSchema,
  nodeHardwareFactSchema,
} from './hardwareFacts';
import { neighbourFactSchema, nodeLinkFactSchema } from './neighbourFacts';
import {
  clientFactSchema,
  networkFactSchema,
  portForwardFactSchema,
  switchFactSchema,
  switchPortFactSchema,
} from './networkFacts';
import {
  deadHostFactSchema,
  proxyFactSchema,
  proxyHostFactSchema,
  proxyTargetSchema,
  redirectionHostFactSchema,
  servingSchema,
  streamFactSchema,
} from './proxyFacts';

/**
 * Facts are what a collector says about one thing, already normalised and
 * allow-listed. They are stored as history intervals keyed by their content,
 * so nothing volatile (load, uptime, used bytes) may be part of a fact.
 */

/** `running` and `stopped` as Proxmox says; `unknown` when nobody could say. */
export const guestStatusSchema = z.enum([
  'running',
  'stopped',
  'paused',
  'suspended',
  'unknown',
]);
/** @public */
export type GuestStatus = z.infer<typeof guestStatusSchema>;

/** The cluster itself; key: the cluster name. */
export const clusterFactSchema = z.object({
  name: z.string(),
  version: z.string().optional(),
  quorate: z.boolean().optional(),
  /**
   * Addresses of the members: here and not with the nodes, which are listed elsewhere, too,
   * so that they stay while the state of the cluster may not or cannot be read.
   */
  members: z
    .array(z.object({ name: z.string(), address: z.string() }))
    .optional(),
});

/** A cluster member; key: the node name. */
export const nodeFactSchema = z.object({
  name: z.string(),
  status: z.enum(['online', 'offline', 'unknown']),
});

/** What a node says of itself (needs the node to be reachable); key: node name. */
export const nodeDetailFactSchema = z.object({
  node: z.string(),
  version: z.string().optional(),
  cpuModel: z.string().optional(),
  sockets: z.number().int().optional(),
  cores: z.number().int().optional(),
  memoryBytes: z.number().int().optional(),
});

/** A network interface of a node; key: `<node>/<name>`. */
export const nodeInterfaceFactSchema = z.object({
  node: z.string(),
  name: z.string(),
  /** Proxmox's word: bridge, bond, eth, vlan, OVSBridge, OVSBond … */
  type: z.string(),
  active: z.boolean(),
  mac: z.string().optional(),
  addresses: z.array(z.string()),
  gateway: z.string().optional(),
  bridgePorts: z.array(z.string()),
  bondSlaves: z.array(z.string()),
  bondMode: z.string().optional(),
  vlanAware: z.boolean(),
  vlanTag: z.number().int().optional(),
  vlanRawDevice: z.string().optional(),
});

/** A storage as seen from one node; key: `<node>/<storage>`. */
export const storageFactSchema = z.object({
  node: z.string(),
  storage: z.string(),
  type: z.string(),
  shared: z.boolean(),
  enabled: z.boolean(),
  active: z.boolean(),
  content: z.array(z.string()),
  totalBytes: z.number().int().optional(),
});

/** The subscription of a node, without its key; key: node name. */
export const subscriptionFactSchema = z.object({
  node: z.string(),
  status: z.string(),
  level: z.string().optional(),
  productName: z.string().optional(),
  sockets: z.number().int().optional(),
  dueDate: z.string().optional(),
});

/** A guest as the cluster-wide list names it; key: the VMID. */
export const guestFactSchema = z.object({
  vmid: z.number().int(),
  type: z.enum(['qemu', 'lxc']),
  name: z.string().optional(),
  node: z.string(),
  status: guestStatusSchema,
  template: z.boolean(),
  tags: z.array(z.string()),
  pool: z.string().optional(),
  lock: z.string().optional(),
  haState: z.string().optional(),
  milliCores: z.number().int().optional(),
  memoryBytes: z.number().int().optional(),
  diskBytes: z.number().int().optional(),
});

/** One `netX` line of a guest, with the addresses configured for it. */
export const guestInterfaceConfigSchema = z.object({
  /** `net0`, `net1` … */
  id: z.string(),
  name: z.string().optional(),
  model: z.string().optional(),
  /** Lower case, colon separated. */
  mac: z.string().optional(),
  bridge: z.string().optional(),
  tag: z.number().int().optional(),
  trunks: z.array(z.string()),
  linkDown: z.boolean(),
  /** Static addresses in canonical text, with prefix length: `192.168.11.50/24`. */
  addresses: z.array(z.string()),
  /** The configuration asks for DHCP or SLAAC on this interface. */
  dynamic: z.boolean(),
  gateway: z.string().optional(),
  gateway6: z.string().optional(),
});

/** What is active in a guest's configuration (`current=1`); key: the VMID. */
export const guestConfigFactSchema = z.object({
  vmid: z.number().int(),
  /**
   * The name of the guest in its own configuration. The cluster-wide list loses the name of a
   * guest when its node has been offline for five minutes; this one stays with its scope.
   */
  name: z.string().optional(),
  /** As the configuration says; the cluster-wide list loses it together with the name. */
  template: z.boolean().optional(),
  /** As the configuration says, sorted; the list loses them together with the name. */
  tags: z.array(z.string()).optional(),
  interfaces: z.array(guestInterfaceConfigSchema),
  /** A QEMU guest with `agent: 1`. Always false for containers. */
  agentEnabled: z.boolean(),
  /** Addresses of pending changes: no claim, but never free (ruling R04). */
  pendingAddresses: z.array(z.string()),
  onBoot: z.boolean(),
  protection: z.boolean(),
  osType: z.string().optional(),
  /** Only where the source is configured to keep descriptions. */
  description: z.string().optional(),
});

/** Addresses seen inside a running guest; key: the VMID. */
export const guestAddressesFactSchema = z.object({
  vmid: z.number().int(),
  via: z.enum(['container', 'agent']),
  interfaces: z.array(
    z.object({
      name: z.string(),
      mac: z.string().optional(),
      /** Canonical text with prefix length. Loopback and link-local are left out. */
      addresses: z.array(z.string()),
    }),
  ),
});

/** An SDN virtual network; key: its name, which is a bridge name to guests. */
export const vnetFactSchema = z.object({
  name: z.string(),
  zone: z.string(),
  tag: z.number().int().optional(),
  alias: z.string().optional(),
  subnets: z.array(
    z.object({ cidr: z.string(), gateway: z.string().optional() }),
  ),
});

/** One assignment of an `ip-addresses.conf`; key: `<KEY>` (or `<KEY>#<line>` when superseded). */
export const declaredKeyFactSchema = z.object({
  key: z.string(),
  file: z.string(),
  line: z.number().int(),
  /** The value after expansion of earlier literals. */
  value: z.string(),
  /** Addresses this key declares, canonical. Empty for URLs, networks, words. */
  addresses: z.array(z.string()),
  /** Inclusive ranges `a-b` this key declares; never listed address by address. */
  ranges: z.array(z.string()),
  /** The value is a reference to this other key: an alias, not a second owner. */
  aliasOf: z.string().optional(),
  /** A later assignment of the same key wins; this one declares nothing. */
  superseded: z.boolean(),
});

/** One row of an endpoint table with an id column; key: `<VMID>` or `<VMID>#<line>` when repeated. */
export const declaredRowFactSchema = z.object({
  file: z.string(),
  line: z.number().int(),
  vmid: z.number().int(),
  name: z.string().optional(),
  node: z.string().optional(),
  addresses: z.array(z.string()),
  ranges: z.array(z.string()),
  /** The address cell says DHCP. */
  dynamic: z.boolean(),
  owner: z.string().optional(),
  service: z.string().optional(),
  status: z.string().optional(),
  vlan: z.number().int().optional(),
  /** Cells stand under the wrong headings: only the VMID is believed (ruling R09). */
  shifted: z.boolean(),
});

/** A row of a table without an id column that names a device; key: `<line>`. */
export const declaredDeviceFactSchema = z.object({
  file: z.string(),
  line: z.number().int(),
  name: z.string(),
  addresses: z.array(z.string()),
  ranges: z.array(z.string()),
});

/** What a table says of where a host name leads: one of several ways to name it. */
export const declaredUpstreamSchema = z.object({
  /** As typed. */
  text: z.string(),
  scheme: z.string().optional(),
  /** Canonical address, or a name in lower case; absent where a VMID is named. */
  host: z.string().optional(),
  port: z.number().int().optional(),
  vmid: z.number().int().optional(),
});

/**
 * One public host name of a declared table; key: the name (or `<name>#<line>` when
 * repeated).
 */
export const declaredHostnameFactSchema = z.object({
  file: z.string(),
  line: z.number().int(),
  /** Lower case; may be a wildcard as nginx knows them. */
  hostname: z.string(),
  /** Any of them may be meant; none where the cell says `TBD` or could not be read. */
  upstreams: z.array(declaredUpstreamSchema),
  /** The cell says that nobody knows yet: empty, a dash, `TBD`, a placeholder. */
  planned: z.boolean(),
});

/** A line or row that could not be read; key: `<line>`. */
export const unparsedFactSchema = z.object({
  file: z.string(),
  line: z.number().int(),
  text: z.string(),
  why: z.string(),
});

/** The text behind declared facts; key: the name of the file. */
export const declaredFileFactSchema = z.object({
  file: z.string(),
  /** SHA-256 of the text in UTF-8 without byte order mark, hexadecimal. */
  contentHash: z.string(),
});

/** Every kind of fact with its schema. A connector adds a kind here, with its consumer. */
export const factSchemas = {
  cluster: clusterFactSchema,
  node: nodeFactSchema,
  'node-detail': nodeDetailFactSchema,
  'node-interface': nodeInterfaceFactSchema,
  storage: storageFactSchema,
  subscription: subscriptionFactSchema,
  guest: guestFactSchema,
  'guest-config': guestConfigFactSchema,
  'guest-addresses': guestAddressesFactSchema,
  vnet: vnetFactSchema,
  'declared-key': declaredKeyFactSchema,
  'declared-row': declaredRowFactSchema,
  'declared-device': declaredDeviceFactSchema,
  'declared-hostname': declaredHostnameFactSchema,
  'declared-hardware': declaredHardwareFactSchema,
  'declared-file': declaredFileFactSchema,
  unparsed: unparsedFactSchema,
  proxy: proxyFactSchema,
  'proxy-host': proxyHostFactSchema,
  'redirection-host': redirectionHostFactSchema,
  'dead-host': deadHostFactSchema,
  stream: streamFactSchema,
  switch: switchFactSchema,
  'switch-port': switchPortFactSchema,
  client: clientFactSchema,
  network: networkFactSchema,
  'port-forward': portForwardFactSchema,
  neighbour: neighbourFactSchema,
  'node-link': nodeLinkFactSchema,
  'node-hardware': nodeHardwareFactSchema,
} as const;

/** @public */
export type FactKind = keyof typeof factSchemas;
/** @public */
export type FactValue<K extends FactKind> = z.infer<(typeof factSchemas)[K]>;
/** @public */
export type ClusterFact = FactValue<'cluster'>;
/** @public */
export type NodeFact = FactValue<'node'>;
/** @public */
export type NodeDetailFact = FactValue<'node-detail'>;
/** @public */
export type NodeInterfaceFact = FactValue<'node-interface'>;
/** @public */
export type StorageFact = FactValue<'storage'>;
/** @public */
export type SubscriptionFact = FactValue<'subscription'>;
/** @public */
export type GuestFact = FactValue<'guest'>;
/** @public */
export type GuestInterfaceConfig = z.infer<typeof guestInterfaceConfigSchema>;
/** @public */
export type GuestConfigFact = FactValue<'guest-config'>;
/** @public */
export type GuestAddressesFact = FactValue<'guest-addresses'>;
/** @public */
export type VnetFact = FactValue<'vnet'>;
/** @public */
export type DeclaredKeyFact = FactValue<'declared-key'>;
/** @public */
export type DeclaredRowFact = FactValue<'declared-row'>;
/** @public */
export type DeclaredDeviceFact = FactValue<'declared-device'>;
/** @public */
export type DeclaredHostnameFact = FactValue<'declared-hostname'>;
/** @public */
export type DeclaredUpstream = z.infer<typeof declaredUpstreamSchema>;
/** @public */
export type DeclaredFileFact = FactValue<'declared-file'>;
/** @public */
export type UnparsedFact = FactValue<'unparsed'>;
/** @public */
export type ProxyFact = FactValue<'proxy'>;
/** @public */
export type ProxyHostFact = FactValue<'proxy-host'>;
/** @public */
export type ProxyTarget = z.infer<typeof proxyTargetSchema>;
/** @public */
export type Serving = z.infer<typeof servingSchema>;
/** @public */
export type RedirectionHostFact = FactValue<'redirection-host'>;
/** @public */
export type DeadHostFact = FactValue<'dead-host'>;
/** @public */
export type StreamFact = FactValue<'stream'>;
/** @public */
export type SwitchFact = FactValue<'switch'>;
/** @public */
export type SwitchPortFact = FactValue<'switch-port'>;
/** @public */
export type ClientFact = FactValue<'client'>;
/** @public */
export type NetworkFact = FactValue<'network'>;
/** @public */
export type PortForwardFact = FactValue<'port-forward'>;
/** @public */
export type NeighbourFact = FactValue<'neighbour'>;
/** @public */
export type NodeLinkFact = FactValue<'node-link'>;
/** @public */
export type NodeHardwareFact = FactValue<'node-hardware'>;
/** @public */
export type DeclaredHardwareFact = FactValue<'declared-hardware'>;

/**
 * One fact, ready to be stored.
 * @public
 */
export type Fact = {
  [K in FactKind]: {
    kind: K;
    /** Unique within source, pass, scope and kind. */
    key: string;
    value: FactValue<K>;
    /** API path or file:line this was read from, without revision. */
    locator?: string;
  };
}[FactKind];
