import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
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

/**
 * Rules that rest on Proxmox and declared files alone; the others come with their sources.
 * @public
 */
export const recordedRules: readonly string[] = [
  'duplicate-address',
  'declared-duplicate',
  'address-mismatch',
  'guest-undeclared',
  'guest-missing',
  'node-mismatch',
  'name-mismatch',
  'address-undeclared',
  'address-unused',
  'declared-unparsed',
  'source-unhealthy',
];

/** An address that only UniFi or a neighbour table puts on a guest is not known here. */
const MAY_DIFFER = ['address-undeclared', 'address-unused'];

/**
 * Findings beside those that are expected, each as `- rule subject severity` (missing)
 * or `+ …` (too many).
 * @public
 */
export interface RecordedDifferences {
  /** Has no explanation: wrong. */
  wrong: string[];
  /** About addresses that only sources without a connector put on a guest. */
  explained: string[];
  /** Those addresses. */
  addresses: Set<string>;
}

/**
 * Compares findings of a complete reading with the expectations, as far as
 * {@link recordedRules} go.
 *
 * @param addresses - that the product knows to be on guests
 * @public
 */
export async function compareWithRecorded(
  findings: readonly RecordedFinding[],
  addresses: Iterable<string>,
): Promise<RecordedDifferences> {
  const expected = await readRecordedExpectations();
  const words = (list: readonly RecordedFinding[]) =>
    new Set(
      list
        .filter(({ rule }) => recordedRules.includes(rule))
        .map(({ rule, subject, severity }) => `${rule} ${subject} ${severity}`),
    );
  const found = words(findings);
  const wanted = words(expected.findings);
  const differs = [
    ...[...wanted].filter(each => !found.has(each)).map(each => `- ${each}`),
    ...[...found].filter(each => !wanted.has(each)).map(each => `+ ${each}`),
  ];

  const witnesses = await otherWitnesses();
  const ours = new Set(addresses);
  const addressOf = (each: string) =>
    each.split(' ')[2].replace('address:', '');
  const explained = differs.filter(each => {
    const [, rule] = each.split(' ');
    const address = addressOf(each);
    return (
      MAY_DIFFER.includes(rule) &&
      !ours.has(address) &&
      witnesses.includes(`"${address}"`)
    );
  });
  return {
    wrong: differs.filter(each => !explained.includes(each)),
    explained,
    addresses: new Set(explained.map(addressOf)),
  };
}

/** The words of the sources that have no connector yet, to look addresses up in. */
async function otherWitnesses(): Promise<string> {
  const texts: string[] = [];
  for (const name of ['unifi', 'neighbours']) {
    const folder = recordedFile(name);
    const files = await readdir(folder, { recursive: true });
    for (const file of files.filter(each => /\.(json|txt)$/.test(each))) {
      texts.push(await readFile(path.join(folder, file), 'utf8'));
    }
  }
  return texts.join('\n');
}
