import {
  completeScope,
  failedScope,
  partialScope,
} from '@sankofa/plugin-itops-node';
import { ScopeResult } from '@sankofa/site-model';
import { ProxmoxApi } from '../clients/ProxmoxApi';
import {
  isAgentNotConfigured,
  isAgentSilent,
  isGuestStopped,
} from '../clients/ProxmoxError';
import { ProxmoxReader } from '../clients/ProxmoxReader';
import { parse } from '../clients/parse';
import {
  GuestRow,
  agentInterfacesSchema,
  containerInterfacesSchema,
} from '../clients/schemas';
import {
  mapAgentInterfaces,
  mapContainerInterfaces,
} from '../mappers/guestAddresses';
import { explainMissing } from '../privileges';
import { DeadAgents } from './DeadAgents';
import { isOffline } from './ClusterReading';
import { guestFailure } from './guestFailure';
import { readCluster } from './readCluster';
import { readGuests } from './readGuests';
import { onOfflineNode, sourceScope } from './scopes';

/** Proxmox itself waits 3 s for an agent, and 10 s for some commands. */
const AGENT_DEADLINE_MS = 12_000;

const scopeOf = (guest: GuestRow) => `guest:${guest.vmid}`;
const pathOf = (guest: GuestRow) =>
  `/nodes/${guest.node}/${guest.type}/${guest.vmid}`;

async function lookIntoContainer(
  guest: GuestRow,
  reader: ProxmoxReader,
  signal: AbortSignal,
): Promise<ScopeResult> {
  const locator = `${pathOf(guest)}/interfaces`;
  const data = await reader.get(locator, {
    signal,
    node: guest.node,
    mayBeSlow: true,
  });
  const rows = parse(containerInterfacesSchema, data, locator);
  if (rows) {
    return completeScope(scopeOf(guest), [
      mapContainerInterfaces(guest.vmid, rows, locator),
    ]);
  }
  // Null means that it does not run. If the list says that it does, one of the two is wrong,
  // and what was seen inside before must not be given up for that.
  return guest.status === 'running'
    ? partialScope(scopeOf(guest), {
        reason: 'guest-unreadable',
        message: `Container ${guest.vmid} is listed as running, but no interface of it can be seen.`,
      })
    : completeScope(scopeOf(guest), []);
}

function silentAgent(guest: GuestRow): ScopeResult {
  return partialScope(scopeOf(guest), {
    reason: 'agent-not-running',
    message: `The guest agent of VM ${guest.vmid} is configured but does not answer: install or start qemu-guest-agent in it.`,
  });
}

async function lookIntoMachine(
  guest: GuestRow,
  reader: ProxmoxReader,
  signal: AbortSignal,
  deadAgents: DeadAgents,
): Promise<ScopeResult> {
  const scope = scopeOf(guest);
  if (deadAgents.isResting(guest)) {
    return silentAgent(guest);
  }
  const locator = `${pathOf(guest)}/agent/network-get-interfaces`;
  try {
    const data = await reader.get(locator, {
      signal,
      node: guest.node,
      deadlineMs: AGENT_DEADLINE_MS,
      mayBeSlow: true,
    });
    const { result } = parse(agentInterfacesSchema, data, locator);
    deadAgents.answered(guest);
    if (Array.isArray(result)) {
      return completeScope(scope, [
        mapAgentInterfaces(guest.vmid, result, locator),
      ]);
    }
    return partialScope(scope, {
      reason: 'agent-blocked',
      message: `The guest agent of VM ${guest.vmid} is not allowed to report its interfaces: allow guest-network-get-interfaces in it.`,
    });
  } catch (error) {
    if (isAgentSilent(error)) {
      deadAgents.silent(guest);
      return silentAgent(guest);
    }
    // Without an agent, or stopped since the list was read: there is nothing to be seen.
    if (isAgentNotConfigured(error) || isGuestStopped(error)) {
      return completeScope(scope, []);
    }
    throw error;
  }
}

/**
 * Looks into every running guest: containers through their node, virtual machines through their agent.
 * What cannot be looked into because it does not run, is a template or has no agent is complete and empty.
 *
 * @throws ConnectorError when nothing at all can be said
 */
export async function readAddresses(
  reader: ProxmoxReader,
  options: { signal: AbortSignal; deadAgents: DeadAgents },
): Promise<ScopeResult[]> {
  const { signal, deadAgents } = options;
  const cluster = await readCluster(reader, { signal });
  const tokenId = reader instanceof ProxmoxApi ? reader.tokenId : undefined;
  const agents = cluster.missing.filter(({ area }) => area === 'agents');

  const look = async (guest: GuestRow): Promise<ScopeResult> => {
    if (isOffline(cluster, guest.node)) {
      return onOfflineNode(scopeOf(guest), guest.node);
    }
    if (guest.template || guest.status === 'stopped') {
      return completeScope(scopeOf(guest), []);
    }
    if (guest.type === 'lxc') {
      return lookIntoContainer(guest, reader, signal);
    }
    if (tokenId !== undefined && agents.length > 0) {
      return partialScope(scopeOf(guest), {
        reason: 'insufficient-privileges',
        message: explainMissing(tokenId, agents),
      });
    }
    return lookIntoMachine(guest, reader, signal, deadAgents);
  };

  const outcomes = await readGuests(cluster.guests, look, { reader, signal });
  return [
    sourceScope(cluster, tokenId, []),
    ...outcomes.map(outcome =>
      'error' in outcome
        ? failedScope(scopeOf(outcome.guest), guestFailure(outcome.error))
        : outcome.value,
    ),
  ];
}
