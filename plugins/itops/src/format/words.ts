/**
 * The words people read for the values of the wire. One place, so that a state
 * has one name everywhere.
 */

/** What a chip looks like: its colour and border, never its only meaning. */
export type Tone =
  | 'success'
  | 'info'
  | 'neutral'
  | 'warning'
  | 'danger'
  | 'unknown';

/** How a value is shown: a word, a tone and a sentence that explains it. */
export interface Word {
  label: string;
  tone: Tone;
  hint: string;
}

export const ADDRESS_STATES: Record<string, Word> = {
  conflict: {
    label: 'conflict',
    tone: 'danger',
    hint: 'Two or more guests claim this address.',
  },
  agreed: {
    label: 'agreed',
    tone: 'success',
    hint: 'Declared and observed agree.',
  },
  held: {
    label: 'held',
    tone: 'warning',
    hint: 'Its only witness is stopped, pending or stale: never offered as free.',
  },
  reserved: {
    label: 'reserved',
    tone: 'info',
    hint: 'Set aside on purpose.',
  },
  'observed-only': {
    label: 'observed only',
    tone: 'info',
    hint: 'In use, but written down nowhere.',
  },
  'declared-only': {
    label: 'declared only',
    tone: 'neutral',
    hint: 'Written down, but seen nowhere.',
  },
  free: { label: 'free', tone: 'unknown', hint: 'No claim is known.' },
};

export const SEVERITIES: Record<string, Word> = {
  critical: {
    label: 'critical',
    tone: 'danger',
    hint: 'Two running things are in each other’s way now.',
  },
  error: { label: 'error', tone: 'danger', hint: 'Something is wrong.' },
  warning: {
    label: 'warning',
    tone: 'warning',
    hint: 'Something will go wrong or cannot be trusted.',
  },
  info: { label: 'info', tone: 'info', hint: 'Worth tidying up.' },
};

export const FRESHNESS: Record<string, Word> = {
  fresh: {
    label: 'fresh',
    tone: 'success',
    hint: 'Read within its interval.',
  },
  aging: {
    label: 'aging',
    tone: 'neutral',
    hint: 'Older than one and a half intervals.',
  },
  stale: {
    label: 'stale',
    tone: 'warning',
    hint: 'Older than three intervals.',
  },
  partial: {
    label: 'partial',
    tone: 'warning',
    hint: 'Answered, but known to be incomplete.',
  },
  failed: {
    label: 'failed',
    tone: 'danger',
    hint: 'The last attempt failed; the last good values are shown.',
  },
  never: {
    label: 'never read',
    tone: 'unknown',
    hint: 'Nothing has been read yet.',
  },
};

export const GUEST_STATUSES: Record<string, Word> = {
  running: { label: 'running', tone: 'success', hint: 'The guest runs.' },
  stopped: { label: 'stopped', tone: 'neutral', hint: 'The guest is off.' },
  paused: { label: 'paused', tone: 'warning', hint: 'The guest is paused.' },
  suspended: {
    label: 'suspended',
    tone: 'warning',
    hint: 'The guest is suspended to disk.',
  },
};

export const NODE_STATUSES: Record<string, Word> = {
  online: { label: 'online', tone: 'success', hint: 'The node answers.' },
  offline: {
    label: 'offline',
    tone: 'danger',
    hint: 'The cluster says this node is down.',
  },
};

export const FINDING_STATES: Record<string, Word> = {
  open: { label: 'open', tone: 'info', hint: 'Nobody has decided yet.' },
  acknowledged: {
    label: 'acknowledged',
    tone: 'neutral',
    hint: 'Somebody has seen it and takes care.',
  },
  suppressed: {
    label: 'suppressed',
    tone: 'neutral',
    hint: 'Quiet until a date, with a reason.',
  },
  resolved: {
    label: 'resolved',
    tone: 'success',
    hint: 'Complete and fresh evidence says it is gone.',
  },
};

export const RUN_STATUSES: Record<string, Word> = {
  running: { label: 'running', tone: 'info', hint: 'Under way.' },
  complete: {
    label: 'complete',
    tone: 'success',
    hint: 'Everything was read.',
  },
  partial: {
    label: 'partial',
    tone: 'warning',
    hint: 'Some of it could not be read.',
  },
  failed: { label: 'failed', tone: 'danger', hint: 'Nothing was read.' },
};

const CLAIM_KINDS: Record<string, string> = {
  'guest-config': 'configured on a guest',
  'guest-agent': 'seen inside a guest',
  'node-config': 'configured on a node',
  'sdn-gateway': 'gateway of a virtual network',
  'switch-config': 'address of a switch',
  'switch-client': 'learned by a switch',
  neighbour: 'answered a node',
  'proxy-upstream': 'target of a proxy row',
  'port-forward': 'target of a port forward',
  pending: 'pending change',
  'declared-key': 'declared by a key',
  'declared-row': 'declared by a table row',
  'declared-device': 'declared for a device',
  manual: 'kept in the address records',
  reservation: 'reserved',
};

const GUEST_TYPES: Record<string, string> = { qemu: 'VM', lxc: 'container' };

const SOURCE_KINDS: Record<string, string> = {
  proxmox: 'Proxmox',
  declared: 'Declared',
  unifi: 'UniFi',
  npm: 'Proxy manager',
  neighbours: 'Neighbours',
  ipam: 'IPAM',
};

/** A word for any value: unknown ones are shown as they came, marked as unknown. */
export function wordOf(words: Record<string, Word>, value: string): Word {
  return Object.hasOwn(words, value)
    ? words[value]
    : { label: value || 'unknown', tone: 'unknown', hint: '' };
}

/** "configured on a guest" for `guest-config`. */
export function claimKind(kind: string): string {
  return CLAIM_KINDS[kind] ?? kind;
}

/** "VM" or "container". */
export function guestType(type: string): string {
  return GUEST_TYPES[type] ?? type;
}

/** What evidence names for cables that people wrote down. */
export const PORT_RECORDS = 'ipam/port-records';

/** "Proxmox pve-main" for `proxmox/pve-main`. */
export function sourceName(sourceId: string, kind?: string): string {
  if (sourceId === PORT_RECORDS) {
    return 'Port records';
  }
  const slash = sourceId.indexOf('/');
  const connector = kind ?? (slash > 0 ? sourceId.slice(0, slash) : '');
  const instance = sourceId.slice(slash + 1);
  const label = SOURCE_KINDS[connector] ?? connector;
  return label ? `${label} ${instance}` : instance;
}

/** "platform" for `group:default/platform`. */
export function entityLabel(entityRef: string): string {
  return entityRef.replace(/^.*[:/]/, '');
}

/** What somebody wrote, ending as a sentence does. */
export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
