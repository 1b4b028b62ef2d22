import { Verdict } from '../../findings';
import { listEvidence } from '../evidence';
import { JudgeContext } from '../JudgeContext';

/**
 * A guest of the cluster that no declared row names. Templates are not expected
 * in the tables. Rests on the silence of the tables, and on a complete list.
 */
export function guestUndeclared(context: JudgeContext): Verdict[] {
  if (!context.rowsReadable) {
    return [];
  }
  const { rowRefs } = context;
  return context.site.guests
    .filter(
      guest =>
        !guest.template &&
        guest.declared.length === 0 &&
        context.guestListReadable(guest.sourceId),
    )
    .map(guest => {
      const label = context.subjects.label(guest);
      return {
        rule: 'guest-undeclared',
        subject: context.subjects.guest(guest),
        severity: 'warning',
        summary: `${label} on ${guest.node} is in no declared row; add a row for it or remove the guest.`,
        evidence: [
          listEvidence(
            guest,
            `${label} is on node ${guest.node} (${guest.status})`,
          ),
        ],
        restsOn: [context.listRef(guest.sourceId), ...rowRefs],
        guestIds: [guest.id],
      };
    });
}
