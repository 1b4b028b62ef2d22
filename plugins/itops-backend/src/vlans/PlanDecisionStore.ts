import { GateId } from '@sankofa/site-model';

/** An acknowledgement of a team, or that a wave is done. */
export interface PlanDecision {
  kind: 'acknowledged' | 'verified';
  wave: string;
  /** Empty for a verification. */
  ownerRef: string;
  /** Digest of the wave it was said of. */
  substance: string;
  sourceRef: string;
  note?: string;
  by: string;
  at: string;
}

/** Somebody answers for a red gate, and a second person for that. */
export interface StoredWaiver {
  id: string;
  wave: string;
  gate: GateId;
  substance: string;
  ticket: string;
  reason: string;
  requestedBy: string;
  requestedAt: string;
  expiresAt: string;
  approvedBy?: string;
  approvedAt?: string;
  withdrawnBy?: string;
  withdrawnAt?: string;
}

/** Everything people decided, as it was at a moment. */
export interface PlanDecisions {
  decisions: readonly PlanDecision[];
  /** Newest first. */
  waivers: readonly StoredWaiver[];
}

/** Keeps what people decide about the plan, each with its row in the audit trail. */
export interface PlanDecisionStore {
  /** @param asOf - ISO-8601 UTC; what came later is left out */
  all(asOf?: string): Promise<PlanDecisions>;

  /** @throws ConflictError when the same was decided before */
  decide(decision: Omit<PlanDecision, 'at'>): Promise<void>;

  /**
   * @throws InputError when it ends in the past, or too far in the future
   */
  requestWaiver(
    waiver: Omit<StoredWaiver, 'id' | 'requestedAt'>,
    maxDays: number,
  ): Promise<StoredWaiver>;

  /**
   * @throws NotFoundError
   * @throws NotAllowedError when it is the person who asked for it
   * @throws ConflictError when it was approved, withdrawn or has expired
   */
  approveWaiver(id: string, actor: string): Promise<StoredWaiver>;

  /**
   * @throws NotFoundError
   * @throws ConflictError when it was withdrawn before
   */
  withdrawWaiver(id: string, actor: string): Promise<StoredWaiver>;
}
