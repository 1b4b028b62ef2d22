import { Fact, FactKind, FactValue, ScopeResult } from '@sankofa/site-model';
import { CollectionResult } from '../collector';

/**
 * One scope of a result.
 *
 * @throws Error when there is not exactly one of this name
 * @public
 */
export function scopeOf(result: CollectionResult, scope: string): ScopeResult {
  const found = result.scopes.filter(candidate => candidate.scope === scope);
  if (found.length !== 1) {
    throw new Error(`${found.length} scopes ${scope}`);
  }
  return found[0];
}

/**
 * Outcome of every scope, by its name: `complete`, or `partial: not-quorate`.
 * @public
 */
export function outcomesOf(result: CollectionResult): Record<string, string> {
  return Object.fromEntries(
    result.scopes.map(({ scope, completeness, error }) => [
      scope,
      error ? `${completeness}: ${error.reason}` : completeness,
    ]),
  );
}

/**
 * Values of all facts of one kind.
 * @public
 */
export function valuesOf<K extends FactKind>(
  result: CollectionResult,
  kind: K,
): FactValue<K>[] {
  return result.scopes
    .flatMap(({ facts }) => facts)
    .filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind)
    .map(({ value }) => value as FactValue<K>);
}
