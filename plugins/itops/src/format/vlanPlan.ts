import { Word } from './words';

/** The conditions of a wave, as people call them. */
const GATES: Record<string, string> = {
  'no-address-conflict': 'No address conflict',
  'evidence-fresh': 'Evidence is fresh',
  'free-addresses': 'Enough free addresses',
  'uplinks-carry-vlan': 'Uplinks carry the VLAN',
  'pointers-listed': 'Every pointer has its edit',
  'owners-acknowledged': 'Owners acknowledged',
  'earlier-waves-verified': 'Earlier waves verified',
};

/** "Owners acknowledged" for `owners-acknowledged`. */
export function gateName(gate: string): string {
  return GATES[gate] ?? gate;
}

export const GATE_LIGHTS: Record<string, Word> = {
  green: {
    label: 'green',
    tone: 'success',
    hint: 'Nothing stands in the way.',
  },
  red: { label: 'red', tone: 'danger', hint: 'This stands in the way.' },
  unknown: {
    label: 'unknown',
    tone: 'unknown',
    hint: 'Nobody can say; that counts as red.',
  },
  waived: {
    label: 'waived',
    tone: 'warning',
    hint: 'It is red, and two persons answer for going on all the same.',
  },
};

export const WAVE_STATES: Record<string, Word> = {
  verified: {
    label: 'verified',
    tone: 'success',
    hint: 'Done, and a person has looked at it.',
  },
  ready: {
    label: 'ready',
    tone: 'info',
    hint: 'Every gate is green or waived: it can be moved.',
  },
  blocked: {
    label: 'blocked',
    tone: 'danger',
    hint: 'At least one gate is red.',
  },
  unknown: {
    label: 'unknown',
    tone: 'unknown',
    hint: 'The answer is older than readings may be.',
  },
};

export const WORKLOAD_STATES: Record<string, Word> = {
  done: {
    label: 'done',
    tone: 'success',
    hint: 'It is in its target VLAN with its new addresses.',
  },
  'to-move': {
    label: 'to move',
    tone: 'info',
    hint: 'It is not where the plan wants it.',
  },
  unknown: {
    label: 'unknown',
    tone: 'unknown',
    hint: 'Nobody can say where it is.',
  },
};

export const VERDICTS: Record<string, Word> = {
  broken: {
    label: 'broken',
    tone: 'danger',
    hint: 'It stops working until the edits are made.',
  },
  unknown: {
    label: 'unknown',
    tone: 'unknown',
    hint: 'Nobody can say what becomes of it.',
  },
  kept: { label: 'kept', tone: 'success', hint: 'It goes on working.' },
};

export const WAIVER_STATES: Record<string, Word> = {
  waiting: {
    label: 'waiting',
    tone: 'info',
    hint: 'A second person has not approved it yet.',
  },
  active: { label: 'active', tone: 'warning', hint: 'It counts now.' },
  expired: { label: 'expired', tone: 'neutral', hint: 'Its time is over.' },
  withdrawn: {
    label: 'withdrawn',
    tone: 'neutral',
    hint: 'Somebody took it back.',
  },
  outdated: {
    label: 'outdated',
    tone: 'neutral',
    hint: 'The wave has changed since, so it no longer counts.',
  },
};

export const NODE_CHANGE_STATES: Record<string, Word> = {
  clear: {
    label: 'clear',
    tone: 'success',
    hint: 'Nothing on the node stands in the way.',
  },
  blocked: {
    label: 'blocked',
    tone: 'danger',
    hint: 'Something has to leave the node first.',
  },
  unknown: {
    label: 'unknown',
    tone: 'unknown',
    hint: 'Nobody can say what is on the node.',
  },
};

const EDIT_KINDS: Record<string, string> = {
  'guest-config': 'Guest',
  'switch-port': 'Switch port',
  'proxy-host': 'Proxy row',
  location: 'Location of a proxy row',
  'free-text': 'Free text of a proxy row',
  stream: 'Stream',
  'port-forward': 'Port forward',
  'declared-key': 'Declared key',
  'declared-row': 'Declared row',
  'declared-device': 'Declared device',
};

/** "Proxy row" for `proxy-host`. */
export function editKind(kind: string): string {
  return EDIT_KINDS[kind] ?? kind;
}

/** "VLAN 11", or that nobody can say. */
export function vlanWords(vid: number | undefined): string {
  return vid === undefined ? 'VLAN unknown' : `VLAN ${vid}`;
}
