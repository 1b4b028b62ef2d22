import { z } from 'zod';
import { answerSchema, freshnessLabelSchema, pageSchema } from './freshness';

/*
 * Cores are milli-cores, sizes bytes, traffic bytes per second, shares 0 to 1, times
 * ISO-8601 UTC. A number that could not be measured is not in an answer at all.
 */

/** Below the threshold of coverage there is only the word, and how much was measured. */
export const usageSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('measured'),
    /** Share of the window that was measured. */
    coverage: z.number(),
    average: z.number(),
    p95: z.number(),
    peak: z.number(),
    latest: z.number(),
  }),
  z.object({ state: z.literal('insufficient_data'), coverage: z.number() }),
]);

export const forecastSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('forecast'),
    /** `poor`: the line does not describe what was measured. */
    fit: z.enum(['good', 'poor', 'flat']),
    r2: z.number(),
    perDay: z.number(),
    days: z.number().int(),
    /** Only of a good fit. */
    exhaustedAt: z.string().optional(),
  }),
  z.object({ state: z.literal('insufficient_data'), days: z.number().int() }),
]);

export const resourceCapacitySchema = z.object({
  total: z.number().optional(),
  allocated: z.number(),
  allocatedStopped: z.number(),
  /** Guests whose share nobody knows: the true number is higher. */
  unknownAllocations: z.number().int(),
  overcommit: z.number().optional(),
  usage: usageSchema,
  forecast: forecastSchema,
});

/** `unknown` is said where it was not permitted or possible to look; never `none`. */
export const subscriptionCoverageSchema = z.object({
  state: z.enum(['covered', 'partly', 'ended', 'invalid', 'none', 'unknown']),
  reason: z.string().optional(),
  status: z.string().optional(),
  level: z.string().optional(),
  dueDate: z.string().optional(),
  sockets: z.number().int().optional(),
  coveredSockets: z.number().int().optional(),
});

export const nodeCapacitySchema = z.object({
  nodeId: z.string(),
  sourceId: z.string(),
  cluster: z.string(),
  name: z.string(),
  entityRef: z.string(),
  status: z.enum(['online', 'offline', 'unknown']),
  lifecycle: z.enum(['active', 'maintenance', 'draining', 'retiring']),
  lifecycleNote: z.string().optional(),
  /** Of the node's existence and state. */
  freshness: freshnessLabelSchema,
  /** Of what it says of itself. */
  detailFreshness: freshnessLabelSchema,
  /** Of what was measured. */
  metricsFreshness: freshnessLabelSchema,
  cpu: resourceCapacitySchema,
  memory: resourceCapacitySchema,
  network: z.object({ in: usageSchema, out: usageSchema }),
  root: z.object({
    total: z.number().optional(),
    usage: usageSchema,
    forecast: forecastSchema,
  }),
  storages: z.array(
    z.object({
      storage: z.string(),
      type: z.string(),
      content: z.array(z.string()),
      shared: z.boolean(),
      active: z.boolean(),
      /** Of a row of `/capacity/storages`. */
      spaceId: z.string(),
    }),
  ),
  subscription: subscriptionCoverageSchema,
  guests: z.object({
    running: z.number().int(),
    stopped: z.number().int(),
    templates: z.number().int(),
  }),
});

export const guestCapacitySchema = z.object({
  guestId: z.string(),
  sourceId: z.string(),
  vmid: z.number().int(),
  type: z.enum(['qemu', 'lxc']),
  name: z.string().optional(),
  node: z.string(),
  entityRef: z.string(),
  status: z.string(),
  template: z.boolean(),
  freshness: freshnessLabelSchema,
  metricsFreshness: freshnessLabelSchema,
  milliCores: z.number().optional(),
  memoryBytes: z.number().optional(),
  diskBytes: z.number().optional(),
  usage: z.object({
    cpu: usageSchema,
    memory: usageSchema,
    disk: usageSchema,
    netIn: usageSchema,
    netOut: usageSchema,
  }),
  forecast: z.object({
    cpu: forecastSchema,
    memory: forecastSchema,
    disk: forecastSchema,
  }),
  /** Share of the window in which it was there and did not run. */
  stoppedShare: z.number(),
  activity: z.enum(['busy', 'idle', 'stopped', 'unknown']),
  oversized: z.array(
    z.object({
      resource: z.enum(['cpu', 'memory']),
      allocated: z.number(),
      p95: z.number(),
      suggested: z.number(),
    }),
  ),
});

