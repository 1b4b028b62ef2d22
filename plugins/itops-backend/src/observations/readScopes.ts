import { Fact, ScopeResult } from '@sankofa/site-model';
import { contentHash } from './contentHash';
import { HashedFact, ReadScope } from './intervals';
import { InvalidResultError } from './InvalidResultError';
import { storableText } from './storableText';

/**
 * What a collector brought, ready to be compared with what holds now.
 *
 * @throws InvalidResultError when a scope or a fact is named twice: a programming error of
 * the collector, and never a reason to choose one of the two.
 */
export function readScopes(results: readonly ScopeResult[]): ReadScope[] {
  if (results.length === 0) {
    throw new InvalidResultError(
      'The collector named no scope: a failure needs one, too',
    );
  }
  const scopes = new Set<string>();
  return results.map(({ completeness, error, revision, lesser, ...result }) => {
    const scope = storableText(result.scope);
    if (scopes.has(scope)) {
      throw new InvalidResultError(
        `The collector named scope '${scope}' twice in one run`,
      );
    }
    scopes.add(scope);
    return {
      scope,
      completeness,
      ...(error && {
        reason: error.reason,
        message: storableText(error.message),
      }),
      ...(revision !== undefined && { revision }),
      ...(lesser && { lesser }),
      // A failed scope has no facts by contract; none is stored if one has.
      facts: completeness === 'failed' ? [] : readFacts(scope, result.facts),
    };
  });
}

function readFacts(scope: string, facts: readonly Fact[]): HashedFact[] {
  const read = facts.map(fact => {
    const key = storableText(fact.key);
    return {
      fact: key === fact.key ? fact : { ...fact, key },
      hash: contentHash(fact.value),
    };
  });
  if (read.length > 1) {
    refuseRepetition(scope, read);
  }
  return read;
}

function refuseRepetition(scope: string, read: readonly HashedFact[]): void {
  const keys = new Set<string>();
  for (const { fact } of read) {
    const identity = `${fact.kind} '${fact.key}'`;
    if (keys.has(identity)) {
      throw new InvalidResultError(
        `The collector named ${identity} twice in scope '${scope}'`,
      );
    }
    keys.add(identity);
  }
}
