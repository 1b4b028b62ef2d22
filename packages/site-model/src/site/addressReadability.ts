import {
  ADDRESSES_PASS,
  FreshnessLabel,
  isReadable,
  NEVER_COLLECTED,
  SOURCE_SCOPE,
} from '../observations';
import { isSilentAgent } from '../observations/silentAgent';
import { Guest, SiteNode } from './site';
import { SourceReading } from './SourceReading';

type ReadGuest = Pick<
  Guest,
  'vmid' | 'type' | 'status' | 'interfaces' | 'configFreshness'
>;

/** Something inside answers: a running container, or a running VM with an agent. */
function hasLookInside(guest: ReadGuest, agentEnabled: boolean): boolean {
  return guest.status === 'running' && (guest.type === 'lxc' || agentEnabled);
}

/**
 * What may be said about the addresses seen inside a guest. A guest that nobody
 * can look into (stopped, no agent) is as fresh as the pass that knows so.
 */
export function addressFreshness(
  reading: SourceReading,
  guest: ReadGuest,
  agentEnabled: boolean,
): FreshnessLabel {
  const own = reading.scopeLabel(`guest:${guest.vmid}`, ADDRESSES_PASS);
  if (own) {
    return own;
  }
  return hasLookInside(guest, agentEnabled)
    ? NEVER_COLLECTED
    : reading.label(SOURCE_SCOPE, ADDRESSES_PASS);
}

function sentence(label: FreshnessLabel, what: string): string {
  return label.message ?? `its ${what} could not be read`;
}

/**
 * Why the addresses of a guest cannot be read now, or `undefined` when what is
 * known of them can be relied on (ruling R02). An address that is written down
 * for such a guest is never called unused.
 *
 * Beyond the cases the ruling names, a guest without a configured address that
 * nobody can look into (stopped on DHCP, a VM without agent) is one of them too:
 * that it lacks the address is nowhere observed.
 */
export function addressesUnreadable(
  reading: SourceReading,
  guest: ReadGuest,
  node: SiteNode | undefined,
  agentEnabled: boolean,
): string | undefined {
  const config = guest.configFreshness;
  const offline = node?.status === 'offline';
  if (!isReadable(config) && config.freshness !== 'stale') {
    return offline
      ? `node ${node.name} is offline`
      : sentence(config, 'configuration');
  }
  const configured = guest.interfaces.some(net => net.configured.length > 0);
  if (offline) {
    return configured ? undefined : `node ${node.name} is offline`;
  }
  if (!hasLookInside(guest, agentEnabled)) {
    const known =
      guest.interfaces.length === 0 ||
      guest.interfaces.some(net => net.addresses.length > 0);
    if (known) {
      return undefined;
    }
    return guest.status === 'running'
      ? 'its configuration names no address and no guest agent is set up'
      : `its state is ${guest.status} and its configuration names no address`;
  }
  const inside = reading.scopeLabel(`guest:${guest.vmid}`, ADDRESSES_PASS);
  if (!inside) {
    const passExists =
      reading.scopeLabel(SOURCE_SCOPE, ADDRESSES_PASS) !== undefined;
    return configured && !passExists
      ? undefined
      : 'the addresses inside it have not been read yet';
  }
  if (isReadable(inside) || inside.freshness === 'stale') {
    return undefined;
  }
  return isSilentAgent(inside) && configured
    ? undefined
    : sentence(inside, 'addresses');
}
