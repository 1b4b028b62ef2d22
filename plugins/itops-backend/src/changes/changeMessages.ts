import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { changeTitle } from '@sankofa/site-model';
import { ChangeHistoryRow, StoredChange } from './StoredChange';
import { samePerson } from './changeRules';

/** Who is told of something that happened to a change, and in which words. */
interface Telling {
  to: ('requester' | 'approvers')[];
  severity: 'low' | 'normal' | 'high';
  says: string;
}

const TELLINGS: Readonly<Record<string, Telling>> = {
  submitted: {
    to: ['approvers'],
    severity: 'normal',
    says: 'waits for approval',
  },
  approved: { to: ['requester'], severity: 'normal', says: 'is approved' },
  denied: { to: ['requester'], severity: 'normal', says: 'was denied' },
  expired: {
    to: ['requester'],
    severity: 'normal',
    says: 'was not done in time',
  },
  stale: {
    to: ['requester'],
    severity: 'normal',
    says: 'has to be planned again: the site is not as it was',
  },
  done: { to: ['requester'], severity: 'low', says: 'is done' },
  failed: { to: ['requester'], severity: 'high', says: 'has failed' },
  'needs-human': {
    to: ['requester', 'approvers'],
    severity: 'high',
    says: 'needs a person: nobody can say what became of it',
  },
  'settled-done': {
    to: ['requester'],
    severity: 'low',
    says: 'was settled as done',
  },
  'settled-failed': {
    to: ['requester'],
    severity: 'normal',
    says: 'was settled as failed',
  },
};

/** Rows of the history that somebody is told of. */
export const TOLD_KINDS: readonly string[] = Object.keys(TELLINGS);

/**
 * What is sent because of one row of the history. Nobody is told of what they did
 * themselves. A change has one notification for each side: what comes later updates it.
 */
export function changeMessages(
  { actor, details, kind }: ChangeHistoryRow,
  { id, intent, number, requester }: StoredChange,
  approvers: readonly string[],
): NotificationSendOptions[] {
  const telling = TELLINGS[kind];
  if (!telling || !concerns(kind, details)) {
    return [];
  }
  const reason = typeof details.reason === 'string' ? ` ${details.reason}` : '';
  return telling.to.flatMap(side => {
    const refs = side === 'requester' ? [requester] : approvers;
    const others = refs.filter(ref => !samePerson(ref, actor));
    return others.length === 0
      ? []
      : [
          {
            recipients: { type: 'entity', entityRef: others },
            payload: {
              title: `Change ${number} ${telling.says}`,
              description: `${changeTitle(intent)}.${reason}`,
              link: `/it/changes/${id}`,
              severity: telling.severity,
              topic: 'itops',
              scope: `itops:change:${id}:${side}`,
            },
          },
        ];
  });
}

/** Where no approval is needed nobody waits; a first of two is not yet an approval. */
function concerns(kind: string, details: ChangeHistoryRow['details']): boolean {
  switch (kind) {
    case 'submitted':
      return details.approvalsNeeded !== 0;
    case 'approved':
      return details.given === details.needed;
    default:
      return true;
  }
}
