import {
  SOURCE_SCOPE,
  ScopeSnapshot,
  scopeFreshness,
  sourceFreshness,
} from '@sankofa/site-model';
import { judgeRemovals } from './heldRemoval';
import { coverageOf } from './absence';
import { OpenPass, ReadScope } from './intervals';
import { Matches } from './matchFacts';
import { planFacts } from './planFacts';
import { planScopes } from './planScopes';
import { HeldRemoval, PlanSettings, RunPlan, emptyPlan } from './RunPlan';

/**
 * Compares what a run saw with what holds now and says what must be written.
 * It keeps the invariants of DOMAIN.md §3:
 *
 * - a failed, partial or suspicious reading retires nothing,
 * - a thing is retired by the K-th complete reading of its scope that missed it,
 * - a reading that changes nothing writes nothing.
 *
 * @param matches - of `matchFacts` for the same pass and reading
 */
export function planRun(
  pass: OpenPass,
  read: readonly ReadScope[],
  matches: Matches,
  settings: PlanSettings,
): RunPlan {
  const list = read.find(({ scope }) => scope === SOURCE_SCOPE);
  const unread =
    list?.completeness === 'failed' ||
    read.every(({ completeness }) => completeness === 'failed');
  if (unread) {
    // Nothing was read: nothing but the states of what failed is touched.
    const failed = list ? [list] : read;
    const plan = emptyPlan('failed', labelOf(failed, settings));
    plan.held = settings.held;
    planScopes(plan, pass, failed, () => 'none', settings);
    return plan;
  }

  const { held, distrusted } = judgeRemovals(
    pass,
    read,
    matches.unseen,
    settings,
  );
  const judged = read.map(scope =>
    distrusted.has(scope.scope) ? suspicious(scope, held!, settings) : scope,
  );
  const label = labelOf(judged, settings);
  const plan = emptyPlan(
    label.freshness === 'partial' || label.freshness === 'failed'
      ? 'partial'
      : 'complete',
    label,
  );
  plan.held = held;
  const coverage = coverageOf(judged);
  planFacts(plan, pass, matches, coverage, distrusted, settings);
  planScopes(plan, pass, judged, coverage, settings);
  return plan;
}

/** All that a label can depend on: of the complete scopes one says as much as all. */
function telling(read: readonly ReadScope[]): ReadScope[] {
  const complete = read.find(scope => scope.completeness === 'complete');
  return read.filter(
    scope =>
      scope === complete ||
      scope.scope === SOURCE_SCOPE ||
      scope.completeness !== 'complete',
  );
}

function labelOf(read: readonly ReadScope[], { collectedAt }: PlanSettings) {
  return sourceFreshness(
    telling(read).map(
      ({ scope, completeness, reason, message }): ScopeSnapshot => ({
        scope,
        pass: '',
        ...scopeFreshness({
          completeness,
          reason,
          message,
          collectedAt,
          intervalSeconds: Infinity,
          now: collectedAt,
        }),
      }),
    ),
  );
}

function suspicious(
  scope: ReadScope,
  held: HeldRemoval,
  { rules }: PlanSettings,
): ReadScope {
  const gone = held.groups
    .filter(group => group.scope === scope.scope)
    .map(({ kind, known, names }) => `${names.length} of ${known} (${kind})`)
    .join(', ');
  return {
    ...scope,
    completeness: 'partial',
    reason: 'suspicious-removal',
    message: `Gone at once: ${gone}, more than the ${rules.maxRemovalPercent} % that one run may lose. Nothing is removed. If they are really gone, accept the removal on the page of this source.`,
  };
}
