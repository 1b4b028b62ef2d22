import { z } from 'zod';
import { pageSchema } from './freshness';

export const severitySchema = z.enum(['critical', 'error', 'warning', 'info']);
export const findingStateSchema = z.enum([
  'open',
  'acknowledged',
  'suppressed',
  'resolved',
]);

export const evidenceSchema = z.object({
  claim: z.string(),
  sourceId: z.string(),
  locator: z.string().optional(),
  value: z.string().optional(),
  collectedAt: z.string().optional(),
});

export const findingSchema = z.object({
  id: z.string(),
  rule: z.string(),
  subject: z.string(),
  severity: severitySchema,
  summary: z.string(),
  evidence: z.array(evidenceSchema),
  guestIds: z.array(z.string()),
  ownerRefs: z.array(z.string()),
  state: findingStateSchema,
  /** Why it cannot be confirmed or resolved now: the scopes it rests on are not freshly read. */
  unconfirmed: z.string().optional(),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
  resolvedAt: z.string().optional(),
  acknowledgedBy: z.string().optional(),
  acknowledgedAt: z.string().optional(),
  note: z.string().optional(),
  suppressedUntil: z.string().optional(),
  /** For optimistic locking: send it back with a decision. */
  version: z.number().int(),
});

export const findingsPageSchema = pageSchema(findingSchema).extend({
  /** Counts over all matching findings, before paging. */
  counts: z.object({
    byRule: z.record(z.string(), z.number().int()),
    bySeverity: z.record(z.string(), z.number().int()),
  }),
});

export const acknowledgeRequestSchema = z.object({
  version: z.number().int(),
  note: z.string().max(2000).optional(),
});

/** At most 30 days ahead, and never without a reason. */
export const suppressRequestSchema = z.object({
  version: z.number().int(),
  until: z.iso.datetime({ offset: true }),
  reason: z.string().trim().min(3).max(2000),
});

export const reopenRequestSchema = z.object({
  version: z.number().int(),
  note: z.string().max(2000).optional(),
});

/** Longest suppression, in days. */
export const MAX_SUPPRESSION_DAYS = 30;

/** @public */
export type Finding = z.infer<typeof findingSchema>;
/** @public */
export type FindingsPage = z.infer<typeof findingsPageSchema>;
/** @public */
export type FindingState = z.infer<typeof findingStateSchema>;
