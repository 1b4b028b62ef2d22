import {
  ClientFact,
  Fact,
  PortForwardFact,
  ProxyHostFact,
  SOURCE_SCOPE,
  ScopeResult,
  SwitchPortFact,
} from '@sankofa/site-model';
import { complete } from './facts';

export const SWITCH_MAC = '78:45:58:00:00:01';

/** A proxy at 192.0.2.5 whose hosts lead to these addresses. */
export function proxy(
  hosts: Record<string, Partial<ProxyHostFact> & { to: string }>,
): ScopeResult[] {
  return [
    complete(SOURCE_SCOPE, [
      {
        kind: 'proxy',
        key: 'proxy',
        value: { dialect: 'npm', addresses: ['192.0.2.5'], setUp: true },
      },
    ]),
    complete(
      'proxy-hosts',
      Object.entries(hosts).map(([hostname, { to, ...more }], index): Fact => {
        const [host, port] = to.split(':');
        const id = index + 1;
        return {
          kind: 'proxy-host',
          key: String(id),
          value: {
            id,
            enabled: true,
            serving: 'serving',
            domainNames: [hostname],
            target: { scheme: 'http', host, port: Number(port) },
            locations: [],
            freeLocations: [],
            freeText: false,
            ...more,
          },
        };
      }),
    ),
    complete('redirection-hosts'),
    complete('dead-hosts'),
    complete('streams'),
  ];
}

function port(number: number, more: Partial<SwitchPortFact> = {}): Fact {
  return {
    kind: 'switch-port',
    key: `${SWITCH_MAC}/${number}`,
    value: {
      switchMac: SWITCH_MAC,
      port: number,
      up: true,
      enabled: true,
      speedMbps: 10_000,
      isUplink: false,
      poe: 'none',
      nativeVlan: 11,
      taggedVlans: 'all',
      lldp: [],
      ...more,
    },
  };
}

/** A switch with a node on port 1, and clients on its ports. */
export function controller(
  clients: Pick<ClientFact, 'mac' | 'port'>[],
  forwards: Partial<PortForwardFact>[] = [],
): ScopeResult[] {
  return [
    complete(SOURCE_SCOPE),
    complete('devices', [
      {
        kind: 'switch',
        key: SWITCH_MAC,
        value: {
          mac: SWITCH_MAC,
          name: 'core',
          kind: 'switch',
          state: 'connected',
          wans: [],
        },
      },
      port(1, {
        lldp: [{ chassisId: '02:aa:00:00:00:01', systemName: 'alpha' }],
      }),
      port(2, { up: false }),
    ]),
    complete(
      'clients',
      clients.map(
        (client): Fact => ({
          kind: 'client',
          key: client.mac,
          value: {
            wired: true,
            switchMac: SWITCH_MAC,
            presence: 'present',
            ...client,
          },
        }),
      ),
    ),
    complete('networks'),
    complete(
      'port-forwards',
      forwards.map((forward, index): Fact => {
        const id = `pf${index + 1}`;
        return {
          kind: 'port-forward',
          key: id,
          value: {
            id,
            enabled: true,
            interface: 'wan',
            protocol: 'tcp',
            listenPorts: '443',
            targetAddress: '192.0.2.5',
            targetPorts: '',
            ...forward,
          },
        };
      }),
    ),
  ];
}
