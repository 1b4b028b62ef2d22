import { ConflictError, InputError } from '@backstage/errors';
import { MAX_SUPPRESSION_DAYS } from '@sankofa/plugin-itops-common';
import { StoredFinding } from './FindingStore';
import { FindingEvent, PlannedFinding } from './planFindings';
import { UNDECIDED } from './undecided';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Who decides, and when by the clock of the database. */
interface Decider {
  actor: string;
  now: string;
}

function decided(
  before: StoredFinding,
  changes: Partial<StoredFinding>,
  step: Decider & { event: FindingEvent; note?: string },
): PlannedFinding {
  if (before.state === 'resolved') {
    throw new ConflictError(
      `Finding ${before.id} (${before.rule} of ${before.subject}) was resolved at ${before.resolvedAt}: there is nothing left to decide`,
    );
  }
  const { event, actor, now, note } = step;
  return {
    before,
    after: {
      ...before,
      ...UNDECIDED,
      ...changes,
      note,
      version: before.version + 1,
    },
    step: { event, at: now, actor, note },
  };
}

/** Somebody knows of it. */
export function acknowledged(
  finding: StoredFinding,
  { note, ...decider }: Decider & { note?: string },
): PlannedFinding {
  return decided(
    finding,
    {
      state: 'acknowledged',
      acknowledgedBy: decider.actor,
      acknowledgedAt: decider.now,
    },
    { event: 'acknowledged', note, ...decider },
  );
}

/** Nobody wants to see it until then. */
export function suppressed(
  finding: StoredFinding,
  { until, reason, ...decider }: Decider & { until: string; reason: string },
): PlannedFinding {
  const end = Date.parse(until);
  const now = Date.parse(decider.now);
  if (!(end > now)) {
    throw new InputError(
      `A finding is suppressed until a moment in the future; '${until}' is none (it is ${decider.now} now)`,
    );
  }
  const latest = now + MAX_SUPPRESSION_DAYS * DAY_MS;
  if (end > latest) {
    throw new InputError(
      `A finding is suppressed for at most ${MAX_SUPPRESSION_DAYS} days, that is until ${new Date(
        latest,
      ).toISOString()}; '${until}' is later`,
    );
  }
  return decided(
    finding,
    { state: 'suppressed', suppressedUntil: new Date(end).toISOString() },
    { event: 'suppressed', note: reason, ...decider },
  );
}

/** A decision is taken back. */
export function reopened(
  finding: StoredFinding,
  { note, ...decider }: Decider & { note?: string },
): PlannedFinding {
  if (finding.state === 'open') {
    throw new ConflictError(
      `Finding ${finding.id} (${finding.rule} of ${finding.subject}) is open already`,
    );
  }
  return decided(finding, {}, { event: 'reopened', note, ...decider });
}
