import { FactKind, SOURCE_SCOPE } from '@sankofa/site-model';
import {
  isSuspiciousRemoval,
  removalName,
  removalNameOf,
} from '../collection/removalGuard';
import { OpenPass, ReadScope } from './intervals';
import { HeldGroup, HeldRemoval, PlanSettings } from './RunPlan';

interface GroupCheck {
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
function checksOf(pass: OpenPass, read: readonly ReadScope[]): GroupCheck[] {
  const named = new Map(read.map(scope => [scope.scope, scope]));
  const listIsComplete = named.get(SOURCE_SCOPE)?.completeness === 'complete';
  const seen = new Map(
    read.map(({ scope, facts }) => [
      scope,
      new Set(facts.map(({ fact }) => `${fact.kind} ${removalNameOf(fact)}`)),
    ]),
  );
  const checks = new Map<string, GroupCheck>();
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
 * How many things a group had. While it is held back that number stays: what
 * appears meanwhile must not thin out what is missing.
 */
function knownOf(
  { scope, kind, known }: GroupCheck,
  held: HeldRemoval | undefined,
): number {
  const before = held?.groups.find(
    group => group.scope === scope && group.kind === kind,
  );
  return before ? Math.min(before.known, known.size) : known.size;
}

/** Groups that this run could not judge: their scope was not read completely. */
function unjudged(
  read: readonly ReadScope[],
  held: HeldRemoval | undefined,
): HeldGroup[] {
  const named = new Map(
    read.map(({ scope, completeness }) => [scope, completeness]),
  );
  const list = named.get(SOURCE_SCOPE);
  return (held?.groups ?? []).filter(
    ({ scope }) => (named.get(scope) ?? list) !== 'complete',
  );
}

/**
 * What the removal guard holds back after a run, and which scopes it distrusts
 * for it. A removal that an administrator accepted passes as far as it is listed.
 */
export function judgeRemovals(
  pass: OpenPass,
  read: readonly ReadScope[],
  { rules, accepted, held }: PlanSettings,
): { held?: HeldRemoval; distrusted: ReadonlySet<string> } {
  const suspicious = checksOf(pass, read).flatMap((check): HeldGroup[] => {
    const { scope, kind } = check;
    const known = knownOf(check, held);
    const missing = check.missing.size;
    const names = [...check.missing].sort();
    return isSuspiciousRemoval({ kind, known, missing }, rules) &&
      !names.every(name => accepted.has(heldThing(scope, kind, name)))
      ? [{ scope, kind, known, names }]
      : [];
  });
  const groups = [...unjudged(read, held), ...suspicious];
  return {
    held: groups.length > 0 ? { groups } : undefined,
    distrusted: new Set(suspicious.map(({ scope }) => scope)),
  };
}
