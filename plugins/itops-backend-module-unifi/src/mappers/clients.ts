import { compact } from '@sankofa/plugin-itops-node';
import { Fact, FactValue } from '@sankofa/site-model';
import { ClientRow } from '../clients/schemas';
import { PRESENT_MS, seenAt } from './presence';

type ClientFact = FactValue<'client'>;

function presenceOf(
  client: ClientRow,
  now: number | undefined,
): Pick<ClientFact, 'presence' | 'seenAt'> {
  const seen = seenAt(client);
  if (seen === undefined || now === undefined) {
    return { presence: 'stale' }; // nobody says when: that is no evidence of now
  }
  return now - seen <= PRESENT_MS
    ? { presence: 'present' }
    : { presence: 'stale', seenAt: new Date(seen).toISOString() };
}

/** Who is where, by MAC; of two sightings of one the later. */
export function mapClients(
  clients: readonly ClientRow[],
  options: { now: number | undefined; locator: string },
): Extract<Fact, { kind: 'client' }>[] {
  const latest = new Map<string, ClientRow>();
  for (const client of clients) {
    const other = latest.get(client.mac);
    if (!other || (seenAt(client) ?? 0) > (seenAt(other) ?? 0)) {
      latest.set(client.mac, client);
    }
  }
  return [...latest.values()].map(client => {
    const wired = client.is_wired ?? client.sw_mac !== undefined;
    return {
      kind: 'client',
      key: client.mac,
      value: compact({
        mac: client.mac,
        address: client.ip,
        hostname: client.hostname,
        name: client.name,
        wired,
        // Of a wireless one it is the switch of its access point, and says nothing of a cable.
        switchMac: wired ? client.sw_mac : undefined,
        port:
          wired && client.sw_mac !== undefined && (client.sw_port ?? 0) > 0
            ? client.sw_port
            : undefined,
        networkId: client.network_id,
        ...presenceOf(client, options.now),
      }),
      locator: options.locator,
    };
  });
}
