import {
  FreshnessLabel,
  NEVER_COLLECTED,
  SOURCE_SCOPE,
  ScopeSnapshot,
  SnapshotFact,
  scopeFreshness,
} from '@sankofa/site-model';
import {
  PassState,
  StoredFact,
  StoredPresence,
  StoredScope,
} from '../observations';

/** What is stored of one pass, at one moment. */
export interface StoredPass {
  state: PassState;
  facts: Iterable<StoredFact>;
  scopes: Iterable<StoredScope>;
}

export interface PassSnapshot {
  scopes: ScopeSnapshot[];
  facts: SnapshotFact[];
}

/** A readable run did not see it again; the moment is part of the question. */
function isAbsent({ absentSinceAt }: StoredPresence, readAt?: string): boolean {
  return (
    absentSinceAt !== undefined &&
    readAt !== undefined &&
    absentSinceAt < readAt
  );
}

function isMissed({ missedAt }: StoredPresence, at: string): boolean {
  return missedAt !== undefined && missedAt <= at;
}

/** When a scope was last read. */
function seenAt(scope: StoredScope, readAt?: string): string | undefined {
  if (scope.completeness === 'failed') {
    return scope.lastGoodAt;
  }
  return isAbsent(scope, readAt) ? scope.absentSinceAt : readAt;
}

function absentLabel(scope: StoredScope, at: string): FreshnessLabel {
  return {
    freshness: isMissed(scope, at) ? 'stale' : 'partial',
    collectedAt: scope.absentSinceAt,
    reason: 'not-listed',
    message: isMissed(scope, at)
      ? 'The last complete run no longer named it; it is kept until further runs agree.'
      : 'The last run could not see it; what was read before is kept.',
  };
}

/**
 * What may be said about each scope and fact of a pass at a moment. While the
 * source itself cannot be read, nothing under it is called fresh.
 */
export function passSnapshot(pass: StoredPass, at: string): PassSnapshot {
  const { state } = pass;
  if (state.lastAttemptAt === undefined) {
    const scope = SOURCE_SCOPE;
    return {
      scopes: [{ scope, pass: state.pass, ...NEVER_COLLECTED }],
      facts: [],
    };
  }
  const readAt = state.lastReadableAt;
  const stored = [...pass.scopes];
  const list = stored.find(({ scope }) => scope === SOURCE_SCOPE);
  const seen = new Map<string, string | undefined>();

  const scopes = stored.map((scope): ScopeSnapshot => {
    const collectedAt = seenAt(scope, readAt);
    seen.set(scope.scope, collectedAt);
    const label =
      scope.completeness !== 'failed' && isAbsent(scope, readAt)
        ? absentLabel(scope, at)
        : scopeFreshness({
            completeness: scope.completeness,
            reason: scope.reason,
            message: scope.message,
            collectedAt,
            intervalSeconds: state.intervalSeconds,
            now: at,
          });
    const withheld =
      list?.completeness === 'failed' && label.freshness !== 'failed';
    return {
      ...(withheld
        ? {
            freshness: 'failed',
            ...(collectedAt !== undefined && { collectedAt }),
            reason: list.reason ?? 'internal',
            ...(list.message !== undefined && { message: list.message }),
          }
        : label),
      scope: scope.scope,
      pass: state.pass,
      ...(scope.revision !== undefined && { revision: scope.revision }),
    };
  });

  const facts: SnapshotFact[] = [];
  for (const fact of pass.facts) {
    const scopeSeenAt = seen.get(fact.scope) ?? readAt ?? fact.firstSeenAt;
    const absent = isAbsent(fact, readAt) && fact.absentSinceAt! < scopeSeenAt;
    facts.push({
      kind: fact.kind,
      key: fact.key,
      value: fact.value,
      ...(fact.locator !== undefined && { locator: fact.locator }),
      pass: state.pass,
      scope: fact.scope,
      collectedAt: absent ? fact.absentSinceAt! : scopeSeenAt,
      firstSeenAt: fact.firstSeenAt,
      missed: isMissed(fact, at),
    } as SnapshotFact);
  }
  return { scopes, facts };
}
