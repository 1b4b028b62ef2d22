import { FactKind } from '@sankofa/site-model';
import { OpenFact, OpenPass, ReadScope } from './intervals';

/**
 * Lesser readings without the kinds of things that a better one told of: they
 * would empty what that one filled, and list a thing again that it knows by another
 * key. What was told stays, with its own age, as after any reading that did not see it.
 *
 * Which reading told of a thing is known by its locator.
 */
export function withoutLesser(
  pass: OpenPass,
  read: readonly ReadScope[],
): ReadScope[] {
  return read.map(scope =>
    scope.lesser && scope.completeness !== 'failed'
      ? reduced(scope, pass.facts)
      : scope,
  );
}

function reduced(scope: ReadScope, open: readonly OpenFact[]): ReadScope {
  const places = new Set(scope.facts.map(({ fact }) => fact.locator));
  const better = new Set<FactKind>();
  for (const known of open) {
    if (known.scope === scope.scope && !places.has(known.locator)) {
      better.add(known.kind);
    }
  }
  if (better.size === 0) {
    return scope;
  }
  return {
    ...scope,
    // Silence about what is left out means nothing.
    ...(scope.completeness === 'complete' && {
      completeness: 'partial' as const,
      ...scope.lesser,
    }),
    facts: scope.facts.filter(({ fact }) => !better.has(fact.kind)),
  };
}
