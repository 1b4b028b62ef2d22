import { z } from 'zod';
import { answerSchema, freshnessLabelSchema, pageSchema } from './freshness';
import { findingSchema } from './findings';

export const ownershipSchema = z.object({
  ownerRef: z.string().optional(),
  service: z.string().optional(),
  via: z.string(),
  locator: z.string().optional(),
});

export const claimSchema = z.object({
  kind: z.string(),
  address: z.string(),
  sourceId: z.string(),
  scope: z.string(),
  locator: z.string().optional(),
  collectedAt: z.string(),
  freshness: freshnessLabelSchema,
  owner: z.string(),
  guestId: z.string().optional(),
  interfaceId: z.string().optional(),
  label: z.string(),
});

export const guestRowSchema = z.object({
  id: z.string(),
  sourceId: z.string(),
  vmid: z.number().int(),
  type: z.enum(['qemu', 'lxc']),
  name: z.string().optional(),
  node: z.string(),
  status: z.string(),
  template: z.boolean(),
  tags: z.array(z.string()),
  addresses: z.array(z.string()),
  vlan: z.number().int().optional(),
  ownerRef: z.string().optional(),
  service: z.string().optional(),
  declared: z.boolean(),
  openFindings: z.number().int(),
  worstSeverity: z.string().optional(),
  /** Worst of what the row shows. */
  freshness: freshnessLabelSchema,
  /** Catalog entity of this guest. */
  entityRef: z.string(),
});

export const guestInterfaceSchema = z.object({
  id: z.string(),
  name: z.string().optional(),
  mac: z.string().optional(),
  bridge: z.string().optional(),
  tag: z.number().int().optional(),
  trunks: z.array(z.string()),
  linkDown: z.boolean(),
  addresses: z.array(z.string()),
  configured: z.array(z.string()),
  live: z.array(z.string()),
  dynamic: z.boolean(),
});

export const guestDetailSchema = answerSchema.extend({
  guest: guestRowSchema.extend({
    cluster: z.string(),
    pool: z.string().optional(),
    lock: z.string().optional(),
    haState: z.string().optional(),
    milliCores: z.number().int().optional(),
    memoryBytes: z.number().int().optional(),
    diskBytes: z.number().int().optional(),
    interfaces: z.array(guestInterfaceSchema),
    nested: z.array(z.object({ interface: z.string(), address: z.string() })),
    pendingAddresses: z.array(z.string()),
    ownership: ownershipSchema.optional(),
    declaredRows: z.array(
      z.object({
        sourceId: z.string(),
        file: z.string(),
        line: z.number().int(),
        locator: z.string(),
        name: z.string().optional(),
        node: z.string().optional(),
        addresses: z.array(z.string()),
        ranges: z.array(z.string()),
      }),
    ),
    claims: z.array(claimSchema),
    configFreshness: freshnessLabelSchema,
    addressFreshness: freshnessLabelSchema,
    addressesUnreadable: z.string().optional(),
    firstSeenAt: z.string(),
  }),
  findings: z.array(findingSchema),
});

export const nodeRowSchema = z.object({
  id: z.string(),
  sourceId: z.string(),
  cluster: z.string(),
  name: z.string(),
  status: z.enum(['online', 'offline', 'unknown']),
  address: z.string().optional(),
  version: z.string().optional(),
  cores: z.number().int().optional(),
  sockets: z.number().int().optional(),
  cpuModel: z.string().optional(),
  memoryBytes: z.number().int().optional(),
  guests: z.number().int(),
  runningGuests: z.number().int(),
  /** Sum of configured memory of guests that are not templates. */
  allocatedMemoryBytes: z.number().int(),
  allocatedMilliCores: z.number().int(),
  subscription: z.string().optional(),
  openFindings: z.number().int(),
  freshness: freshnessLabelSchema,
  entityRef: z.string(),
});

export const nodeDetailSchema = answerSchema.extend({
  node: nodeRowSchema.extend({
    interfaces: z.array(
      z.object({
        name: z.string(),
        type: z.string(),
        active: z.boolean(),
        mac: z.string().optional(),
        addresses: z.array(z.string()),
        bridgePorts: z.array(z.string()),
        bondSlaves: z.array(z.string()),
        bondMode: z.string().optional(),
        vlanAware: z.boolean(),
        vlanTag: z.number().int().optional(),
      }),
    ),
    storages: z.array(
      z.object({
        storage: z.string(),
        type: z.string(),
        shared: z.boolean(),
        active: z.boolean(),
        content: z.array(z.string()),
        totalBytes: z.number().int().optional(),
      }),
    ),
    guestRows: z.array(guestRowSchema),
  }),
  findings: z.array(findingSchema),
});

