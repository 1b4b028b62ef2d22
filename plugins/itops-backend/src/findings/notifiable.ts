import { StoredFinding } from './FindingStore';
import { PlannedFinding } from './planFindings';

/** People are told of it, unless one of them has decided on it already. */
function isNotifiable({ state, severity, rule }: StoredFinding): boolean {
  return (
    state === 'open' && (severity === 'critical' || rule === 'source-unhealthy')
  );
}

/** Findings that people have to be told of from now on, and no longer. */
export function notificationsOf(plan: readonly PlannedFinding[]): {
  due: string[];
  void: string[];
} {
  const changed = plan.map(({ before, after }) => ({
    id: after.id,
    was: before !== undefined && isNotifiable(before),
    is: isNotifiable(after),
  }));
  return {
    due: changed.filter(({ was, is }) => is && !was).map(({ id }) => id),
    void: changed.filter(({ was, is }) => was && !is).map(({ id }) => id),
  };
}
