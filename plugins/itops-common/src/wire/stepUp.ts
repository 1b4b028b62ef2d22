import { z } from 'zod';

/** The header in which `approve` and `apply` carry the proof. @public */
export const STEP_UP_HEADER = 'itops-step-up';

/** What can be asked of a person again. */
export const stepUpActions = ['approve', 'apply'] as const;

export const stepUpRequestSchema = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'must be a plan hash'),
});

export const stepUpTicketSchema = z.object({
  /** To be opened in a window of its own, once. */
  address: z.string(),
  /** By then it has to be confirmed, ISO-8601 UTC. */
  expiresAt: z.string(),
});

/** What that window tells the one that opened it. */
export const stepUpMessageSchema = z.discriminatedUnion('outcome', [
  z.object({
    type: z.literal(STEP_UP_HEADER),
    outcome: z.literal('confirmed'),
    changeId: z.string(),
    action: z.enum(stepUpActions),
    /** Good once, for five minutes, for this action on this plan. */
    proof: z.string(),
  }),
  z.object({
    type: z.literal(STEP_UP_HEADER),
    outcome: z.literal('refused'),
    /** One sentence for the person. */
    message: z.string(),
  }),
]);

/** @public */
export type StepUpAction = (typeof stepUpActions)[number];
/** @public */
export type StepUpTicket = z.infer<typeof stepUpTicketSchema>;
/** @public */
export type StepUpMessage = z.infer<typeof stepUpMessageSchema>;
