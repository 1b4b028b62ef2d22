import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { CollectionResult, Collector } from '@sankofa/plugin-itops-node';
import { Fact, FactKind, FactValue, ScopeResult } from '@sankofa/site-model';
import { npmCollectorsFromConfig } from '../npmCollectorsFromConfig';

export const CONTEXT = {
  signal: new AbortController().signal,
  logger: mockServices.logger.mock(),
};

/** The collector of one proxy, `npm/edge`. */
export function collectorOf(source: object): Collector {
  const [collector] = npmCollectorsFromConfig(
    new ConfigReader({
      itops: {
        sources: {
          npm: [
            {
              id: 'edge',
              identity: 'reader@attic.example',
              secret: 'canary-secret',
              ...source,
            },
          ] as never,
        },
      },
    }),
    { logger: mockServices.logger.mock() },
  );
  return collector;
}

/** One scope of a result; there must be exactly one of this name. */
export function scopeOf(result: CollectionResult, scope: string): ScopeResult {
  const found = result.scopes.filter(candidate => candidate.scope === scope);
  if (found.length !== 1) {
    throw new Error(`${found.length} scopes ${scope}`);
  }
  return found[0];
}

/** Outcome of every scope, by its name: `complete`, or `partial: visibility-user`. */
export function outcomes(result: CollectionResult): Record<string, string> {
  return Object.fromEntries(
    result.scopes.map(({ scope, completeness, error }) => [
      scope,
      error ? `${completeness}: ${error.reason}` : completeness,
    ]),
  );
}

/** Values of all facts of one kind. */
export function valuesOf<K extends FactKind>(
  result: CollectionResult,
  kind: K,
): FactValue<K>[] {
  return result.scopes
    .flatMap(({ facts }) => facts)
    .filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind)
    .map(({ value }) => value as FactValue<K>);
}

/** Every list of the proxy with the same outcome. */
export function allLists(outcome: string): Record<string, string> {
  return Object.fromEntries(
    ['proxy-hosts', 'redirection-hosts', 'dead-hosts', 'streams'].map(scope => [
      scope,
      outcome,
    ]),
  );
}
