import { JsonObject } from '@backstage/types';
import { FindingState } from '@sankofa/plugin-itops-common';
import {
  Evidence,
  ScopeRef,
  Severity,
  Site,
  Verdict,
} from '@sankofa/site-model';
import { FindingBoard } from './FindingBoard';
import { PlannedFinding } from './planFindings';

/** A verdict with its history. One for each rule and subject, for good. */
export interface StoredFinding {
  id: string;
  /** Also of rules that this version no longer has. */
  rule: string;
  subject: string;
  severity: Severity;
  summary: string;
  /** Of the verdict that last differed: `collectedAt` may be older than the last look. */
  evidence: Evidence[];
  restsOn: ScopeRef[];
  guestIds: string[];
  state: FindingState;
  /** The moment of the first site that had it. */
  firstSeenAt: string;
  /** Absent while it is seen. */
  lastSeenAt?: string;
  resolvedAt?: string;
  acknowledgedBy?: string;
  acknowledgedAt?: string;
  /** Of the last decision. */
  note?: string;
  suppressedUntil?: string;
  /** Grows with every step of its life, not with new evidence for the same. */
  version: number;
}

/** What the rules said about the present, and which runs that rests on. */
export interface JudgedSite {
  site: Site;
  verdicts: readonly Verdict[];
  /** Run ids by pass; they only grow. */
  runs: Readonly<Record<string, number>>;
}

export interface Reconciliation {
  /** A newer site was reconciled before, so this one changed nothing. */
  outdated: boolean;
  /** Findings that became new, open again, resolved or otherwise different. */
  changed: number;
}

/** One decision of a person. */
export interface DecisionRequest {
  id: string;
  /** Of the finding that the person has seen. */
  version: number;
  actor: string;
  /** For the audit log: `finding.acknowledge`. */
  action: string;
  /**
   * What becomes of the finding.
   *
   * @param now - by the clock of the database, ISO-8601
   */
  decide(finding: StoredFinding, now: string): PlannedFinding;
  /** For the audit log, beside rule, subject and states. */
  details: JsonObject;
}

/**
 * Findings and their history. Every change happens under one lock, in one
 * transaction with its event and, for decisions of people, its audit row.
 */
export interface FindingStore {
  /**
   * Writes what `planFindings` says about the newest site; nothing when a site
   * of later runs, or a later one of the same runs, was reconciled before.
   *
   * @param options - `notify`: remember what people are to be told
   */
  reconcile(
    judged: JudgedSite,
    options: { notify: boolean },
  ): Promise<Reconciliation>;

  /**
   * @throws NotFoundError for an id that is unknown
   * @throws ConflictError when it has changed since that version; whatever `decide` throws
   */
  decide(request: DecisionRequest): Promise<StoredFinding>;

  /** All findings as they are now; the same object until one of them changes. */
  current(): Promise<FindingBoard>;

  /**
   * All findings as they were: states and severities. Summary and evidence are
   * the newest; those of the moment are in the verdicts of its site.
   */
  at(asOf: string): Promise<FindingBoard>;
}
