import { FactKind, SOURCE_SCOPE } from '@sankofa/site-model';
import {
  RemovalCheck,
  RemovalLimits,
  isSuspiciousRemoval,
  removalName,
  removalNameOf,
} from '../collection/removalGuard';
import { OpenPass, ReadScope } from './intervals';
import { HeldRemoval } from './RunPlan';

interface MutableCheck {
  scope: string;
  kind: FactKind;
  known: Set<string>;
  missing: Set<string>;
}

/** One thing of a held removal, as an acceptance names it. */
export function heldThing(scope: string, kind: string, name: string): string {
  return `${scope}|${kind}|${name}`;
}

/**
 * What each complete scope should have seen, and for a complete list what the
 * scopes should have held that it no longer names. Things that earlier complete
 * runs already missed are on their way out and count no more.
 */
function checksOf(pass: OpenPass, read: readonly ReadScope[]): RemovalCheck[] {
  const named = new Map(read.map(scope => [scope.scope, scope]));
  const listIsComplete = named.get(SOURCE_SCOPE)?.completeness === 'complete';
  const seen = new Map(
    read.map(({ scope, facts }) => [
      scope,
      new Set(facts.map(({ fact }) => `${fact.kind} ${removalNameOf(fact)}`)),
    ]),
  );
  const checks = new Map<string, MutableCheck>();
  function note(scope: string, kind: FactKind, name: string, gone: boolean) {
    const id = `${scope} ${kind}`;
    let check = checks.get(id);
    if (!check) {
      check = { scope, kind, known: new Set(), missing: new Set() };
      checks.set(id, check);
    }
    check.known.add(name);
    if (gone) {
      check.missing.add(name);
    }
  }
  for (const { scope, kind, key, name, missedRuns } of pass.facts) {
    if (missedRuns === 0) {
      const thing = removalName(kind, key, name);
      if (named.get(scope)?.completeness === 'complete') {
        note(scope, kind, thing, !seen.get(scope)!.has(`${kind} ${thing}`));
      }
      if (listIsComplete && scope !== SOURCE_SCOPE) {
        note('listed', kind, `${scope} ${thing}`, !named.has(scope));
      }
    }
  }
  return [...checks.values()].map(check =>
    check.scope === 'listed' ? { ...check, scope: SOURCE_SCOPE } : check,
  );
}

/**
 * What the removal guard holds back of a run, and which scopes it distrusts for
 * it. A removal that an administrator accepted passes as far as it is listed.
 */
export function findHeldRemoval(
  pass: OpenPass,
  read: readonly ReadScope[],
  limits: RemovalLimits,
  accepted: ReadonlySet<string>,
): { held?: HeldRemoval; distrusted: Set<string> } {
  const suspicious = checksOf(pass, read).filter(
    check =>
      isSuspiciousRemoval(check, limits) &&
      ![...check.missing].every(name =>
        accepted.has(heldThing(check.scope, check.kind, name)),
      ),
  );
  const distrusted = new Set(suspicious.map(({ scope }) => scope));
  if (suspicious.length === 0) {
    return { distrusted };
  }
  const total = (set: 'known' | 'missing') =>
    suspicious.reduce((sum, check) => sum + check[set].size, 0);
  return {
    distrusted,
    held: {
      groups: suspicious.map(({ scope, kind, missing }) => ({
        scope,
        kind,
        names: [...missing].sort(),
      })),
      missing: total('missing'),
      known: total('known'),
    },
  };
}
