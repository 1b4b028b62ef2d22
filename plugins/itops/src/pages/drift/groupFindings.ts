import { Finding, FindingsPage } from '@sankofa/plugin-itops-common';
import { severityRank } from '../../format/rules';

/** Findings of one rule. */
export interface RuleGroup {
  rule: string;
  /** The worst severity among those loaded. */
  severity: string;
  /** All that match, also those not loaded. */
  total: number;
  findings: Finding[];
}

function worseFirst(a: Finding, b: Finding): number {
  return (
    severityRank(a.severity) - severityRank(b.severity) ||
    b.firstSeenAt.localeCompare(a.firstSeenAt) ||
    a.subject.localeCompare(b.subject, undefined, { numeric: true })
  );
}

/** Groups by rule; the group with the worst finding first, then the larger one. */
export function groupFindings(
  page: Pick<FindingsPage, 'items' | 'counts'>,
): RuleGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of page.items) {
    groups.set(finding.rule, [...(groups.get(finding.rule) ?? []), finding]);
  }
  return [...groups]
    .map(([rule, findings]) => {
      const sorted = [...findings].sort(worseFirst);
      return {
        rule,
        severity: sorted[0].severity,
        total: Math.max(page.counts.byRule[rule] ?? 0, sorted.length),
        findings: sorted,
      };
    })
    .sort(
      (a, b) =>
        severityRank(a.severity) - severityRank(b.severity) ||
        b.total - a.total ||
        a.rule.localeCompare(b.rule),
    );
}
