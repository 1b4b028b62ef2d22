import { HashedFact, OpenFact, OpenPass, ReadScope } from './intervals';

/** What a run saw beside what holds, thing by thing. */
export interface Matches {
  added: (HashedFact & { scope: string })[];
  changed: { known: OpenFact; scope: string; seen: HashedFact }[];
  same: { known: OpenFact; seen: HashedFact }[];
  /** What holds and was not seen, in any scope. */
  unseen: OpenFact[];
}

/** No text of a store holds a NUL, so that no two facts share an identity. */
function identity(scope: string, { kind, key }: { kind: string; key: string }) {
  return `${kind}\0${scope}\0${key}`;
}

/** Finds for every fact of a run the one that holds, and what is left over. */
export function matchFacts(
  pass: OpenPass,
  read: readonly ReadScope[],
): Matches {
  // One table for all: most scopes have one fact, and a table for each costs more than the rest.
  const open = new Map<string, OpenFact>();
  for (const fact of pass.facts) {
    open.set(identity(fact.scope, fact), fact);
  }
  const matches: Matches = { added: [], changed: [], same: [], unseen: [] };
  for (const { scope, facts } of read) {
    for (const seen of facts) {
      const name = identity(scope, seen.fact);
      const known = open.get(name);
      if (!known) {
        matches.added.push({ ...seen, scope });
      } else {
        open.delete(name);
        if (known.hash === seen.hash) {
          matches.same.push({ known, seen });
        } else {
          matches.changed.push({ known, scope, seen });
        }
      }
    }
  }
  matches.unseen = [...open.values()];
  return matches;
}
