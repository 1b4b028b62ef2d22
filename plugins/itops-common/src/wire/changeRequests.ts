import {
  allowRuleSchema,
  changeIntentSchema,
  changeStates,
  changeVerbs,
  freezeSchema,
  riskClassSchema,
} from '@sankofa/site-model';
import { z } from 'zod';
import { listSchema } from './list';

const MAX_REASON = 1_000;

export const changeStateSchema = z.enum(changeStates);
const verbSchema = z.enum(changeVerbs as [string, ...string[]]);
/** SHA-256 of the canonical plan, hexadecimal. */
const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'must be a plan hash');
const reasonSchema = z.string().trim().min(1).max(MAX_REASON);

/** A governed change as lists show it. `version` is also its ETag. */
export const changeRequestSummarySchema = z.object({
  id: z.string(),
  /** For people: change 17. */
  number: z.number().int(),
  version: z.number().int(),
  state: changeStateSchema,
  /** The source that is written to: `proxmox/pve-main`. */
  sourceId: z.string(),
  verb: verbSchema,
  /** What it does in one line: "Create container 7801 web-1 on r630-01". */
  title: z.string(),
  /** Subjects: `guest:7801`, `address:192.168.11.50`. */
  targets: z.array(z.string()),
  ticket: z.string(),
  /** Entity refs. */
  requester: z.string(),
  lastEditor: z.string(),
  /** Absent while there is no plan, or the policy gives the verb no class. */
  riskClass: z.string().optional(),
  approvalsNeeded: z.number().int().optional(),
  approvalsGiven: z.number().int(),
  planHash: z.string().optional(),
  /** When the first of its approvals ends, by the clock of the database. */
  expiresAt: z.string().optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

export const changeEffectSchema = z.object({
  subject: z.string(),
  field: z.string(),
  before: z.union([z.string(), z.number(), z.null()]),
  after: z.union([z.string(), z.number(), z.null()]),
});

/** One call as it will be sent, without credentials. */
export const plannedRequestSchema = z.object({
  executor: z.string(),
  method: z.enum(['POST', 'PUT', 'DELETE']),
  path: z.string(),
  body: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const changePlanViewSchema = z.object({
  /** What approvals are given to, and what `apply` has to confirm. */
  hash: z.string(),
  /** The text that is hashed. */
  canonical: z.string(),
  plannedAt: z.string(),
  policyVersion: z.string(),
  effects: z.array(changeEffectSchema),
  requests: z.array(plannedRequestSchema),
  /** What takes it back; only ever what this change made. */
  undo: z.array(plannedRequestSchema),
  preconditions: z.object({
    guest: z
      .object({
        vmid: z.number().int(),
        type: z.enum(['qemu', 'lxc']),
        name: z.string().optional(),
        node: z.string(),
        macs: z.array(z.string()),
        uuid: z.string().optional(),
        digest: z.string().optional(),
      })
      .optional(),
    status: z.string().optional(),
    freeVmid: z.number().int().optional(),
    reservation: z.object({ id: z.string(), address: z.string() }).optional(),
  }),
});

export const changeGuardSchema = z.object({
  guard: z.string(),
  passed: z.boolean(),
  /** One sentence: what is so, or what is wrong and what to do. */
  reason: z.string(),
});

export const changeApprovalSchema = z.object({
  approver: z.string(),
  hash: z.string(),
  approvedAt: z.string(),
  expiresAt: z.string(),
});

/** One thing that happened to a change: its history, oldest first. */
export const changeEventSchema = z.object({
  id: z.number().int(),
  /** `created`, `planned`, `submitted`, `approved`, `sent`, `task-ended` … */
  kind: z.string(),
  actor: z.string(),
  at: z.string(),
  details: z.record(z.string(), z.unknown()),
});

/** How far one call of the plan is. */
export const changeStepSchema = z.object({
  /** From 0, in the order of the plan. */
  step: z.number().int(),
  method: z.string(),
  path: z.string(),
  /**
   * `waiting`: not sent. `sending`: it may have left, no answer yet. `running`: the
   * source works on it. `unknown`: nobody can say what became of it.
   */
  state: z.enum([
    'waiting',
    'sending',
    'running',
    'succeeded',
    'failed',
    'unknown',
  ]),
  /** What the source follows it by, such as a UPID. */
  task: z.string().optional(),
  sentAt: z.string().optional(),
  endedAt: z.string().optional(),
  /** What the source said at the end, or why it failed. */
  exit: z.string().optional(),
  /** The last lines of the task's log. */
  log: z.array(z.string()),
});

/** Whether the caller may do something now, and if not, why. */
const mayBeSchema = z.object({
  allowed: z.boolean(),
  reason: z.string().optional(),
});

export const changeRequestActions = [
  'plan',
  'submit',
  'approve',
  'deny',
  'cancel',
  'apply',
  'settle',
] as const;

export const changeRequestSchema = changeRequestSummarySchema.extend({
  intent: changeIntentSchema,
  plan: changePlanViewSchema.optional(),
  /** What the guards said when the plan was made; asked again before it is applied. */
  guards: z.array(changeGuardSchema),
  approvals: z.array(changeApprovalSchema),
  events: z.array(changeEventSchema),
  steps: z.array(changeStepSchema),
  /** Why it failed, was refused, is stale or needs a human. */
  reason: z.string().optional(),
  /** What it waits for, in one sentence. */
  next: z.string(),
  /** What the caller may do with it now. */
  may: z.record(z.enum(changeRequestActions), mayBeSchema),
});

export const changeRequestsPageSchema = listSchema(changeRequestSummarySchema);

/** What a form for changes needs to know. */
export const changeRequestOptionsSchema = z.object({
  /** Sources that can be written to. */
  sources: z.array(
    z.object({
      sourceId: z.string(),
      executor: z.string(),
      title: z.string(),
    }),
  ),
  policy: z.object({
    version: z.string(),
    allow: z.array(allowRuleSchema),
    riskClasses: z.record(z.string(), riskClassSchema),
    risk: z.partialRecord(verbSchema, z.string()),
    protectedTags: z.array(z.string()),
    freezes: z.array(freezeSchema),
  }),
  /** `unavailable`: nothing can be approved or applied in this installation. */
  stepUp: z.enum(['required', 'none', 'unavailable']),
});

export const createChangeRequestSchema = z.strictObject({
  sourceId: z.string().min(1).max(200),
  intent: changeIntentSchema,
  ticket: z.string().trim().max(100).default(''),
  /** The same key asks for the same change: a second call answers with the first. */
  idempotencyKey: z.string().min(8).max(200),
});

export const submitChangeRequestSchema = z.strictObject({ hash: hashSchema });
export const approveChangeRequestSchema = z.strictObject({ hash: hashSchema });
export const denyChangeRequestSchema = z.strictObject({
  hash: hashSchema,
  reason: reasonSchema,
});
export const cancelChangeRequestSchema = z.strictObject({
  reason: reasonSchema.optional(),
});
/** Applying is never an accident: the hash is typed back. */
export const applyChangeRequestSchema = z.strictObject({ confirm: hashSchema });
/** A person looked at what nobody could clear. */
export const settleChangeRequestSchema = z.strictObject({
  outcome: z.enum(['done', 'failed']),
  reason: reasonSchema,
});

/** @public */
export type ChangeRequestSummary = z.infer<typeof changeRequestSummarySchema>;
/** @public */
export type ChangeRequest = z.infer<typeof changeRequestSchema>;
/** @public */
export type ChangeRequestsPage = z.infer<typeof changeRequestsPageSchema>;
/** @public */
export type ChangeRequestAction = (typeof changeRequestActions)[number];
/** @public */
export type ChangeRequestStep = z.infer<typeof changeStepSchema>;
/** @public */
export type ChangeRequestEvent = z.infer<typeof changeEventSchema>;
/** @public */
export type ChangeRequestOptions = z.infer<typeof changeRequestOptionsSchema>;
/** @public */
export type CreateChangeRequest = z.input<typeof createChangeRequestSchema>;
/** @public */
export type DenyChangeRequest = z.input<typeof denyChangeRequestSchema>;
/** @public */
export type SettleChangeRequest = z.input<typeof settleChangeRequestSchema>;
