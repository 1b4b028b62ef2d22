import { scopeFreshness } from './scopeFreshness';
import {
  ScopeResult,
  ScopeSnapshot,
  SnapshotFact,
  SourceSnapshot,
} from './snapshot';
import { sourceFreshness } from './sourceFreshness';

/**
 * One pass of one source, read once.
 * @public
 */
export interface PassResult {
  pass: string;
  /** What a collector brings back. */
  result: { collectedAt: string; transport?: string; scopes: ScopeResult[] };
  /** Seconds between two scheduled runs of this pass. */
  intervalSeconds: number;
}

function scopesOf(
  { pass, result, intervalSeconds }: PassResult,
  now: string | Date,
): ScopeSnapshot[] {
  return result.scopes.map(({ scope, completeness, error, revision }) => ({
    ...scopeFreshness({
      completeness,
      ...error,
      collectedAt: completeness === 'failed' ? undefined : result.collectedAt,
      intervalSeconds,
      now,
    }),
    scope,
    pass,
    ...(revision !== undefined && { revision }),
  }));
}

function factsOf({ pass, result }: PassResult): SnapshotFact[] {
  const seen = {
    pass,
    collectedAt: result.collectedAt,
    firstSeenAt: result.collectedAt,
    missed: false,
  };
  return result.scopes.flatMap(({ scope, facts }) =>
    facts.map(fact => ({ ...fact, ...seen, scope })),
  );
}

/**
 * The snapshot of a source that was read once, without any history: what the
 * headless export judges. A scope that failed has no age and no facts.
 *
 * @param sourceId - `proxmox/pve-main`
 * @param kind - the connector: `proxmox`
 * @param results - one entry for each pass that ran
 * @param now - the moment the snapshot speaks about
 * @public
 */
export function snapshotOfResults(
  sourceId: string,
  kind: string,
  results: readonly PassResult[],
  now: string | Date,
): SourceSnapshot {
  const scopes = results.flatMap(result => scopesOf(result, now));
  const attempts = results.map(({ result }) => result.collectedAt).sort();
  const transport = results.find(({ result }) => result.transport)?.result
    .transport;
  return {
    sourceId,
    kind,
    ...sourceFreshness(scopes),
    ...(transport !== undefined && { transport }),
    ...(attempts.length > 0 && {
      lastAttemptAt: attempts[attempts.length - 1],
    }),
    scopes,
    facts: results.flatMap(factsOf),
  };
}
