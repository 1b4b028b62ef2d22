import {
  Finding,
  HopView,
  PathBranchView,
  PathRow,
} from '@sankofa/plugin-itops-common';
import type { z as zodV3 } from 'zod/v3';
import { Picture } from '../views';
import { answerOf } from '../views/answer';

/** The seam of Backstage's actions is typed against zod 3. */
export type Zod = typeof zodV3;

/** Pieces of evidence of one thing that an answer repeats; pages have them all. */
const MAX_EVIDENCE = 3;

/** What every action understands. */
export function readInput(z: Zod) {
  return {
    requireFresh: z
      .boolean()
      .optional()
      .describe(
        'Fail with the names of the sources instead of answering values that are not fresh',
      ),
  };
}

/** The `require` parameter of a read, from the input of an action. */
export function readQueryOf({ requireFresh }: { requireFresh?: boolean }) {
  return requireFresh ? { require: 'fresh' as const } : {};
}

/** Observed values never go out without these. */
export function freshnessOutput(z: Zod) {
  return {
    at: z.string().describe('The moment the answer speaks about, ISO-8601 UTC'),
    sources: z
      .array(
        z.object({
          sourceId: z.string(),
          kind: z.string(),
          freshness: z
            .string()
            .describe(
              'fresh, aging, stale, failed, partial or never; say so where it is not fresh',
            ),
          collectedAt: z.string().optional(),
          reason: z.string().optional(),
          message: z.string().optional(),
        }),
      )
      .describe('Every source behind the answer with its age'),
  };
}

export function freshnessOf(picture: Picture) {
  const { at, sources } = answerOf(picture);
  return {
    at,
    sources: sources.map(
      ({ sourceId, kind, freshness, collectedAt, reason, message }) => ({
        sourceId,
        kind,
        freshness,
        collectedAt,
        reason,
        message,
      }),
    ),
  };
}

export function evidenceOutput(z: Zod) {
  return z
    .array(
      z.object({
        claim: z.string(),
        sourceId: z.string(),
        collectedAt: z.string().optional(),
      }),
    )
    .describe(`What it rests on, at most ${MAX_EVIDENCE} pieces`);
}

export function evidenceOf(evidence: Finding['evidence']) {
  return evidence
    .slice(0, MAX_EVIDENCE)
    .map(({ claim, sourceId, collectedAt }) => ({
      claim,
      sourceId,
      collectedAt,
    }));
}

function hopsOutput(z: Zod) {
  return z.array(
    z.object({
      kind: z.string(),
      title: z.string(),
      ref: z.string().optional(),
      port: z.number().int().optional(),
      status: z
        .string()
        .describe(
          'confirmed, likely, declared, stale, unknown, conflict or not-applicable',
        ),
      reason: z.string().optional(),
      entityRef: z.string().optional(),
      evidence: evidenceOutput(z),
    }),
  );
}

export function pathOutput(z: Zod) {
  return z.object({
    hostname: z.string().describe('The name or pattern of the proxy’s row'),
    proxySourceId: z.string(),
    status: z.string().describe('The worst hop of all branches'),
    hops: hopsOutput(z),
    branches: z
      .array(z.object({ title: z.string(), hops: hopsOutput(z) }))
      .describe('Several ways a path can go on; none of them is picked'),
    shadowed: z
      .array(z.string())
      .describe('Rows that match, too, and that the proxy does not choose'),
  });
}

function hopOf(hop: HopView) {
  const { kind, title, ref, port, status, reason, entityRef } = hop;
  const evidence = evidenceOf(hop.evidence);
  return {
    kind,
    title,
    ref: ref ?? undefined,
    port,
    status,
    reason,
    entityRef,
    evidence,
  };
}

function branchOf({ title, hops }: PathBranchView) {
  return { title, hops: hops.map(hopOf) };
}

export function pathOf(row: PathRow) {
  const { hostname, proxySourceId, status, hops, branches, shadowed } = row;
  return {
    hostname,
    proxySourceId,
    status,
    hops: hops.map(hopOf),
    branches: branches.map(branchOf),
    shadowed,
  };
}
