import { z } from 'zod';
import { evidenceSchema } from './findings';
import { answerSchema, freshnessLabelSchema, pageSchema } from './freshness';

export const hopKindSchema = z.enum([
  'hostname',
  'port-forward',
  'proxy',
  'address',
  'guest',
  'node',
  'switch-port',
  'patch',
  'redirect',
  'external',
  'default-site',
  'inside-proxy',
]);

/** From best to worst; what does not apply counts for nothing. */
export const hopStatusSchema = z.enum([
  'confirmed',
  'likely',
  'declared',
  'stale',
  'unknown',
  'conflict',
  'not-applicable',
]);

/** One step from a public host name to a switch port. */
export const hopSchema = z.object({
  kind: hopKindSchema,
  /** Forms of INTERFACES.md: `guest:7801`, `port:xg-core/1+2`. */
  ref: z.string().nullable(),
  /** Of an address: the port requests go to. */
  port: z.number().int().optional(),
  /** Of a patch: every recorded port on the way, from that of the switch to the far end. */
  ends: z.array(z.string()).optional(),
  status: hopStatusSchema,
  /** Stable word why it is not simply confirmed. */
  reason: z.string().optional(),
  /** The thing in words for people. */
  title: z.string(),
  /** Its entity, where the catalog has one. */
  entityRef: z.string().optional(),
  evidence: z.array(evidenceSchema),
});

/** One of several ways a path can go on: never a silent pick. */
export const pathBranchSchema = z.object({
  /** What tells it from the others: a location, or one of several owners. */
  title: z.string(),
  hops: z.array(hopSchema),
});

export const pathRowSchema = z.object({
  /** Lower case. */
  hostname: z.string(),
  /** The proxy that knows the name: `npm/edge`. */
  proxySourceId: z.string(),
  /** Worst hop of all branches. */
  status: hopStatusSchema,
  hops: z.array(hopSchema),
  branches: z.array(pathBranchSchema),
  /** Rows that match the name, too, and that the proxy does not choose. */
  shadowed: z.array(z.string()),
});

export const pathsPageSchema = pageSchema(pathRowSchema).extend({
  /** Over all paths that match everything but the status filter. */
  counts: z.object({ byStatus: z.record(z.string(), z.number().int()) }),
});

/** What lands on one thing. */
export const reverseAnswerSchema = answerSchema.extend({
  ref: z.string(),
  title: z.string(),
  /** False where no source tells of such a thing: that nothing lands there means nothing then. */
  known: z.boolean(),
  /** In the order of their host names. */
  items: z.array(pathRowSchema),
  total: z.number().int(),
});

/** One path whose status, hops or branches differ between two moments. */
export const pathChangeSchema = z.object({
  hostname: z.string(),
  proxySourceId: z.string(),
  before: pathRowSchema.optional(),
  after: pathRowSchema.optional(),
});
export const pathChangesSchema = answerSchema.extend({
  since: z.string(),
  items: z.array(pathChangeSchema),
  total: z.number().int(),
});

/** A MAC learned on a port, with whose it is. */
export const learnedMacSchema = z.object({
  mac: z.string(),
  /** Guest, node or switch in words; the host name a client gave; else the MAC. */
  title: z.string(),
  known: z.enum(['guest', 'node', 'switch', 'foreign']),
  address: z.string().optional(),
  entityRef: z.string().optional(),
  /** `stale`: listed there, but seen longer ago. */
  presence: z.enum(['present', 'stale']),
});

/** What is at the other end of the cable of one port: as written down, and as seen. */
export const farEndSchema = z.object({
  /** Number of the port as the controller counts. */
  port: z.number().int(),
  /** Absent where nobody wrote a cable of this port down. */
  declared: z
    .object({
      /** The last port that is known of the way, in words. */
      title: z.string(),
      /** Every port on the way, in the forms that hops use. */
      ends: z.array(z.string()),
    })
    .optional(),
  /** Empty where nothing announces itself, is learned or reported there. */
  learned: z.array(
    z.object({
      via: z.enum(['lldp', 'learned', 'uplink']),
      title: z.string(),
      freshness: freshnessLabelSchema,
    }),
  ),
  /** How both stand to each other. */
  verdict: z.enum(['agreed', 'conflict', 'unrecorded', 'unseen']),
});

