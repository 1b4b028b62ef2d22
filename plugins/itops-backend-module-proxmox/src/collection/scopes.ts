import {
  ConnectorError,
  ScopeFailure,
  completeScope,
  failedScope,
  partialScope,
} from '@sankofa/plugin-itops-node';
import { Fact, SOURCE_SCOPE, ScopeResult } from '@sankofa/site-model';
import { explainMissing } from '../privileges';
import { ClusterReading } from './ClusterReading';

/** A guest or node that lives on a node which is offline. */
export function onOfflineNode(scope: string, node: string): ScopeResult {
  return failedScope(scope, {
    reason: 'node-offline',
    message: `Node ${node} is offline.`,
  });
}

/** Why the list of guests may be incomplete, if it may. */
function doubt(
  cluster: ClusterReading,
  tokenId: string | undefined,
): ScopeFailure | undefined {
  if (
    tokenId !== undefined &&
    cluster.missing.some(({ area }) => area === 'source')
  ) {
    return {
      reason: 'insufficient-privileges',
      message: explainMissing(tokenId, cluster.missing),
    };
  }
  if (cluster.quorate === false) {
    return {
      reason: 'not-quorate',
      message: `Cluster ${cluster.name} is not quorate: what this part of it lists may be outdated.`,
    };
  }
  return cluster.statusError;
}

/**
 * The scope of the whole source. It is complete although a node is offline: the
 * cluster knows its guests (ruling R01).
 */
export function sourceScope(
  cluster: ClusterReading,
  tokenId: string | undefined,
  facts: Fact[],
  trouble?: ConnectorError,
): ScopeResult {
  const error = doubt(cluster, tokenId) ?? trouble;
  return error
    ? partialScope(SOURCE_SCOPE, error, facts)
    : completeScope(SOURCE_SCOPE, facts);
}
