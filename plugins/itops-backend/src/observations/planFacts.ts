import { Coverage, absence, lastRead } from './absence';
import { OpenFact, OpenPass, ReadScope } from './intervals';
import { PlanSettings, RunPlan } from './RunPlan';

function identity({ kind, key }: { kind: string; key: string }): string {
  return `${kind} ${key}`;
}

/** Compares the facts a run saw with those that hold. */
export function planFacts(
  { facts, counts }: RunPlan,
  pass: OpenPass,
  read: readonly ReadScope[],
  coverage: (scope: string) => Coverage,
  settings: PlanSettings,
): void {
  const open = new Map<string, Map<string, OpenFact>>();
  for (const fact of pass.facts) {
    let ofScope = open.get(fact.scope);
    if (!ofScope) {
      ofScope = new Map();
      open.set(fact.scope, ofScope);
    }
    ofScope.set(identity(fact), fact);
  }

  for (const { scope, facts: seen } of read) {
    const ofScope = open.get(scope);
    counts.seen += seen.length;
    for (const { fact, hash } of seen) {
      const known = ofScope?.get(identity(fact));
      ofScope?.delete(identity(fact));
      if (!known) {
        counts.added++;
        facts.open.push({ scope, fact, hash });
      } else if (known.hash !== hash) {
        counts.changed++;
        facts.close.push(known.id);
        facts.open.push({ scope, fact, hash });
      } else {
        if (known.absentSinceAt !== undefined || known.missedRuns > 0) {
          facts.seenAgain.push(known.id);
        }
        if (known.locator !== fact.locator) {
          facts.relocate.push({ id: known.id, locator: fact.locator });
        }
      }
    }
  }

  const scopes = new Map(pass.scopes.map(scope => [scope.scope, scope]));
  for (const [scope, unseen] of open) {
    const since = lastRead(pass, scopes.get(scope)) ?? settings.collectedAt;
    for (const fact of unseen.values()) {
      const outcome = absence(fact, coverage(scope), settings.rules);
      if (outcome === 'retired') {
        counts.retired++;
        facts.close.push(fact.id);
      } else if (outcome !== 'nothing') {
        facts.absent.push({ id: fact.id, since, counts: outcome === 'missed' });
      }
    }
  }
}
