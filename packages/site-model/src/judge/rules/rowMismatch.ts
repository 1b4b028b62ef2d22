import { RuleId, Verdict } from '../../findings';
import { DeclaredRow, Guest } from '../../site';
import { sameHostName } from '../../text/hostNames';
import { listed } from '../../text/sentences';
import { listEvidence, rowEvidence } from '../evidence';
import { JudgeContext } from '../JudgeContext';

interface Comparison {
  rule: RuleId;
  declared: (row: DeclaredRow) => string | undefined;
  observed: (guest: Guest) => string | undefined;
  summary: (label: string, declared: string, observed: string) => string;
  word: string;
}

function judgeRows(context: JudgeContext, comparison: Comparison): Verdict[] {
  return context.site.guests.flatMap(guest => {
    const observed = comparison.observed(guest);
    if (observed === undefined || guest.declared.length === 0) {
      return [];
    }
    const wrong = context.rowsOf(guest).filter(row => {
      const declared = comparison.declared(row);
      return declared !== undefined && !sameHostName(declared, observed);
    });
    if (wrong.length === 0) {
      return [];
    }
    const label = context.subjects.label(guest);
    const names = [...new Set(wrong.map(row => comparison.declared(row)!))];
    return [
      {
        rule: comparison.rule,
        subject: context.subjects.guest(guest),
        severity: 'info' as const,
        summary: comparison.summary(label, listed(names), observed),
        evidence: [
          ...wrong.map(row =>
            rowEvidence(
              row,
              `declared ${comparison.word} of ${label}`,
              comparison.declared(row),
            ),
          ),
          listEvidence(
            guest,
            `observed ${comparison.word} of ${label}`,
            observed,
          ),
        ],
        restsOn: [context.listRef(guest.sourceId), ...context.readRefs(wrong)],
        guestIds: [guest.id],
      },
    ];
  });
}

/** A guest runs on another node than its row says. */
export function nodeMismatch(context: JudgeContext): Verdict[] {
  return judgeRows(context, {
    rule: 'node-mismatch',
    word: 'node',
    declared: row => row.node,
    observed: guest => guest.node,
    summary: (label, declared, observed) =>
      `${label} is declared on ${declared} but is on ${observed}; correct the row or move the guest.`,
  });
}

/** A guest has another name than its row says. Case and domain do not matter. */
export function nameMismatch(context: JudgeContext): Verdict[] {
  return judgeRows(context, {
    rule: 'name-mismatch',
    word: 'name',
    declared: row => row.name,
    observed: guest => guest.name,
    summary: (label, declared) =>
      `${label} is declared as ${declared}; correct the row or rename the guest.`,
  });
}
