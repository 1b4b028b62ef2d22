import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { recordedFile } from './recordedSite';

/**
 * A finding in the words that exports and the API share.
 * @public
 */
export interface RecordedFinding {
  rule: string;
  subject: string;
  severity: string;
}

/**
 * One way of reading the site: everything, a node down, a token with few rights.
 * @public
 */
export interface RecordedCase {
  sources: { id: string; kind: string; freshness: string; reason?: string }[];
  seenGuests?: number[];
  unreadGuests?: number[];
  nodeDown?: string;
  mustInclude: { rule: string; subject: string }[];
  mustNotIncludeRules: string[];
}

/**
 * What a correct product derives from the recorded site, by `expected.json` there.
 * @public
 */
export interface RecordedExpectations {
  findings: RecordedFinding[];
  /** As in `drift.json`. */
  drift: Record<string, unknown>;
  exitCode: number;
  /** As in `paths.json`, without evidence. */
  paths: RecordedPath[];
  addresses: { address: string; state: string }[];
  cases: Record<string, RecordedCase>;
}

/**
 * One step of a path, without its evidence.
 * @public
 */
export interface RecordedHop {
  kind: string;
  ref: string | null;
  port?: number;
  status: string;
  reason?: string;
}

/**
 * The path of one public host name.
 * @public
 */
export interface RecordedPath {
  hostname: string;
  status: string;
  hops: RecordedHop[];
  branches?: { location?: string; guest?: string; hops: RecordedHop[] }[];
}

const hopSchema = z.strictObject({
  kind: z.string(),
  ref: z.string().nullable(),
  port: z.number().optional(),
  status: z.string(),
  reason: z.string().optional(),
});
const pathSchema = z.strictObject({
  hostname: z.string(),
  status: z.string(),
  hops: z.array(hopSchema),
  branches: z
    .array(
      z.strictObject({
        location: z.string().optional(),
        guest: z.string().optional(),
        hops: z.array(hopSchema),
      }),
    )
    .optional(),
});

const expectationsSchema: z.ZodType<RecordedExpectations> = z.object({
  findings: z.array(
    z.object({ rule: z.string(), subject: z.string(), severity: z.string() }),
  ),
  drift: z.record(z.string(), z.unknown()),
  exitCode: z.number(),
  paths: z.array(pathSchema),
  addresses: z.array(z.object({ address: z.string(), state: z.string() })),
  cases: z.record(
    z.string(),
    z.object({
      sources: z.array(
        z.object({
          id: z.string(),
          kind: z.string(),
          freshness: z.string(),
          reason: z.string().optional(),
        }),
      ),
      seenGuests: z.array(z.number()).optional(),
      unreadGuests: z.array(z.number()).optional(),
      nodeDown: z.string().optional(),
      mustInclude: z
        .array(z.object({ rule: z.string(), subject: z.string() }))
        .default([]),
      mustNotIncludeRules: z.array(z.string()).default([]),
    }),
  ),
});

/**
 * Reads what a correct product derives from the recorded site.
 * @public
 */
export async function readRecordedExpectations(): Promise<RecordedExpectations> {
  const text = await readFile(recordedFile('expected.json'), 'utf8');
  return expectationsSchema.parse(JSON.parse(text));
}
