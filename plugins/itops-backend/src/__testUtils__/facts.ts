import {
  Fact,
  GuestFact,
  ReasonCode,
  SOURCE_SCOPE,
  ScopeResult,
} from '@sankofa/site-model';

/** A guest as the cluster-wide list names it. */
export function guestFact(vmid: number, more: Partial<GuestFact> = {}): Fact {
  return {
    kind: 'guest',
    key: String(vmid),
    locator: '/cluster/resources',
    value: {
      vmid,
      type: 'lxc',
      name: `guest-${vmid}`,
      node: 'alpha',
      status: 'running',
      template: false,
      tags: [],
      ...more,
    },
  };
}

/** The configuration of a guest with one interface. */
export function configFact(vmid: number, address?: string): Fact {
  return {
    kind: 'guest-config',
    key: String(vmid),
    locator: `/nodes/alpha/lxc/${vmid}/config`,
    value: {
      vmid,
      interfaces: [
        {
          id: 'net0',
          mac: `02:00:00:00:${String(vmid % 100).padStart(2, '0')}:01`,
          bridge: 'vmbr0',
          trunks: [],
          linkDown: false,
          addresses: address ? [`${address}/24`] : [],
          dynamic: address === undefined,
        },
      ],
      agentEnabled: false,
      pendingAddresses: [],
      onBoot: true,
      protection: false,
    },
  };
}

export function nodeFact(
  name: string,
  status: 'online' | 'offline' = 'online',
): Fact {
  return { kind: 'node', key: name, value: { name, status } };
}

export function complete(scope: string, facts: Fact[] = []): ScopeResult {
  return { scope, completeness: 'complete', facts };
}

export function partial(
  scope: string,
  facts: Fact[] = [],
  reason: ReasonCode = 'insufficient-privileges',
): ScopeResult {
  return {
    scope,
    completeness: 'partial',
    error: { reason, message: `${scope}: ${reason}` },
    facts,
  };
}

export function failed(
  scope: string = SOURCE_SCOPE,
  reason: ReasonCode = 'unreachable',
): ScopeResult {
  return {
    scope,
    completeness: 'failed',
    error: { reason, message: `${scope}: ${reason}` },
    facts: [],
  };
}

/** A complete list of these guests, each with its configuration scope. */
export function cluster(...vmids: number[]): ScopeResult[] {
  return [
    complete(SOURCE_SCOPE, [
      nodeFact('alpha'),
      ...vmids.map(vmid => guestFact(vmid)),
    ]),
    ...vmids.map(vmid =>
      complete(`guest:${vmid}`, [configFact(vmid, `192.0.2.${vmid % 250}`)]),
    ),
  ];
}

/** `count` numbers from `first` on. */
export function range(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}
