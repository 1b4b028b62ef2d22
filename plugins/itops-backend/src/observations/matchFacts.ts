import { HashedFact, OpenFact, OpenPass, ReadScope } from './intervals';

/** What a run saw beside what holds, thing by thing. */
export interface Matches {
  added: (HashedFact & { scope: string })[];
  changed: { known: OpenFact; scope: string; seen: HashedFact }[];
  same: { known: OpenFact; seen: HashedFact }[];
  /** What holds and was not seen, in any scope. */
  unseen: OpenFact[];
}

type Identity = Pick<OpenFact, 'kind' | 'key'>;

function identity({ kind, key }: Identity): string {
  return `${kind} ${key}`;
}

function byScope(facts: readonly OpenFact[]): Map<string, OpenFact[]> {
  const scopes = new Map<string, OpenFact[]>();
  for (const fact of facts) {
    const others = scopes.get(fact.scope);
    if (others) {
      others.push(fact);
    } else {
      scopes.set(fact.scope, [fact]);
    }
  }
  return scopes;
}

/** Finds the facts of one scope. Nearly all scopes have a single one, which needs no table. */
function finderOf(facts: OpenFact[]): (fact: Identity) => OpenFact | undefined {
  if (facts.length < 2) {
    return ({ kind, key }) =>
      facts.find(known => known.key === key && known.kind === kind);
  }
  const table = new Map(facts.map(fact => [identity(fact), fact]));
  return fact => table.get(identity(fact));
}

/** Finds for every fact of a run the one that holds, and what is left over. */
export function matchFacts(
  pass: OpenPass,
  read: readonly ReadScope[],
): Matches {
  const open = byScope(pass.facts);
  const matches: Matches = { added: [], changed: [], same: [], unseen: [] };
  for (const { scope, facts } of read) {
    const ofScope = open.get(scope) ?? [];
    const find = finderOf(ofScope);
    const found: OpenFact[] = [];
    for (const seen of facts) {
      const known = find(seen.fact);
      if (!known) {
        matches.added.push({ ...seen, scope });
      } else {
        found.push(known);
        if (known.hash === seen.hash) {
          matches.same.push({ known, seen });
        } else {
          matches.changed.push({ known, scope, seen });
        }
      }
    }
    if (found.length === ofScope.length) {
      open.delete(scope);
    } else if (found.length > 0) {
      const gone = new Set(found);
      open.set(
        scope,
        ofScope.filter(fact => !gone.has(fact)),
      );
    }
  }
  matches.unseen = [...open.values()].flat();
  return matches;
}