/** Space that exists once, whatever the number of nodes and storages that see it. */
export const storageCapacitySchema = z.object({
  id: z.string(),
  sourceId: z.string(),
  storages: z.array(z.string()),
  nodes: z.array(z.string()),
  types: z.array(z.string()),
  shared: z.boolean(),
  usedBytes: z.number().optional(),
  totalBytes: z.number().optional(),
  usage: usageSchema,
  forecast: forecastSchema,
});

const windowed = {
  /** What use is stated over. */
  window: z.object({ from: z.string(), to: z.string() }),
  /** Less coverage than this is `insufficient_data`. */
  minCoverage: z.number(),
};

export const capacityNodesSchema = answerSchema.extend({
  ...windowed,
  policy: z.object({
    cpuOvercommit: z.number(),
    memoryOvercommit: z.number(),
    memoryReserve: z.number(),
    storageReserve: z.number(),
  }),
  items: z.array(nodeCapacitySchema),
});

export const capacityGuestsSchema =
  pageSchema(guestCapacitySchema).extend(windowed);

export const capacityStoragesSchema = answerSchema.extend({
  ...windowed,
  items: z.array(storageCapacitySchema),
});

export const capacitySeriesSchema = answerSchema.extend({
  sourceId: z.string(),
  /** `node:<name>`, `guest:<vmid>`, `storage:…` */
  subject: z.string(),
  window: z.object({ from: z.string(), to: z.string() }),
  limits: z.object({
    milliCores: z.number().optional(),
    memoryBytes: z.number().optional(),
    diskBytes: z.number().optional(),
  }),
  /** Oldest first. Where points are missing nobody measured; a metric is absent where nobody measured it. */
  points: z.array(
    z.object({
      at: z.string(),
      stepSeconds: z.number().int(),
      cpu: z.number().optional(),
      memory: z.number().optional(),
      disk: z.number().optional(),
      netIn: z.number().optional(),
      netOut: z.number().optional(),
    }),
  ),
});

const hardwareValue = z.union([z.string(), z.number()]);

export const capacityHardwareSchema = answerSchema.extend({
  items: z.array(
    z.object({
      nodeId: z.string(),
      sourceId: z.string(),
      name: z.string(),
      entityRef: z.string(),
      vendor: z.string().optional(),
      model: z.string().optional(),
      serial: z.string().optional(),
      cpuModel: z.string().optional(),
      sockets: z.number().int().optional(),
      cores: z.number().int().optional(),
      memoryBytes: z.number().optional(),
      /** Absent where nobody could read them: unknown is no empty list. */
      nics: z
        .array(z.object({ name: z.string(), mac: z.string().optional() }))
        .optional(),
      disks: z
        .array(
          z.object({
            name: z.string(),
            model: z.string().optional(),
            serial: z.string().optional(),
            sizeBytes: z.number().optional(),
            media: z.enum(['hdd', 'ssd', 'nvme']).optional(),
          }),
        )
        .optional(),
      /** Of processor, sockets and memory. */
      detailFreshness: freshnessLabelSchema,
      /** Of serial, model, cards and disks; `never` without SSH. */
      hardwareFreshness: freshnessLabelSchema,
      /** Every statement of the declared table about this node. */
      declared: z.array(
        z.object({
          field: z.string(),
          declared: hardwareValue,
          observed: hardwareValue.optional(),
          state: z.enum(['agrees', 'differs', 'unknown']),
          locator: z.string(),
        }),
      ),
    }),
  ),
  /** Rows of the table about nodes that no cluster has. */
  unknownNodes: z.array(z.object({ node: z.string(), locator: z.string() })),
});

const unknowns = z.array(z.enum(['vlan', 'subscription'])).max(2);

