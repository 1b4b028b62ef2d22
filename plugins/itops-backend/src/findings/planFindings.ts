import { severitySchema } from '@sankofa/plugin-itops-common';
import { Severity, Site, Verdict, mayResolve } from '@sankofa/site-model';
import { asShown } from './FindingBoard';
import { StoredFinding } from './FindingStore';
import { contentOf, keyOf, saysTheSame } from './substance';
import { UNDECIDED } from './undecided';

export type FindingEvent =
  | 'opened'
  | 'changed'
  | 'reopened'
  | 'resolved'
  | 'suppression-ended'
  | 'acknowledged'
  | 'suppressed';

/** A step in the life of a finding. */
export interface FindingStep {
  event: FindingEvent;
  at: string;
  /** Absent for what the collection found out. */
  actor?: string;
  note?: string;
}

/** One row to write. */
export interface PlannedFinding {
  before?: StoredFinding;
  after: StoredFinding;
  /** Absent where only the evidence, or whether it is seen, differs. */
  step?: FindingStep;
}

export interface PlanContext {
  /** By the clock of the database, ISO-8601. */
  now: string;
  /** The moment of the site that was reconciled before this one. */
  previousAt?: string;
  newId: () => string;
}

/** The more severe, the smaller. */
function rankOf(severity: Severity): number {
  return severitySchema.options.indexOf(severity);
}

function planned(
  before: StoredFinding,
  changes: Partial<StoredFinding>,
  step?: FindingStep,
): PlannedFinding {
  const version = before.version + (step ? 1 : 0);
  return { before, after: { ...before, ...changes, version }, step };
}

function opened(
  verdict: Verdict,
  at: string,
  { newId }: PlanContext,
): PlannedFinding {
  const { rule } = verdict;
  // The key holds the subject in the form that is stored.
  const subject = keyOf(verdict).slice(rule.length + 1);
  return {
    after: {
      id: newId(),
      rule,
      subject,
      ...contentOf(verdict),
      state: 'open',
      firstSeenAt: at,
      version: 1,
    },
    step: { event: 'opened', at },
  };
}

function suppressionEnd(
  finding: StoredFinding,
  { now }: PlanContext,
): FindingStep | undefined {
  return asShown(finding, now) === finding
    ? undefined
    : { event: 'suppression-ended', at: finding.suppressedUntil! };
}

/** The step that opens a finding again because it is seen. */
function reopening(
  finding: StoredFinding,
  { severity }: Verdict,
  at: string,
  context: PlanContext,
): FindingStep | undefined {
  switch (finding.state) {
    case 'resolved':
      return { event: 'reopened', at, note: 'It is seen again.' };
    case 'acknowledged':
      return rankOf(severity) < rankOf(finding.severity)
        ? {
            event: 'reopened',
            at,
            note: `Its severity rose from ${finding.severity} to ${severity}.`,
          }
        : undefined;
    default:
      return suppressionEnd(finding, context);
  }
}

function seen(
  finding: StoredFinding,
  verdict: Verdict,
  at: string,
  context: PlanContext,
): PlannedFinding | undefined {
  const isSame = saysTheSame(finding, verdict);
  const changes = {
    ...(!isSame && contentOf(verdict)),
    lastSeenAt: undefined,
  };
  const reopens = reopening(finding, verdict, at, context);
  if (reopens) {
    return planned(finding, { ...changes, ...UNDECIDED }, reopens);
  }
  const after = { ...finding, ...changes };
  if (after.severity !== finding.severity) {
    const note = `Its severity went from ${finding.severity} to ${after.severity}.`;
    return planned(finding, changes, { event: 'changed', at, note });
  }
  if (after.summary !== finding.summary) {
    return planned(finding, changes, { event: 'changed', at });
  }
  return isSame && finding.lastSeenAt === undefined
    ? undefined
    : planned(finding, changes);
}

function unseen(
  finding: StoredFinding,
  site: Site,
  context: PlanContext,
): PlannedFinding | undefined {
  if (finding.state === 'resolved') {
    return undefined;
  }
  const { firstSeenAt, lastSeenAt } = finding;
  const { previousAt = firstSeenAt } = context;
  const wasSeenAt = previousAt > firstSeenAt ? previousAt : firstSeenAt;
  const changes = { lastSeenAt: lastSeenAt ?? wasSeenAt };
  if (mayResolve(finding.restsOn, site).resolvable) {
    return planned(
      finding,
      {
        ...changes,
        ...UNDECIDED,
        state: 'resolved',
        resolvedAt: site.at,
      },
      { event: 'resolved', at: site.at },
    );
  }
  const ended = suppressionEnd(finding, context);
  if (ended) {
    return planned(finding, { ...changes, ...UNDECIDED }, ended);
  }
  return lastSeenAt === undefined ? planned(finding, changes) : undefined;
}

/**
 * What a site does to the findings that are stored: those that are new, that
 * differ, and that only complete, fresh reads of everything they rest on let
 * resolve (DOMAIN.md §4). Empty for a site that says the same as before.
 */
export function planFindings(
  stored: Iterable<StoredFinding>,
  judged: { site: Site; verdicts: readonly Verdict[] },
  context: PlanContext,
): PlannedFinding[] {
  const { site } = judged;
  const verdicts = new Map(
    judged.verdicts.map(verdict => [keyOf(verdict), verdict]),
  );
  const plan: (PlannedFinding | undefined)[] = [];
  for (const finding of stored) {
    const key = keyOf(finding);
    const verdict = verdicts.get(key);
    verdicts.delete(key);
    plan.push(
      verdict
        ? seen(finding, verdict, site.at, context)
        : unseen(finding, site, context),
    );
  }
  for (const verdict of verdicts.values()) {
    plan.push(opened(verdict, site.at, context));
  }
  return plan.filter(item => item !== undefined);
}
