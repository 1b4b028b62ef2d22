import { SOURCE_SCOPE } from '@sankofa/site-model';
import { OpenPass, OpenScope, Presence, ReadScope } from './intervals';
import { RunRules } from './RunPlan';

/** How much of a scope a run has read: only silence in `complete` counts. */
export type Coverage = 'complete' | 'partial' | 'none';

/**
 * A scope that a run does not name is gone when the list of the source was
 * complete, and otherwise merely not read.
 */
export function coverageOf(
  read: readonly ReadScope[],
): (scope: string) => Coverage {
  const named = new Map<string, Coverage>(
    read.map(({ scope, completeness }) => [
      scope,
      completeness === 'failed' ? 'none' : completeness,
    ]),
  );
  const unnamed =
    named.get(SOURCE_SCOPE) === 'complete' ? 'complete' : 'partial';
  return scope => named.get(scope) ?? unnamed;
}

/** When a scope was last read, before this run; absent when it never was. */
export function lastRead(
  pass: OpenPass,
  scope: OpenScope | undefined,
): string | undefined {
  return scope?.completeness === 'failed'
    ? scope.lastGoodAt
    : scope?.absentSinceAt ?? pass.lastReadableAt;
}

/** What a reading without a thing does to it. */
export function absence(
  presence: Presence,
  coverage: Coverage,
  { retireAfterRuns }: RunRules,
): 'nothing' | 'absent' | 'missed' | 'retired' {
  if (coverage === 'complete') {
    return presence.missedRuns + 1 >= retireAfterRuns ? 'retired' : 'missed';
  }
  return coverage === 'partial' && presence.absentSinceAt === undefined
    ? 'absent'
    : 'nothing';
}
