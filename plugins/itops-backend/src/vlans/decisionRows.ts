import { GateId } from '@sankofa/site-model';
import { PlanDecision, StoredWaiver } from './PlanDecisionStore';

export interface DecisionRow {
  kind: PlanDecision['kind'];
  wave: string;
  owner_ref: string;
  substance: string;
  source_ref: string;
  note: string | null;
  decided_by: string;
  decided_at: Date;
}

export interface WaiverRow {
  id: string;
  wave: string;
  gate: string;
  substance: string;
  ticket: string;
  reason: string;
  requested_by: string;
  requested_at: Date;
  expires_at: Date;
  approved_by: string | null;
  approved_at: Date | null;
  withdrawn_by: string | null;
  withdrawn_at: Date | null;
}

export function decisionOf(row: DecisionRow): PlanDecision {
  return {
    kind: row.kind,
    wave: row.wave,
    ownerRef: row.owner_ref,
    substance: row.substance,
    sourceRef: row.source_ref,
    ...(row.note !== null && { note: row.note }),
    by: row.decided_by,
    at: row.decided_at.toISOString(),
  };
}

export function waiverOf(row: WaiverRow): StoredWaiver {
  return {
    id: row.id,
    wave: row.wave,
    gate: row.gate as GateId,
    substance: row.substance,
    ticket: row.ticket,
    reason: row.reason,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    ...(row.approved_by !== null && { approvedBy: row.approved_by }),
    ...(row.approved_at && { approvedAt: row.approved_at.toISOString() }),
    ...(row.withdrawn_by !== null && { withdrawnBy: row.withdrawn_by }),
    ...(row.withdrawn_at && { withdrawnAt: row.withdrawn_at.toISOString() }),
  };
}

export function decisionsAt(
  decisions: readonly PlanDecision[],
  asOf: string | undefined,
): PlanDecision[] {
  return decisions.filter(({ at }) => asOf === undefined || at <= asOf);
}

/** Waivers as they were: what was done to them later has not happened yet. */
export function waiversAt(
  waivers: readonly StoredWaiver[],
  asOf: string | undefined,
): StoredWaiver[] {
  if (asOf === undefined) {
    return [...waivers];
  }
  return waivers
    .filter(({ requestedAt }) => requestedAt <= asOf)
    .map(({ approvedBy, approvedAt, withdrawnBy, withdrawnAt, ...waiver }) => ({
      ...waiver,
      ...(approvedAt !== undefined &&
        approvedAt <= asOf && { approvedBy, approvedAt }),
      ...(withdrawnAt !== undefined &&
        withdrawnAt <= asOf && { withdrawnBy, withdrawnAt }),
    }));
}
