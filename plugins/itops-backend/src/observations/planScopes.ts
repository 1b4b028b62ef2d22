import { Coverage, absence, lastRead } from './absence';
import { OpenPass, ReadScope } from './intervals';
import { PlanSettings, RunPlan } from './RunPlan';

/** Compares the states of the scopes with those that hold. */
export function planScopes(
  { scopes, counts }: RunPlan,
  pass: OpenPass,
  read: readonly ReadScope[],
  coverage: (scope: string) => Coverage,
  settings: PlanSettings,
): void {
  const open = new Map(pass.scopes.map(scope => [scope.scope, scope]));
  counts.scopes = read.length;
  for (const state of read) {
    const known = open.get(state.scope);
    open.delete(state.scope);
    if (
      known &&
      known.completeness === state.completeness &&
      known.reason === state.reason &&
      (known.revision === state.revision || state.completeness === 'failed')
    ) {
      if (known.message !== state.message) {
        scopes.describe.push({ id: known.id, message: state.message });
      }
      if (known.absentSinceAt !== undefined || known.missedRuns > 0) {
        scopes.seenAgain.push(known.id);
      }
    } else {
      if (known) {
        scopes.close.push(known.id);
      }
      const { facts: _, ...begun } = state;
      scopes.open.push(
        state.completeness === 'failed' && known
          ? {
              ...begun,
              revision: known.revision,
              lastGoodAt: lastRead(pass, known),
            }
          : begun,
      );
    }
  }
  for (const scope of open.values()) {
    const outcome = absence(scope, coverage(scope.scope), settings.rules);
    if (outcome === 'retired') {
      scopes.close.push(scope.id);
    } else if (outcome !== 'nothing') {
      scopes.absent.push({
        id: scope.id,
        since: lastRead(pass, scope) ?? settings.collectedAt,
        counts: outcome === 'missed',
      });
    }
  }
}