export const placementRequestSchema = z.strictObject({
  /** Only nodes of this cluster. */
  sourceId: z.string().max(100).optional(),
  milliCores: z.number().int().min(1).max(1_000_000),
  memoryBytes: z
    .number()
    .int()
    .min(1)
    .max(2 ** 50),
  disk: z
    .strictObject({
      bytes: z
        .number()
        .int()
        .min(1)
        .max(2 ** 50),
      storage: z.string().max(100).optional(),
      /** Storage class: types of Proxmox, such as `rbd`, `zfspool`. */
      types: z.array(z.string().max(40)).max(20).optional(),
      content: z.enum(['rootdir', 'images']).optional(),
    })
    .optional(),
  networks: z
    .array(
      z.strictObject({
        vlan: z.number().int().min(1).max(4094),
        bridge: z.string().max(40).optional(),
      }),
    )
    .max(32)
    .optional(),
  antiAffinity: z
    .strictObject({
      guestIds: z.array(z.string().max(200)).max(200).optional(),
      tags: z.array(z.string().max(128)).max(50).optional(),
    })
    .optional(),
  requireSubscription: z.boolean().optional(),
  excludeNodeIds: z.array(z.string().max(200)).max(200).optional(),
  /** Unknown is no yes; these are let through all the same. */
  acceptUnknown: unknowns.optional(),
});

export const placementReasonSchema = z.object({
  /** Stable; see docs/capacity.md. */
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

export const placementAnswerSchema = answerSchema.extend({
  ranked: z.array(
    z.object({
      nodeId: z.string(),
      rank: z.number().int(),
      score: z.number(),
      storage: z.string().optional(),
      after: z.object({
        cpu: z.number(),
        memory: z.number(),
        storage: z.number().optional(),
      }),
      reasons: z.array(placementReasonSchema),
    }),
  ),
  rejected: z.array(
    z.object({
      nodeId: z.string(),
      reasons: z.array(placementReasonSchema),
    }),
  ),
});

export const consolidationRequestSchema = z.strictObject({
  sourceId: z.string().max(100).optional(),
  antiAffinityTags: z.array(z.string().max(128)).max(50).optional(),
  requireSubscription: z.boolean().optional(),
  acceptUnknown: unknowns.optional(),
});

/** A proposal: changes to be judged and asked for. Nobody carries them out. */
export const consolidationAnswerSchema = answerSchema.extend({
  search: z.enum(['exhaustive', 'bounded']),
  emptied: z.array(z.string()),
  moves: z.array(
    z.object({
      kind: z.literal('move-guest'),
      guestId: z.string(),
      fromNodeId: z.string(),
      toNodeId: z.string(),
      storage: z.string().optional(),
      milliCores: z.number(),
      memoryBytes: z.number(),
      unverified: z.array(z.string()),
    }),
  ),
  kept: z.array(
    z.object({ nodeId: z.string(), code: z.string(), message: z.string() }),
  ),
});

/** @public */
export type CapacityUsage = z.infer<typeof usageSchema>;
/** @public */
export type CapacityForecast = z.infer<typeof forecastSchema>;
/** @public */
export type NodeCapacityRow = z.infer<typeof nodeCapacitySchema>;
/** @public */
export type GuestCapacityRow = z.infer<typeof guestCapacitySchema>;
/** @public */
export type StorageCapacityRow = z.infer<typeof storageCapacitySchema>;
/** @public */
export type CapacityNodes = z.infer<typeof capacityNodesSchema>;
/** @public */
export type CapacityGuestsPage = z.infer<typeof capacityGuestsSchema>;
/** @public */
export type CapacityStorages = z.infer<typeof capacityStoragesSchema>;
/** @public */
export type CapacitySeries = z.infer<typeof capacitySeriesSchema>;
/** @public */
export type CapacityHardware = z.infer<typeof capacityHardwareSchema>;
/** @public */
export type PlacementRequestBody = z.input<typeof placementRequestSchema>;
/** @public */
export type PlacementAnswer = z.infer<typeof placementAnswerSchema>;
/** @public */
export type ConsolidationRequestBody = z.input<
  typeof consolidationRequestSchema
>;
/** @public */
export type ConsolidationAnswer = z.infer<typeof consolidationAnswerSchema>;
