import { Finding } from '@sankofa/plugin-itops-common';
import { SiteNode, Subjects, compareText } from '@sankofa/site-model';
import { Picture } from './Picture';

/** Worst first. */
export const SEVERITIES = ['critical', 'error', 'warning', 'info'] as const;

const COUNTED: readonly Finding['state'][] = ['open', 'acknowledged'];

/** Somebody should still look at it: neither resolved nor suppressed. */
export function isOpen({ state }: Finding): boolean {
  return COUNTED.includes(state);
}

export function severityRank(severity: string): number {
  return SEVERITIES.findIndex(known => known === severity);
}

/** The order of every list of findings: worst, then newest, then by subject. */
export function worseFirst(left: Finding, right: Finding): number {
  return (
    severityRank(left.severity) - severityRank(right.severity) ||
    compareText(right.firstSeenAt, left.firstSeenAt) ||
    compareText(left.subject, right.subject) ||
    compareText(left.rule, right.rule)
  );
}

/** Open findings by what they are about. */
export interface FindingIndex {
  open: readonly Finding[];
  ofGuest(id: string): readonly Finding[];
  ofAddress(address: string): readonly Finding[];
  /** By subject: `port:xg-core/5`. */
  ofSubject(subject: string): readonly Finding[];
  ofNode(node: SiteNode): readonly Finding[];
}

const NONE: readonly Finding[] = [];

function grouped(
  findings: readonly Finding[],
  keysOf: (finding: Finding) => readonly string[],
): (key: string) => readonly Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    for (const key of new Set(keysOf(finding))) {
      const group = groups.get(key);
      if (group) {
        group.push(finding);
      } else {
        groups.set(key, [finding]);
      }
    }
  }
  return key => groups.get(key) ?? NONE;
}

export function findingIndex(picture: Picture): FindingIndex {
  const open = picture.findings.filter(isOpen).sort(worseFirst);
  const bySubject = grouped(open, ({ subject }) => [subject]);
  const subjects = Subjects.create(picture.site);
  return {
    open,
    ofGuest: grouped(open, ({ guestIds }) => guestIds),
    ofAddress: address => bySubject(subjects.address(address)),
    ofSubject: bySubject,
    ofNode: node => bySubject(subjects.node(node)),
  };
}
