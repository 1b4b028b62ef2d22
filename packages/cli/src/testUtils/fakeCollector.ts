import { CollectionResult, Collector } from '@sankofa/plugin-itops-node';
import { Fact, ScopeResult } from '@sankofa/site-model';

export const AT = '2026-03-01T08:00:00.000Z';

/** A collector that answers what the test says. */
export function fakeCollector(
  sourceId: string,
  answer: Partial<Collector> & { scopes?: ScopeResult[] } = {},
): Collector {
  const { scopes = [], ...rest } = answer;
  return {
    sourceId,
    kind: sourceId.split('/')[0],
    pass: 'inventory',
    title: `Fake ${sourceId}`,
    schedule: { frequency: { minutes: 5 }, timeout: { minutes: 4 } },
    collect: async () => ({ collectedAt: AT, scopes }),
    check: async () => [],
    ...rest,
  };
}

export function complete(scope: string, facts: Fact[] = []): ScopeResult {
  return { scope, completeness: 'complete', facts };
}

export function guestFact(vmid: number, node = 'alder'): Fact {
  return {
    kind: 'guest',
    key: String(vmid),
    value: {
      vmid,
      type: 'lxc',
      name: `guest-${vmid}`,
      node,
      status: 'stopped',
      template: false,
      tags: [],
    },
  };
}

export function guestConfigFact(vmid: number): Fact {
  return {
    kind: 'guest-config',
    key: String(vmid),
    value: {
      vmid,
      interfaces: [],
      agentEnabled: false,
      pendingAddresses: [],
      onBoot: false,
      protection: false,
    },
  };
}

export function nodeFact(name: string, status: 'online' | 'offline'): Fact {
  return { kind: 'node', key: name, value: { name, status } };
}

/** A result that never comes, whatever the signal says. */
export function never(): Promise<CollectionResult> {
  return new Promise(() => {});
}
