import {
  ConnectorError,
  completeScope,
  failedScope,
  partialScope,
} from '@sankofa/plugin-itops-node';
import { Fact, ScopeResult } from '@sankofa/site-model';
import { z } from 'zod';
import { isUnknownPath } from '../clients/ProxmoxError';
import { ProxmoxReader } from '../clients/ProxmoxReader';
import { parse } from '../clients/parse';
import {
  nodeNetworkSchema,
  nodeStatusSchema,
  nodeStorageSchema,
  subscriptionSchema,
} from '../clients/schemas';
import {
  mapNodeDetail,
  mapNodeInterface,
  mapStorage,
  mapSubscription,
} from '../mappers/nodes';
import { RequiredPrivilege, explainMissing } from '../privileges';

/** A hanging NFS or backup storage makes this list slow; Proxmox itself gives up after 30 s. */
const STORAGE_DEADLINE_MS = 35_000;

interface Options {
  signal: AbortSignal;
  tokenId?: string;
  missing: RequiredPrivilege[];
}

/**
 * Reads what only the node itself knows: interfaces, hardware, storages, subscription. Each
 * of the four may fail alone; then the scope is partial, and failed when nothing could be read.
 */
export async function readNode(
  node: string,
  reader: ProxmoxReader,
  { signal, tokenId, missing }: Options,
): Promise<ScopeResult> {
  const scope = `node:${node}`;
  const lacks = (path: string) => missing.some(entry => entry.path === path);
  const errors: ConnectorError[] = [];

  async function read<T extends z.ZodType>(
    path: string,
    schema: T,
    map: (answer: z.output<T>) => Fact[],
    options: { deadlineMs?: number; mayBeSlow?: boolean } = {},
  ): Promise<Fact[]> {
    const full = `/nodes/${node}/${path}`;
    try {
      const data = await reader.get(full, { signal, node, ...options });
      return map(parse(schema, data, full));
    } catch (error) {
      if (!(error instanceof ConnectorError)) {
        throw error;
      }
      // Not every installation can speak of a subscription.
      if (path !== 'subscription' || !isUnknownPath(error)) {
        errors.push(error);
      }
      return [];
    }
  }

  const facts = await Promise.all([
    read('network', nodeNetworkSchema, rows =>
      rows.map(row => mapNodeInterface(node, row)),
    ),
    // Without Sys.Audit the status is refused, and the subscription says "notfound" as if there were none.
    lacks('/nodes')
      ? []
      : read('status', nodeStatusSchema, answer => [
          mapNodeDetail(node, answer),
        ]),
    lacks('/nodes')
      ? []
      : read('subscription', subscriptionSchema, answer => [
          mapSubscription(node, answer),
        ]),
    lacks('/storage')
      ? []
      : read(
          'storage',
          nodeStorageSchema,
          rows => rows.map(row => mapStorage(node, row)),
          { deadlineMs: STORAGE_DEADLINE_MS, mayBeSlow: true },
        ),
  ]);

  const all = facts.flat();
  if (errors.length > 0) {
    const [first] = errors;
    return all.length === 0
      ? failedScope(scope, first)
      : partialScope(scope, first, all);
  }
  // Without SDN.Audit the bridges are left out of the interfaces.
  const relevant = missing.filter(
    ({ area, path }) => area === 'nodes' || path === '/sdn',
  );
  return tokenId !== undefined && relevant.length > 0
    ? partialScope(
        scope,
        {
          reason: 'insufficient-privileges',
          message: explainMissing(tokenId, relevant),
        },
        all,
      )
    : completeScope(scope, all);
}
