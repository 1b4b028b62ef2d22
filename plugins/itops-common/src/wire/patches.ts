import { z } from 'zod';

/** Why no edit of a declared file is offered for a finding. */
export const noPatchReasonSchema = z.enum([
  'live-side',
  'not-fresh',
  'several-candidates',
  'not-declared',
  'in-the-way',
  'not-editable',
  'resolved',
]);

export const findingPatchSchema = z.discriminatedUnion('offered', [
  z.object({
    offered: z.literal(true),
    findingId: z.string(),
    /** The source of the file: `declared/ip-addresses.conf`. */
    sourceId: z.string(),
    file: z.string(),
    /** What the edit does, in one sentence. */
    summary: z.string(),
    /** What to look at before it is merged. */
    cautions: z.array(z.string()),
    /** Unified, with three lines around each change. */
    diff: z.string(),
    /** The whole file after the edit. */
    newText: z.string(),
    /** SHA-256 of the text it was made of, in UTF-8 without byte order mark. */
    contentHash: z.string(),
  }),
  z.object({
    offered: z.literal(false),
    findingId: z.string(),
    reason: noPatchReasonSchema,
    /** One sentence for people: what has to be decided or corrected instead. */
    message: z.string(),
    /** Sources of which one, as `into`, has to be named for an edit. */
    choices: z.array(z.string()).optional(),
  }),
]);

/** The edit of a declared file that makes a finding go away, or why there is none. @public */
export type FindingPatch = z.infer<typeof findingPatchSchema>;
