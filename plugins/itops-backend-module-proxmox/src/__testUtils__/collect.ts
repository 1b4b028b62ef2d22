import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { CollectionResult, Collector } from '@sankofa/plugin-itops-node';
import { Fact, FactKind, ScopeResult } from '@sankofa/site-model';
import { proxmoxCollectorsFromConfig } from '../proxmoxCollectorsFromConfig';

/** The two collectors of one cluster. */
export function collectorsOf(source: object): {
  inventory: Collector;
  addresses: Collector;
} {
  const [inventory, addresses] = proxmoxCollectorsFromConfig(
    new ConfigReader({
      itops: {
        sources: {
          proxmox: [
            { id: 'attic', token: 'ro@pve!test=5f3c-canary', ...source },
          ] as never,
        },
      },
    }),
    { logger: mockServices.logger.mock() },
  );
  return { inventory, addresses };
}

export function collect(
  collector: Collector,
  signal: AbortSignal = new AbortController().signal,
): Promise<CollectionResult> {
  return collector.collect({ signal, logger: mockServices.logger.mock() });
}

/** One scope of a result; there must be exactly one of this name. */
export function scopeOf(result: CollectionResult, scope: string): ScopeResult {
  const found = result.scopes.filter(candidate => candidate.scope === scope);
  if (found.length !== 1) {
    throw new Error(`${found.length} scopes ${scope}`);
  }
  return found[0];
}

/** `complete`, or `partial: not-quorate`. */
export function outcomeOf(result: CollectionResult, scope: string): string {
  const { completeness, error } = scopeOf(result, scope);
  return error ? `${completeness}: ${error.reason}` : completeness;
}

/** Outcome of every scope, by its name. */
export function outcomes(result: CollectionResult): Record<string, string> {
  return Object.fromEntries(
    result.scopes.map(({ scope }) => [scope, outcomeOf(result, scope)]),
  );
}

/** All facts of one kind. */
export function factsOf<K extends FactKind>(
  result: CollectionResult,
  kind: K,
): Extract<Fact, { kind: K }>[] {
  return result.scopes
    .flatMap(({ facts }) => facts)
    .filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind);
}