/** One port, or all ports of a link aggregation group. */
export const switchPortRowSchema = z.object({
  /** `port:<switch>/<port>`, a LAG `port:<switch>/<lowest>+<next>`. */
  ref: z.string(),
  /** Numbers as the controller counts, lowest first. */
  ports: z.array(z.number().int()),
  label: z.string().optional(),
  media: z.string().optional(),
  up: z.boolean(),
  enabled: z.boolean(),
  /** Of one member, Mbit/s. */
  speedMbps: z.number().int().optional(),
  isUplink: z.boolean(),
  poe: z.enum(['on', 'off', 'none']),
  profile: z.string().optional(),
  nativeVlan: z.number().int().optional(),
  taggedVlans: z.union([z.literal('all'), z.array(z.number().int())]),
  /** Who announced itself by LLDP. */
  announced: z.array(z.string()),
  learned: z.array(learnedMacSchema),
  /** One for each port of the group of which anything is written down or seen. */
  farEnds: z.array(farEndSchema),
  /** Host names whose path ends here. */
  hostnames: z.number().int(),
  openFindings: z.number().int(),
  worstSeverity: z.string().optional(),
  freshness: freshnessLabelSchema,
});

export const switchViewSchema = z.object({
  id: z.string(),
  sourceId: z.string(),
  mac: z.string(),
  name: z.string(),
  model: z.string().optional(),
  kind: z.enum(['switch', 'gateway', 'access-point', 'other']),
  address: z.string().optional(),
  state: z.enum(['connected', 'disconnected', 'unknown']),
  /** The device above it in words. */
  uplink: z.string().optional(),
  ports: z.array(switchPortRowSchema),
  freshness: freshnessLabelSchema,
});

export const switchesSchema = answerSchema.extend({
  items: z.array(switchViewSchema),
});

/** One port forward of the gateway. */
export const forwardRowSchema = z.object({
  ref: z.string(),
  id: z.string(),
  sourceId: z.string(),
  name: z.string().optional(),
  enabled: z.boolean(),
  interface: z.string(),
  protocol: z.enum(['tcp', 'udp', 'tcp_udp']),
  listenPorts: z.string(),
  targetAddress: z.string(),
  targetPorts: z.string(),
  /** Absent where everybody may. */
  source: z.string().optional(),
  /** Owners of the target in words; empty where nobody has it. */
  owners: z.array(z.string()),
  openFindings: z.number().int(),
  worstSeverity: z.string().optional(),
  freshness: freshnessLabelSchema,
});
export const forwardsSchema = answerSchema.extend({
  items: z.array(forwardRowSchema),
});

/** @public */
export type HopView = z.infer<typeof hopSchema>;
/** @public */
export type HopStatusView = z.infer<typeof hopStatusSchema>;
/** @public */
export type PathBranchView = z.infer<typeof pathBranchSchema>;
/** @public */
export type PathRow = z.infer<typeof pathRowSchema>;
/** @public */
export type PathsPage = z.infer<typeof pathsPageSchema>;
/** @public */
export type ReverseAnswer = z.infer<typeof reverseAnswerSchema>;
/** @public */
export type PathChange = z.infer<typeof pathChangeSchema>;
/** @public */
export type PathChanges = z.infer<typeof pathChangesSchema>;
/** @public */
export type LearnedMac = z.infer<typeof learnedMacSchema>;
/** @public */
export type SwitchPortRow = z.infer<typeof switchPortRowSchema>;
/** @public */
export type FarEndView = z.infer<typeof farEndSchema>;
/** @public */
export type SwitchView = z.infer<typeof switchViewSchema>;
/** @public */
export type Switches = z.infer<typeof switchesSchema>;
/** @public */
export type ForwardRow = z.infer<typeof forwardRowSchema>;
/** @public */
export type Forwards = z.infer<typeof forwardsSchema>;
