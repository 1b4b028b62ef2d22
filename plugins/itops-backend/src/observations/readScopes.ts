import { ScopeResult } from '@sankofa/site-model';
import { contentHash } from './contentHash';
import { ReadScope } from './intervals';

/**
 * What a collector brought, ready to be compared with what holds now.
 *
 * @throws Error when a scope or a fact is named twice: a programming error of
 * the collector, and never a reason to choose one of the two.
 */
export function readScopes(results: readonly ScopeResult[]): ReadScope[] {
  if (results.length === 0) {
    throw new Error('The collector named no scope: a failure needs one, too');
  }
  const scopes = new Set<string>();
  return results.map(({ scope, completeness, error, revision, facts }) => {
    if (scopes.has(scope)) {
      throw new Error(`The collector named scope '${scope}' twice in one run`);
    }
    scopes.add(scope);
    const keys = new Set<string>();
    for (const { kind, key } of facts) {
      const identity = `${kind} '${key}'`;
      if (keys.has(identity)) {
        throw new Error(
          `The collector named ${identity} twice in scope '${scope}'`,
        );
      }
      keys.add(identity);
    }
    return {
      scope,
      completeness,
      ...(error && { reason: error.reason, message: error.message }),
      ...(revision !== undefined && { revision }),
      // A failed scope has no facts by contract; none is stored if one has.
      facts:
        completeness === 'failed'
          ? []
          : facts.map(fact => ({ fact, hash: contentHash(fact.value) })),
    };
  });
}
