/** Where a change stands. @public */
export const changeStates = [
  'draft',
  'planned',
  'awaiting-approval',
  'approved',
  'applying',
  'verifying',
  'done',
  'refused',
  'stale',
  'expired',
  'failed',
  'needs-human',
  'cancelled',
] as const;
/** @public */
export type ChangeState = (typeof changeStates)[number];

/** What happens to a change. @public */
export type ChangeEvent =
  /** A plan was made, or made again and came out the same or different. */
  | 'plan'
  | 'submit'
  /** The last approval that was needed. */
  | 'approve'
  | 'deny'
  /** An edit or a different plan: approvals are void. */
  | 'revise'
  | 'cancel'
  /** The database's clock passed the end of the approval. */
  | 'expire'
  /** What was observed is not what was planned on. */
  | 'drift'
  | 'apply'
  | 'sent'
  | 'verified'
  | 'fail'
  /** Nobody can say what happened out there. */
  | 'lose-track'
  /** A person looked and said what became of it. */
  | 'settle-done'
  | 'settle-failed';

const TRANSITIONS: Readonly<
  Record<ChangeState, Partial<Record<ChangeEvent, ChangeState>>>
> = {
  draft: { plan: 'planned', cancel: 'cancelled' },
  planned: {
    plan: 'planned',
    revise: 'draft',
    submit: 'awaiting-approval',
    cancel: 'cancelled',
    drift: 'stale',
  },
  'awaiting-approval': {
    approve: 'approved',
    deny: 'refused',
    revise: 'draft',
    cancel: 'cancelled',
    expire: 'expired',
    drift: 'stale',
  },
  approved: {
    apply: 'applying',
    deny: 'refused',
    revise: 'draft',
    cancel: 'cancelled',
    expire: 'expired',
    drift: 'stale',
  },
  applying: {
    sent: 'verifying',
    fail: 'failed',
    drift: 'stale',
    'lose-track': 'needs-human',
  },
  verifying: {
    verified: 'done',
    fail: 'failed',
    'lose-track': 'needs-human',
  },
  'needs-human': { 'settle-done': 'done', 'settle-failed': 'failed' },
  // A new look at the site may make a stale or expired change good again.
  stale: { plan: 'planned', cancel: 'cancelled' },
  expired: { plan: 'planned', cancel: 'cancelled' },
  done: {},
  refused: {},
  failed: {},
  cancelled: {},
};

/**
 * The state after an event.
 *
 * @returns undefined where the event cannot happen in that state
 * @public
 */
export function nextChangeState(
  state: ChangeState,
  event: ChangeEvent,
): ChangeState | undefined {
  return TRANSITIONS[state][event];
}

/** Nothing happens to it any more. @public */
export function isChangeOver(state: ChangeState): boolean {
  return Object.keys(TRANSITIONS[state]).length === 0;
}

/** Somebody outside may be at work: its targets are taken. @public */
export function holdsTargets(state: ChangeState): boolean {
  return ['applying', 'verifying', 'needs-human'].includes(state);
}
