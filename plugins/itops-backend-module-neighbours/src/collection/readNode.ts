import { ConnectorError, failedScope } from '@sankofa/plugin-itops-node';
import { ScopeResult } from '@sankofa/site-model';
import { readOverSsh } from '../clients/readOverSsh';
import { readRecorded } from '../clients/readRecorded';
import { NodeConfig } from '../config';
import { nodeScope } from './nodeScope';

/** What came of one node. */
export interface NodeReading {
  scope: ScopeResult;
  /** When its files were written, where it is read from files; ISO-8601 UTC. */
  recordedAt?: string;
}

/** Reads one node, however it is configured. A failure is its scope. */
export async function readNode(
  { node, place }: NodeConfig,
  options: { signal: AbortSignal; timeoutMs: number },
): Promise<NodeReading> {
  try {
    const output =
      'ssh' in place
        ? await readOverSsh(node, place.ssh, options)
        : await readRecorded(place, options);
    const { recordedAt } = output;
    return {
      scope: nodeScope(node, output),
      ...(recordedAt !== undefined && { recordedAt }),
    };
  } catch (error) {
    if (error instanceof ConnectorError) {
      return { scope: failedScope(`node:${node}`, error) };
    }
    throw error;
  }
}
