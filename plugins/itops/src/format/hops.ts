import { Word } from './words';

/** What the status of a hop, or of a whole path, means. */
export const HOP_STATUSES: Record<string, Word> = {
  confirmed: {
    label: 'confirmed',
    tone: 'success',
    hint: 'Two sources agree, or the one that decides it was read freshly.',
  },
  likely: {
    label: 'likely',
    tone: 'info',
    hint: 'Everything points there, but nobody saw it directly.',
  },
  declared: {
    label: 'declared',
    tone: 'neutral',
    hint: 'Written down by people; nothing was seen that confirms it.',
  },
  stale: {
    label: 'stale',
    tone: 'warning',
    hint: 'It was so; it was not read freshly since.',
  },
  unknown: {
    label: 'unknown',
    tone: 'unknown',
    hint: 'No source says where it goes on.',
  },
  conflict: {
    label: 'conflict',
    tone: 'danger',
    hint: 'Sources contradict each other, or it cannot work as it is.',
  },
  'not-applicable': {
    label: 'n/a',
    tone: 'neutral',
    hint: 'This path has no such step.',
  },
};

const KINDS: Record<string, string> = {
  hostname: 'Host name',
  'port-forward': 'Forward',
  proxy: 'Proxy',
  address: 'Address',
  guest: 'Guest',
  node: 'Node',
  'switch-port': 'Switch port',
  patch: 'Patch',
  redirect: 'Redirect',
  external: 'Outside the site',
  'default-site': 'Default site',
  'inside-proxy': 'Inside the proxy',
};

const REASONS: Record<string, string> = {
  'address-unreadable':
    'The guest that may have this address cannot be asked now.',
  'cable-planned': 'The cable of this port is only planned.',
  'clusters-unreadable':
    'The clusters that could know its owner cannot be read now.',
  'dead-host': 'The proxy answers 404 on purpose.',
  'declared-only':
    'Only a declared file gives this address to it; nobody saw it there.',
  'declared-row-only': 'Only a declared row says that this is its guest.',
  device: 'A device answers there, not a guest of a cluster.',
  'foreign-mac': 'Another MAC than the owner’s answers at this address.',
  'forward-conflict': 'Two forwards want the same port of the same WAN.',
  'free-text-location':
    'A location in the free text of the row decides where requests go.',
  'free-text-not-followed':
    'The free text of the row answers in a way that is not followed.',
  gateway: 'It is the gateway itself.',
  'guest-not-running': 'The guest does not run, so no port can learn its MAC.',
  hypervisor: 'The node itself answers, not a guest on it.',
  'isolated-bridge':
    'Its bridge has no physical port: requests never leave the node.',
  'joined-by-mac':
    'The address was joined to its owner by a MAC that was seen with it.',
  'lan-only':
    'No enabled forward leads to the proxy: only the LAN reaches it here.',
  'learned-elsewhere':
    'Its MAC is learned on another port than the one of its node.',
  'lldp-only': 'The node only announces itself there by LLDP.',
  'mac-not-learned': 'No switch port has learned its MAC.',
  'name-not-resolvable-here':
    'The proxy sends to a name that only the proxy itself can resolve.',
  'no-history':
    'There were records of cables then, and nobody kept what they said.',
  'no-owner': 'Nobody is known to have this address.',
  'no-record':
    'The switch is in the records of cables, but no cable of this port is.',
  'no-source': 'No source is configured that could say this.',
  'node-offline': 'The node is offline.',
  'node-port-unknown': 'The switch port of the node is not known.',
  'node-unknown': 'No list of a cluster names the node.',
  'one-of-several': 'Several forwards lead to the proxy; this is one of them.',
  'overridden-by-free-text':
    'The free text of the row replaces the target that its form shows.',
  'overridden-by-location':
    'The location / of the row replaces the target that its form shows.',
  paused: 'The guest is paused.',
  'port-down': 'The switch port has no link.',
  'proxy-address-unknown':
    'The address of the proxy is not known, so no forward can be matched.',
  'proxy-loop': 'The row sends requests back to the proxy itself.',
  'recorded-only':
    'Only the records of cables say where this port leads; nothing was seen there.',
  'records-disagree':
    'Something else is seen at the port than its recorded cable leads to.',
  'refused-by-nginx':
    'nginx refuses this row, so the default site answers instead.',
  'restricted-source': 'The forward only lets certain sources in.',
  'row-disabled': 'The row is switched off, so the default site answers.',
  'serving-unknown':
    'It is not known whether the proxy serves this row at all.',
  'several-owners': 'Several owners claim this address; each is a branch.',
  'several-ports': 'Several switch ports could be the one.',
  'several-rows': 'Several rows of the proxy want this host name.',
  squatter: 'A machine that nobody knows answers at this address.',
  'stale-sighting': 'Its MAC was there, but was not seen lately.',
  'stale-sighting-elsewhere': 'Its MAC was last seen elsewhere, not lately.',
  'status-unknown': 'Its status cannot be read now.',
  stopped: 'The guest is stopped.',
  suspended: 'The guest is suspended.',
  'switch-port-unknown': 'The switch port is not known, so its cable is not.',
  'template-only': 'Only a template has this address, and no template runs.',
  'uplink-sighting-only':
    'Its MAC is only seen on a link between switches, not on a port of its own.',
  wireless: 'It is connected by radio, not by a switch port.',
  late: 'Its source was not read for too long.',
  'never-collected': 'Its source was never read.',
  unreachable: 'Its source could not be reached.',
  timeout: 'Its source did not answer in time.',
  refused: 'Its source refused the connection.',
  unauthorized: 'Its source did not accept the credentials.',
  forbidden: 'Its source did not allow the reading.',
  'rate-limited': 'Its source asked to be asked less often.',
  'insufficient-privileges':
    'The account of the collector may not read all of its source.',
  'visibility-user': 'The account of the collector only sees its own rows.',
  'certificate-changed': 'The certificate of its source has changed.',
  'host-key-changed': 'The host key of its source has changed.',
  'http-error': 'Its source answered with an error.',
  'invalid-answer': 'The answer of its source could not be understood.',
  'too-large': 'The answer of its source was too large.',
  'not-quorate': 'Its cluster has no quorum.',
  'guest-unreadable': 'The guest could not be read.',
  'agent-blocked': 'The agent inside the guest is blocked.',
  'agent-not-running': 'The agent inside the guest does not run.',
  'suspicious-removal':
    'Too much of its source was gone at once; the removal is held back.',
  'file-missing': 'The declared file is not there.',
  'no-table': 'The declared file has no table that can be read.',
  'not-listed': 'Its source no longer lists it.',
  internal: 'Reading its source failed for an inner reason.',
};

/** "Switch port" for `switch-port`. */
export function hopKind(kind: string): string {
  return KINDS[kind] ?? kind;
}

/** The reason of a hop as a sentence; a word we do not know is shown as it came. */
export function hopReason(reason: string): string {
  return Object.hasOwn(REASONS, reason) ? REASONS[reason] : reason;
}
