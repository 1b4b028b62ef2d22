import {
  ChangeRequest,
  ChangeRequestAction,
} from '@sankofa/plugin-itops-common';
import { Word, entityLabel } from './words';

export type ChangeIntent = ChangeRequest['intent'];
export type ChangeVerb = ChangeIntent['verb'];
export type ChangeState = ChangeRequest['state'];

export const CHANGE_STATES: Record<ChangeState, Word> = {
  draft: {
    label: 'draft',
    tone: 'neutral',
    hint: 'Nobody has worked out yet what it would do.',
  },
  planned: {
    label: 'planned',
    tone: 'neutral',
    hint: 'What it would do is worked out; nobody was asked for approval.',
  },
  'awaiting-approval': {
    label: 'waits for approval',
    tone: 'info',
    hint: 'Somebody else has to approve exactly this plan.',
  },
  approved: {
    label: 'approved',
    tone: 'info',
    hint: 'It may run until its approval ends.',
  },
  applying: { label: 'applying', tone: 'info', hint: 'Its calls are sent.' },
  verifying: {
    label: 'verifying',
    tone: 'info',
    hint: 'Its calls have ended; a fresh look decides whether it is done.',
  },
  done: { label: 'done', tone: 'success', hint: 'It is so, and it was seen.' },
  refused: {
    label: 'refused',
    tone: 'neutral',
    hint: 'Somebody said no; nothing was sent.',
  },
  stale: {
    label: 'stale',
    tone: 'warning',
    hint: 'What is observed is not what it was planned on; plan it again.',
  },
  expired: {
    label: 'expired',
    tone: 'warning',
    hint: 'Nobody approved or applied it in time; plan it again.',
  },
  failed: {
    label: 'failed',
    tone: 'danger',
    hint: 'It did not become so.',
  },
  'needs-human': {
    label: 'needs a person',
    tone: 'danger',
    hint: 'Nobody can say what became of a call: a person has to look.',
  },
  cancelled: {
    label: 'cancelled',
    tone: 'neutral',
    hint: 'It was taken back; nothing was sent.',
  },
};

/** Nothing happens to it any more. */
export function isOver(state: ChangeState): boolean {
  return ['done', 'refused', 'failed', 'cancelled'].includes(state);
}

/** Somebody outside may be at work on it. */
export function isRunning(state: ChangeState): boolean {
  return state === 'applying' || state === 'verifying';
}

export const CHANGE_STEP_STATES: Record<string, Word> = {
  waiting: { label: 'not sent', tone: 'neutral', hint: 'It waits its turn.' },
  sending: {
    label: 'sending',
    tone: 'info',
    hint: 'It may have left; there is no answer yet.',
  },
  running: { label: 'running', tone: 'info', hint: 'The source works on it.' },
  succeeded: { label: 'succeeded', tone: 'success', hint: 'It ended well.' },
  failed: { label: 'failed', tone: 'danger', hint: 'The source said no.' },
  unknown: {
    label: 'unknown',
    tone: 'unknown',
    hint: 'Nobody can say what became of it.',
  },
};

/** Verbs in the order of the menu. */
export const CHANGE_VERBS: Record<ChangeVerb, string> = {
  'guest.create': 'Create a container',
  'guest.start': 'Start a guest',
  'guest.shutdown': 'Shut down a guest',
  'guest.stop': 'Stop a guest at once',
  'guest.resize-disk': 'Make a disk larger',
  'guest.set-network': 'Change an address or VLAN',
  'guest.set-tags': 'Set the tags of a guest',
  'guest.destroy': 'Destroy a guest',
};

/** "Create a container" for `guest.create`. */
export function verbName(verb: string): string {
  return Object.hasOwn(CHANGE_VERBS, verb)
    ? CHANGE_VERBS[verb as ChangeVerb]
    : verb;
}

const GUARDS: Record<string, string> = {
  allowlist: 'Allowlist',
  ticket: 'Ticket',
  freeze: 'Freeze',
  freshness: 'Fresh readings',
  identity: 'The same guest',
  protection: 'Protection',
  status: 'State of the guest',
  origin: 'Created here',
  address: 'Address',
  capacity: 'Room on the node',
  lifecycle: 'Node in use',
  requests: 'Calls',
};

/** "Fresh readings" for `freshness`. */
export function guardName(guard: string): string {
  return GUARDS[guard] ?? guard;
}

const EVENTS: Record<string, string> = {
  created: 'drafted it',
  planned: 'planned it',
  'planned-again': 'planned it again, with the same result',
  'plan-refused': 'tried to plan it; a guard refused',
  'address-held': 'had its address held',
  submitted: 'asked for approval',
  approved: 'approved it',
  denied: 'denied it',
  cancelled: 'cancelled it',
  expired: 'let it expire',
  stale: 'found that it is stale',
  applied: 'let it run',
  sending: 'began to send a call',
  sent: 'sent a call',
  'call-ended': 'saw a call end',
  verifying: 'began to look whether it is so',
  done: 'saw that it is so',
  failed: 'saw it fail',
  'needs-human': 'asked for a person',
  noted: 'noted something',
  'settled-done': 'looked, and said that it is done',
  'settled-failed': 'looked, and said that it failed',
};

/** "asked for approval" for `submitted`; other kinds as they came. */
export function eventWords(kind: string): string {
  return EVENTS[kind] ?? kind;
}

/** Who an event or approval is of: the portal itself, or a person. */
export function actorName(actor: string): string {
  return actor.startsWith('service:') ? 'The portal' : entityLabel(actor);
}

/** Words on the buttons; the dots say that something is asked before. */
export const CHANGE_ACTIONS: Record<ChangeRequestAction, string> = {
  plan: 'Plan again',
  submit: 'Ask for approval',
  approve: 'Approve…',
  deny: 'Deny…',
  cancel: 'Cancel the change…',
  apply: 'Apply…',
  settle: 'Settle…',
};

/** The start of a hash: enough to compare, with the whole beside. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12);
}
