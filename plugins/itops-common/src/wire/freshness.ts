import { z } from 'zod';

export const freshnessSchema = z.enum([
  'fresh',
  'aging',
  'stale',
  'failed',
  'partial',
  'never',
]);

/** What may be said about an observed value now; never left out of an answer that has one. */
export const freshnessLabelSchema = z.object({
  freshness: freshnessSchema,
  collectedAt: z.string().optional(),
  reason: z.string().optional(),
  message: z.string().optional(),
});

/** A source behind an answer, as the freshness strip shows it. */
export const sourceFreshnessSchema = freshnessLabelSchema.extend({
  sourceId: z.string(),
  kind: z.string(),
  lastAttemptAt: z.string().optional(),
});

/** Parts that every answer with observed values shares. */
export const answerSchema = z.object({
  /** The moment the answer speaks about; equals `?asOf=` where it was given. */
  at: z.string(),
  asOf: z.string().optional(),
  sources: z.array(sourceFreshnessSchema),
});

/** A keyset page. `nextCursor` is absent on the last page. */
export function pageSchema<T extends z.ZodType>(item: T) {
  return answerSchema.extend({
    items: z.array(item),
    nextCursor: z.string().optional(),
    /** Rows that match the filters, over all pages. */
    total: z.number().int(),
  });
}
/** @public */
export type FreshnessLabelView = z.infer<typeof freshnessLabelSchema>;
/** @public */
export type SourceFreshness = z.infer<typeof sourceFreshnessSchema>;
/** @public */
export type Answer = z.infer<typeof answerSchema>;
/** @public */
export type Page<T> = Answer & {
  items: T[];
  nextCursor?: string;
  total: number;
};