export const addressStateSchema = z.enum([
  'conflict',
  'agreed',
  'held',
  'reserved',
  'observed-only',
  'declared-only',
  'free',
]);

export const addressRowSchema = z.object({
  address: z.string(),
  key: z.string(),
  state: addressStateSchema,
  why: z.string(),
  prefix: z.string().optional(),
  guestIds: z.array(z.string()),
  /** Names of the owners for people: "7801 sankofa-portal". */
  owners: z.array(z.string()),
  claims: z.array(claimSchema),
  openFindings: z.number().int(),
  freshness: freshnessLabelSchema,
  entityRef: z.string(),
});

export const addressDetailSchema = answerSchema.extend({
  address: addressRowSchema,
  findings: z.array(findingSchema),
});

export const prefixRowSchema = z.object({
  cidr: z.string(),
  vid: z.number().int().optional(),
  gateway: z.string().optional(),
  via: z.string(),
  name: z.string().optional(),
  /** Known addresses inside, by state. */
  known: z.number().int(),
  /** Usable addresses of the block as decimal text (IPv6 blocks are large). */
  size: z.string(),
});

export const guestsPageSchema = pageSchema(guestRowSchema);
export const nodesPageSchema = pageSchema(nodeRowSchema);
export const addressesPageSchema = pageSchema(addressRowSchema).extend({
  counts: z.object({ byState: z.record(z.string(), z.number().int()) }),
  prefixes: z.array(prefixRowSchema),
});

/** One difference between two moments, for "what changed". */
export const changeSchema = z.object({
  at: z.string(),
  sourceId: z.string(),
  kind: z.enum(['appeared', 'changed', 'disappeared']),
  factKind: z.string(),
  subject: z.string(),
  summary: z.string(),
});
export const changesSchema = answerSchema.extend({
  /** Newest first. */
  items: z.array(changeSchema),
  /** Over all changes since then, also those that are too many to list. */
  total: z.number().int(),
  since: z.string(),
});

export const searchHitSchema = z.object({
  kind: z.enum([
    'hostname',
    'port',
    'guest',
    'address',
    'node',
    'team',
    'finding',
    'prefix',
    'vlan',
  ]),
  title: z.string(),
  subtitle: z.string(),
  /** Path inside the portal, starting with `/`. */
  href: z.string(),
  /** The query is this thing's name, not just part of it. */
  exact: z.boolean(),
});
export const searchResultSchema = answerSchema.extend({
  items: z.array(searchHitSchema),
  total: z.number().int(),
});

export const overviewSchema = answerSchema.extend({
  counts: z.object({
    nodes: z.number().int(),
    nodesOnline: z.number().int(),
    guests: z.number().int(),
    guestsRunning: z.number().int(),
    templates: z.number().int(),
    addresses: z.number().int(),
    addressStates: z.record(z.string(), z.number().int()),
    openFindings: z.record(z.string(), z.number().int()),
  }),
  worstFindings: z.array(findingSchema),
});

/** @public */
export type GuestRow = z.infer<typeof guestRowSchema>;
/** @public */
export type GuestDetail = z.infer<typeof guestDetailSchema>;
/** @public */
export type NodeRow = z.infer<typeof nodeRowSchema>;
/** @public */
export type NodeDetail = z.infer<typeof nodeDetailSchema>;
/** @public */
export type AddressRow = z.infer<typeof addressRowSchema>;
/** @public */
export type AddressDetail = z.infer<typeof addressDetailSchema>;
/** @public */
export type PrefixRow = z.infer<typeof prefixRowSchema>;
/** @public */
export type ClaimView = z.infer<typeof claimSchema>;
/** @public */
export type GuestsPage = z.infer<typeof guestsPageSchema>;
/** @public */
export type NodesPage = z.infer<typeof nodesPageSchema>;
/** @public */
export type AddressesPage = z.infer<typeof addressesPageSchema>;
/** @public */
export type Change = z.infer<typeof changeSchema>;
/** @public */
export type Changes = z.infer<typeof changesSchema>;
/** @public */
export type SearchHit = z.infer<typeof searchHitSchema>;
/** @public */
export type SearchResult = z.infer<typeof searchResultSchema>;
/** @public */
export type Overview = z.infer<typeof overviewSchema>;
