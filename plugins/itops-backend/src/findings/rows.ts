import { FindingState } from '@sankofa/plugin-itops-common';
import { Evidence, ScopeRef, Severity } from '@sankofa/site-model';
import { isoOf } from '../observations/rows';
import { StoredFinding } from './FindingStore';
import { FindingEvent, PlannedFinding } from './planFindings';

export const FINDING_COLUMNS = `id, rule, subject, severity, summary, evidence,
  rests_on, guest_ids, state, first_seen_at, last_seen_at, resolved_at,
  acknowledged_by, acknowledged_at, note, suppressed_until, version,
  board_version`;

/** As node-postgres gives it; `bigint` arrives as text. */
export interface FindingRow {
  id: string;
  rule: string;
  subject: string;
  severity: Severity;
  summary: string;
  evidence: Evidence[];
  rests_on: ScopeRef[];
  guest_ids: string[];
  state: FindingState;
  first_seen_at: Date;
  last_seen_at: Date | null;
  resolved_at: Date | null;
  acknowledged_by: string | null;
  acknowledged_at: Date | null;
  note: string | null;
  suppressed_until: Date | null;
  version: number;
  board_version: string;
}

/** What a finding was after one of its steps. */
export interface EventRow {
  finding_id: string;
  at: Date;
  event: FindingEvent;
  state: FindingState;
  severity: Severity;
  actor: string | null;
  note: string | null;
  suppressed_until: Date | null;
}

export function findingOf(row: FindingRow): StoredFinding {
  return {
    id: row.id,
    rule: row.rule,
    subject: row.subject,
    severity: row.severity,
    summary: row.summary,
    evidence: row.evidence,
    restsOn: row.rests_on,
    guestIds: row.guest_ids,
    state: row.state,
    firstSeenAt: row.first_seen_at.toISOString(),
    lastSeenAt: isoOf(row.last_seen_at),
    resolvedAt: isoOf(row.resolved_at),
    acknowledgedBy: row.acknowledged_by ?? undefined,
    acknowledgedAt: isoOf(row.acknowledged_at),
    note: row.note ?? undefined,
    suppressedUntil: isoOf(row.suppressed_until),
    version: row.version,
  };
}

/** One object of a `jsonb_to_recordset`. */
export function findingRecord({ after }: PlannedFinding) {
  return {
    id: after.id,
    rule: after.rule,
    subject: after.subject,
    severity: after.severity,
    summary: after.summary,
    evidence: after.evidence,
    rests_on: after.restsOn,
    guest_ids: after.guestIds,
    state: after.state,
    first_seen_at: after.firstSeenAt,
    last_seen_at: after.lastSeenAt,
    resolved_at: after.resolvedAt,
    acknowledged_by: after.acknowledgedBy,
    acknowledged_at: after.acknowledgedAt,
    note: after.note,
    suppressed_until: after.suppressedUntil,
    version: after.version,
  };
}

/** One object of a `jsonb_to_recordset`, for every step of a plan. */
export function eventRecords(plan: readonly PlannedFinding[]) {
  return plan.flatMap(({ after, step }) =>
    step
      ? [
          {
            finding_id: after.id,
            at: step.at,
            event: step.event,
            state: after.state,
            severity: after.severity,
            actor: step.actor,
            note: step.note,
            suppressed_until: after.suppressedUntil,
          },
        ]
      : [],
  );
}
