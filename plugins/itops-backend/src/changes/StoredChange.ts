import {
  ChangeIntent,
  ChangePlan,
  ChangeState,
  GuardResult,
  changeIntentSchema,
} from '@sankofa/site-model';
import { JsonObject } from '@backstage/types';

/** A change as it is kept. Times are ISO-8601 UTC by the clock of the database. */
export interface StoredChange {
  id: string;
  number: number;
  version: number;
  state: ChangeState;
  sourceId: string;
  ticket: string;
  requester: string;
  lastEditor: string;
  intent: ChangeIntent;
  /** Canonical JSON, exactly as it was hashed. */
  plan?: string;
  planHash?: string;
  plannedAt?: string;
  guards: GuardResult[];
  riskClass?: string;
  approvalsNeeded?: number;
  policyVersion?: string;
  expiresAt?: string;
  reason?: string;
  /** The address that is held for it, and whether the reservation was made for it. */
  hold?: { address: string; isOurs: boolean };
  mayDestroyForeign: boolean;
  createdAt: string;
  updatedAt: string;
}

export interface ChangeApproval {
  approver: string;
  hash: string;
  approvedAt: string;
  expiresAt: string;
}

export interface ChangeHistoryRow {
  id: number;
  kind: string;
  actor: string;
  at: string;
  details: JsonObject;
}

export type SentState =
  | 'sending'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'unknown';

/** One call that was sent, or was about to be. */
export interface SentCall {
  /** `undo` takes back what the change made. */
  part: 'do' | 'undo';
  step: number;
  attempt: number;
  state: SentState;
  method: string;
  path: string;
  task?: string;
  intendedAt: string;
  answeredAt?: string;
  endedAt?: string;
  exit?: string;
  /** The last lines. */
  log: string[];
  nextLine: number;
}

export interface ChangeDbRow {
  id: string;
  number: string;
  version: number;
  state: ChangeState;
  source_id: string;
  ticket: string;
  requester: string;
  last_editor: string;
  intent: unknown;
  plan: string | null;
  plan_hash: string | null;
  planned_at: Date | null;
  guards: GuardResult[] | null;
  risk_class: string | null;
  approvals_needed: number | null;
  policy_version: string | null;
  expires_at: Date | null;
  reason: string | null;
  held_address: string | null;
  hold_is_ours: boolean | null;
  may_destroy_foreign: boolean;
  request_hash: string;
  created_at: Date;
  updated_at: Date;
}

export function changeOf(row: ChangeDbRow): StoredChange {
  return {
    id: row.id,
    number: Number(row.number),
    version: row.version,
    state: row.state,
    sourceId: row.source_id,
    ticket: row.ticket,
    requester: row.requester,
    lastEditor: row.last_editor,
    intent: changeIntentSchema.parse(row.intent),
    plan: row.plan ?? undefined,
    planHash: row.plan_hash ?? undefined,
    plannedAt: row.planned_at?.toISOString(),
    guards: row.guards ?? [],
    riskClass: row.risk_class ?? undefined,
    approvalsNeeded: row.approvals_needed ?? undefined,
    policyVersion: row.policy_version ?? undefined,
    expiresAt: row.expires_at?.toISOString(),
    reason: row.reason ?? undefined,
    hold:
      row.held_address === null
        ? undefined
        : { address: row.held_address, isOurs: row.hold_is_ours ?? false },
    mayDestroyForeign: row.may_destroy_foreign,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

interface SentDbRow {
  part: SentCall['part'];
  step: number;
  attempt: number;
  state: SentState;
  method: string;
  path: string;
  task: string | null;
  intended_at: Date;
  answered_at: Date | null;
  ended_at: Date | null;
  exit: string | null;
  log: string[];
  next_line: number;
}

export function sentOf(row: SentDbRow): SentCall {
  return {
    part: row.part,
    step: row.step,
    attempt: row.attempt,
    state: row.state,
    method: row.method,
    path: row.path,
    task: row.task ?? undefined,
    intendedAt: row.intended_at.toISOString(),
    answeredAt: row.answered_at?.toISOString(),
    endedAt: row.ended_at?.toISOString(),
    exit: row.exit ?? undefined,
    log: row.log,
    nextLine: row.next_line,
  };
}

/**
 * The plan that was hashed. It is checked against its hash before anything is done
 * with it; here it is only read.
 */
export function planOf({ plan }: StoredChange): ChangePlan | undefined {
  return plan === undefined ? undefined : (JSON.parse(plan) as ChangePlan);
}
