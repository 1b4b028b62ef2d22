import { FactKind, SOURCE_SCOPE } from '@sankofa/site-model';
import {
  isSuspiciousRemoval,
  removalName,
  removalNameOf,
} from '../collection/removalGuard';
import { OpenFact, OpenPass, ReadScope } from './intervals';
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

/** Groups by the place they would be held at. */
class Checks {
  private readonly checks = new Map<string, GroupCheck>();

  get all(): GroupCheck[] {
    return [...this.checks.values()];
  }

  find(place: string, kind: FactKind): GroupCheck | undefined {
    return this.checks.get(`${place} ${kind}`);
  }

  miss(place: string, scope: string, kind: FactKind, name: string): void {
    let check = this.find(place, kind);
    if (!check) {
      check = { scope, kind, known: new Set(), missing: new Set() };
      this.checks.set(`${place} ${kind}`, check);
    }
    check.missing.add(name);
  }
}

/** Stands for all scopes that a complete list names, or should name. */
const LISTED = 'listed scopes';

/**
 * What complete scopes no longer saw, and what was in the scopes that a complete
 * list no longer names, each beside how much was known. Things that earlier
 * complete runs already missed are on their way out and count no more.
 */
function checksOf(
  pass: OpenPass,
  read: readonly ReadScope[],
  unseen: readonly OpenFact[],
): GroupCheck[] {
  if (unseen.length === 0) {
    return [];
  }
  const named = new Map(read.map(scope => [scope.scope, scope]));
  const listIsComplete = named.get(SOURCE_SCOPE)?.completeness === 'complete';
  const seenNames = (scope: string, kind: FactKind) =>
    new Set(
      named
        .get(scope)!
        .facts.flatMap(({ fact }) =>
          fact.kind === kind ? removalNameOf(fact) : [],
        ),
    );
  const seen = new Map<string, Set<string>>();
  const checks = new Checks();
  for (const { scope, kind, key, name, missedRuns } of unseen) {
    const thing = removalName(kind, key, name);
    if (missedRuns > 0) {
      continue;
    }
    if (!named.has(scope)) {
      if (listIsComplete) {
        checks.miss(LISTED, SOURCE_SCOPE, kind, `${scope} ${thing}`);
      }
    } else if (named.get(scope)!.completeness === 'complete') {
      const place = `${scope} ${kind}`;
      if (!seen.has(place)) {
        seen.set(place, seenNames(scope, kind));
      }
      if (!seen.get(place)!.has(thing)) {
        checks.miss(scope, scope, kind, thing);
      }
    }
  }
  if (checks.all.length > 0) {
    for (const { scope, kind, key, name, missedRuns } of pass.facts) {
      if (missedRuns === 0) {
        const thing = removalName(kind, key, name);
        checks.find(scope, kind)?.known.add(thing);
        if (scope !== SOURCE_SCOPE) {
          checks.find(LISTED, kind)?.known.add(`${scope} ${thing}`);
        }
      }
    }
  }
  return checks.all;
}

/**
 * How many things a group had. While it is held back that number stays: what
 * appears meanwhile must not thin out what is missing. What goes meanwhile was
 * there as well.
 */
function knownOf(
  { scope, kind, known, missing }: GroupCheck,
  held: HeldRemoval | undefined,
): number {
  const before = held?.groups.find(
    group => group.scope === scope && group.kind === kind,
  );
  return before
    ? Math.max(missing.size, Math.min(before.known, known.size))
    : known.size;
}

function byPlace(left: HeldGroup, right: HeldGroup): number {
  const places = [left, right].map(({ scope, kind }) => `${scope} ${kind}`);
  return places[0] < places[1] ? -1 : 1;
}

/** Groups that this run could not judge: their scope was not read completely. */
function unjudged(
  read: readonly ReadScope[],
  held: HeldRemoval | undefined,
): HeldGroup[] {
  if (!held) {
    return [];
  }
  const named = new Map(
    read.map(({ scope, completeness }) => [scope, completeness]),
  );
  const list = named.get(SOURCE_SCOPE);
  return held.groups.filter(
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
  unseen: readonly OpenFact[],
  { rules, accepted, held }: PlanSettings,
): { held?: HeldRemoval; distrusted: ReadonlySet<string> } {
  const suspicious = checksOf(pass, read, unseen).flatMap(
    (check): HeldGroup[] => {
      const { scope, kind } = check;
      const known = knownOf(check, held);
      const missing = check.missing.size;
      const names = [...check.missing].sort();
      return isSuspiciousRemoval({ kind, known, missing }, rules) &&
        !names.every(name => accepted.has(heldThing(scope, kind, name)))
        ? [{ scope, kind, known, names }]
        : [];
    },
  );
  const groups = [...unjudged(read, held), ...suspicious].sort(byPlace);
  return {
    held: groups.length > 0 ? { groups } : undefined,
    distrusted: new Set(suspicious.map(({ scope }) => scope)),
  };
}
