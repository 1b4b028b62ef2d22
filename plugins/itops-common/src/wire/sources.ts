import { z } from 'zod';
import { freshnessLabelSchema, sourceFreshnessSchema } from './freshness';

export const runSchema = z.object({
  id: z.string(),
  sourceId: z.string(),
  pass: z.string(),
  status: z.enum(['running', 'complete', 'partial', 'failed']),
  trigger: z.enum(['schedule', 'person', 'service']),
  startedAt: z.string(),
  finishedAt: z.string().optional(),
  collectedAt: z.string().optional(),
  reason: z.string().optional(),
  message: z.string().optional(),
  transport: z.string().optional(),
  factsSeen: z.number().int().optional(),
  factsAdded: z.number().int().optional(),
  factsChanged: z.number().int().optional(),
  factsRetired: z.number().int().optional(),
});

export const scopeViewSchema = freshnessLabelSchema.extend({
  scope: z.string(),
  pass: z.string(),
  revision: z.string().optional(),
});

export const sourceViewSchema = sourceFreshnessSchema.extend({
  title: z.string(),
  passes: z.array(
    freshnessLabelSchema.extend({
      pass: z.string(),
      /** Seconds between two scheduled runs. */
      intervalSeconds: z.number().int(),
      nextRunAt: z.string().optional(),
      running: z.boolean(),
      transport: z.string().optional(),
      /** Oldest first, at most 30: the strip of ticks. */
      recentRuns: z.array(runSchema),
    }),
  ),
  /** Scopes that are not fresh. */
  troubled: z.number().int(),
  /** The worst of them, at most 50. */
  troubledScopes: z.array(scopeViewSchema),
  scopes: z.number().int(),
  facts: z.number().int(),
  /** Present while the removal guard holds back a mass removal. */
  heldRemoval: z
    .object({
      since: z.string(),
      missing: z.number().int(),
      of: z.number().int(),
      examples: z.array(z.string()),
      /** Who has let it in; the next complete runs that agree carry it out. */
      acceptedBy: z.string().optional(),
    })
    .optional(),
});

export const sourcesSchema = z.object({
  at: z.string(),
  items: z.array(sourceViewSchema),
});

export const runsPageSchema = z.object({
  items: z.array(runSchema),
  nextCursor: z.string().optional(),
});

export const refreshRequestSchema = z.object({
  /** Source ids; all sources when left out. */
  sources: z.array(z.string()).min(1).max(200).optional(),
});

export const refreshAnswerSchema = z.object({
  started: z.array(z.object({ sourceId: z.string(), pass: z.string() })),
  /** Already running: not started a second time. */
  running: z.array(z.object({ sourceId: z.string(), pass: z.string() })),
});

export const acceptRemovalRequestSchema = z.object({
  reason: z.string().trim().min(3).max(2000),
});

export const auditRowSchema = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  outcome: z.enum(['success', 'failure']),
  details: z.record(z.string(), z.unknown()),
});
/** A row of the trail as lists show it. */
export const auditListRowSchema = auditRowSchema.extend({
  /** Its place in the chain; absent while it waits for its seal. */
  sealNumber: z.number().int().optional(),
});
export const auditPageSchema = z.object({
  items: z.array(auditListRowSchema),
  nextCursor: z.string().optional(),
});

/** Whether the chain over the audit trail holds, or the first seal where it does not. */
export const auditVerdictSchema = z.discriminatedUnion('sound', [
  z.object({
    sound: z.literal(true),
    /** Rows in the chain, and rows that wait for their seal. */
    sealed: z.number().int(),
    unsealed: z.number().int(),
    head: z.object({ number: z.number().int(), hash: z.string() }),
  }),
  z.object({
    sound: z.literal(false),
    seal: z.number().int(),
    id: z.string().optional(),
    reason: z.string(),
  }),
]);

export const healthSchema = z.object({
  status: z.enum(['ok', 'degraded']),
  /** The database answered. */
  database: z.boolean(),
  siteBuiltAt: z.string().optional(),
  sources: z.record(z.string(), z.number().int()),
});

/** @public */
export type Run = z.infer<typeof runSchema>;
/** @public */
export type SourceView = z.infer<typeof sourceViewSchema>;
/** @public */
export type ScopeView = z.infer<typeof scopeViewSchema>;
/** @public */
export type Sources = z.infer<typeof sourcesSchema>;
/** @public */
export type RefreshAnswer = z.infer<typeof refreshAnswerSchema>;
/** @public */
export type AuditVerdict = z.infer<typeof auditVerdictSchema>;
/** @public */
export type AuditRow = z.infer<typeof auditRowSchema>;
/** @public */
export type AuditListRow = z.infer<typeof auditListRowSchema>;
/** @public */
export type Health = z.infer<typeof healthSchema>;
