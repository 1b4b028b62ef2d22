import { Verdict } from '../../findings';
import { DeclaredRow } from '../../site';
import { guestLabel } from '../../site/labels';
import { rowEvidence } from '../evidence';
import { JudgeContext } from '../JudgeContext';

/**
 * A declared VMID that no cluster has. The list of every cluster must be
 * complete; it is, even while a node is offline (ruling R01).
 */
export function guestMissing(context: JudgeContext): Verdict[] {
  if (!context.guestListsReadable) {
    return [];
  }
  const present = new Set(context.site.guests.map(({ vmid }) => vmid));
  const missing = new Map<string, DeclaredRow[]>();
  for (const row of context.site.declaredRows) {
    if (!present.has(row.vmid)) {
      const subject = context.subjects.missingGuest(row);
      missing.set(subject, [...(missing.get(subject) ?? []), row]);
    }
  }
  const lists = context.clusters.map(({ sourceId, collectedAt }) => ({
    claim: `the complete list of ${sourceId} has no such VMID`,
    sourceId,
    collectedAt,
  }));
  return [...missing]
    .sort(([, [left]], [, [right]]) => left.vmid - right.vmid)
    .map(([subject, rows]) => {
      const label = guestLabel(rows.find(row => row.name) ?? rows[0]);
      return {
        rule: 'guest-missing',
        subject,
        severity: 'error',
        summary: `${label} is declared but exists on no cluster; create it or strike out its row.`,
        evidence: [
          ...rows.map(row =>
            rowEvidence(row, `declared by the row of ${label}`),
          ),
          ...lists,
        ],
        restsOn: [...context.listRefs, ...context.readRefs(rows)],
        guestIds: [],
      };
    });
}
