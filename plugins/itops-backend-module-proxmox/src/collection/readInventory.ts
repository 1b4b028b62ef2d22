import {
  compact,
  completeScope,
  failedScope,
} from '@sankofa/plugin-itops-node';
import { Fact, ScopeResult } from '@sankofa/site-model';
import { ProxmoxApi } from '../clients/ProxmoxApi';
import { ProxmoxReader } from '../clients/ProxmoxReader';
import { mapGuestConfig } from '../mappers/guestConfigs';
import { mapGuest } from '../mappers/guests';
import { ClusterReading, isOffline } from './ClusterReading';
import { guestFailure } from './guestFailure';
import { readCluster } from './readCluster';
import { readGuestConfigs } from './readGuestConfigs';
import { readNode } from './readNode';
import { readVnets } from './readVnets';
import { onOfflineNode, sourceScope } from './scopes';

function clusterFacts(cluster: ClusterReading): Fact[] {
  const nodes = cluster.members.map(
    ({ name, status }): Fact => ({
      kind: 'node',
      key: name,
      value: { name, status },
      locator: '/cluster/status',
    }),
  );
  if (cluster.name === undefined) {
    return nodes;
  }
  const { name, version, quorate } = cluster;
  const members = cluster.members.flatMap(member =>
    member.address === undefined
      ? []
      : [{ name: member.name, address: member.address }],
  );
  return [
    {
      kind: 'cluster',
      key: name,
      value: compact({ name, version, quorate, members }),
      locator: '/cluster/status',
    },
    ...nodes,
  ];
}

/**
 * Reads nodes, guests with their configuration, and SDN networks.
 *
 * @throws ConnectorError when nothing at all can be said
 */
export async function readInventory(
  reader: ProxmoxReader,
  options: { signal: AbortSignal; keepDescriptions: boolean },
): Promise<ScopeResult[]> {
  const { signal, keepDescriptions: keepDescription } = options;
  const cluster = await readCluster(reader, { signal });
  const tokenId = reader instanceof ProxmoxApi ? reader.tokenId : undefined;

  // Over SSH the files of all nodes lie on each of them; the API has to ask the node itself.
  const [unreachable, readable] =
    reader.transport === 'ssh'
      ? [[], cluster.guests]
      : [
          cluster.guests.filter(guest => isOffline(cluster, guest.node)),
          cluster.guests.filter(guest => !isOffline(cluster, guest.node)),
        ];

  const [vnets, nodes, outcomes] = await Promise.all([
    readVnets(reader, { signal }),
    Promise.all(
      cluster.members.map(member =>
        member.status === 'offline'
          ? onOfflineNode(`node:${member.name}`, member.name)
          : readNode(member.name, reader, {
              signal,
              tokenId,
              missing: cluster.missing,
            }),
      ),
    ),
    readGuestConfigs(readable, reader, { signal, keepDescription }),
  ]);

  const guestFacts: Fact[] = [];
  const guestScopes: ScopeResult[] = [];
  for (const guest of unreachable) {
    guestFacts.push(mapGuest(guest, { nodeOffline: true }));
    guestScopes.push(onOfflineNode(`guest:${guest.vmid}`, guest.node));
  }
  for (const outcome of outcomes) {
    const { guest } = outcome;
    const nodeOffline = isOffline(cluster, guest.node);
    const scope = `guest:${guest.vmid}`;
    if ('error' in outcome) {
      guestFacts.push(mapGuest(guest, { nodeOffline }));
      guestScopes.push(failedScope(scope, guestFailure(outcome.error)));
    } else {
      const config = mapGuestConfig(guest, outcome.value, { keepDescription });
      guestFacts.push(mapGuest(guest, { nodeOffline, config: config.value }));
      guestScopes.push(completeScope(scope, [config]));
    }
  }
  const facts = [...clusterFacts(cluster), ...guestFacts, ...vnets.facts];
  return [
    sourceScope(cluster, tokenId, facts, vnets.error),
    ...nodes,
    ...guestScopes,
  ];
}
