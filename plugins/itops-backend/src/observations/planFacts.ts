import { Coverage, absence, lastRead } from './absence';
import { OpenPass } from './intervals';
import { Matches } from './matchFacts';
import { PlanSettings, RunPlan } from './RunPlan';

/**
 * A file that lost more than it may have lost is cut, not edited: what stands at
 * the cut has another value, and that is no news. Lists of things that answer
 * for themselves go on telling their values.
 */
function isCut(scope: string, distrusted: ReadonlySet<string>): boolean {
  return scope.startsWith('file:') && distrusted.has(scope);
}

/**
 * What to write for the facts of a run.
 *
 * @param distrusted - scopes in which the removal guard holds something back
 */
export function planFacts(
  { facts, counts }: RunPlan,
  pass: OpenPass,
  { added, changed, same, unseen }: Matches,
  coverage: (scope: string) => Coverage,
  distrusted: ReadonlySet<string>,
  settings: PlanSettings,
): void {
  counts.seen = added.length + changed.length + same.length;
  counts.added = added.length;
  facts.open.push(...added);
  for (const { known, scope, seen } of changed) {
    if (!isCut(scope, distrusted)) {
      counts.changed++;
      facts.close.push(known.id);
      facts.open.push({ ...seen, scope });
    }
  }
  for (const { known, seen } of same) {
    if (known.absentSinceAt !== undefined || known.missedRuns > 0) {
      facts.seenAgain.push(known.id);
    }
    if (known.locator !== seen.fact.locator) {
      facts.relocate.push({ id: known.id, locator: seen.fact.locator });
    }
  }

  const scopes = new Map(pass.scopes.map(scope => [scope.scope, scope]));
  for (const fact of unseen) {
    const outcome = absence(fact, coverage(fact.scope), settings.rules);
    if (outcome === 'retired') {
      counts.retired++;
      facts.close.push(fact.id);
    } else if (outcome !== 'nothing') {
      facts.absent.push({
        id: fact.id,
        since: lastRead(pass, scopes.get(fact.scope)) ?? settings.collectedAt,
        counts: outcome === 'missed',
      });
    }
  }
}
