import { HashedFact, OpenFact, OpenPass, ReadScope } from './intervals';

/** What a run saw beside what holds, thing by thing. */
export interface Matches {
  added: (HashedFact & { scope: string })[];
  changed: { known: OpenFact; scope: string; seen: HashedFact }[];
  same: { known: OpenFact; seen: HashedFact }[];
  /** What holds and was not seen, in any scope. */
  unseen: OpenFact[];
}

function identity({ kind, key }: { kind: string; key: string }): string {
  return `${kind} ${key}`;
}

/** Finds for every fact of a run the one that holds, and what is left over. */
export function matchFacts(
  pass: OpenPass,
  read: readonly ReadScope[],
): Matches {
  const open = new Map<string, Map<string, OpenFact>>();
  for (const fact of pass.facts) {
    let ofScope = open.get(fact.scope);
    if (!ofScope) {
      ofScope = new Map();
      open.set(fact.scope, ofScope);
    }
    ofScope.set(identity(fact), fact);
  }
  const matches: Matches = { added: [], changed: [], same: [], unseen: [] };
  for (const { scope, facts } of read) {
    const ofScope = open.get(scope);
    for (const seen of facts) {
      const known = ofScope?.get(identity(seen.fact));
      if (!known) {
        matches.added.push({ ...seen, scope });
      } else {
        ofScope!.delete(identity(known));
        if (known.hash === seen.hash) {
          matches.same.push({ known, seen });
        } else {
          matches.changed.push({ known, scope, seen });
        }
      }
    }
  }
  for (const left of open.values()) {
    matches.unseen.push(...left.values());
  }
  return matches;
}
