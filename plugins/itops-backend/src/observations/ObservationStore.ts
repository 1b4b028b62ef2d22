import { CollectionResult } from '@sankofa/plugin-itops-node';
import { Completeness, FactKind, ReasonCode } from '@sankofa/site-model';
import { RunPlan, RunRules } from './RunPlan';

/** One pass of one source. */
export interface PassRef {
  sourceId: string;
  pass: string;
}

/** A pass as the collectors of this process describe it. */
export interface PassRegistration extends PassRef {
  kind: string;
  title: string;
  intervalSeconds: number;
}

export type RunTrigger = 'schedule' | 'person' | 'service';

/** Who asked for the next run of a pass. */
export interface RunRequest {
  trigger: RunTrigger;
  actor: string;
}

/** The right to write one run, until the next one begins. */
export interface StartedRun extends PassRef {
  /** Also the fence: greater for later runs. */
  runId: number;
  startedAt: string;
  trigger: RunTrigger;
  actor?: string;
}

export interface FinishedRun {
  runId: number;
  /** As stored: never in the future of the database, never before the run before. */
  collectedAt: string;
  plan: RunPlan;
}

/** A pass between two runs. */
export interface PassState extends PassRef {
  kind: string;
  title: string;
  intervalSeconds: number;
  /** The run whose result the tables hold: a version. 0 before the first one. */
  finishedRun: number;
  lastReadableAt?: string;
  /** When its list was read completely for the first time. */
  listedAt?: string;
  lastAttemptAt?: string;
  transport?: string;
}

/** Presence of a stored thing, for any moment. */
export interface StoredPresence {
  absentSinceAt?: string;
  /** When a complete run first missed it. */
  missedAt?: string;
}

export interface StoredFact extends StoredPresence {
  id: string;
  scope: string;
  kind: FactKind;
  key: string;
  value: unknown;
  locator?: string;
  firstSeenAt: string;
}

export interface StoredScope extends StoredPresence {
  id: string;
  scope: string;
  completeness: Completeness;
  reason?: ReasonCode;
  message?: string;
  revision?: string;
  sinceAt: string;
  lastGoodAt?: string;
}

/** Rows of one pass, all at once or those that a run touched. */
export interface PassRows {
  state: PassState;
  facts: StoredFact[];
  scopes: StoredScope[];
  /** Ids of facts and scopes that ended after the version that was asked for. */
  endedFacts: string[];
  endedScopes: string[];
}

/**
 * History of what collectors saw. Implementations keep the invariants of
 * DOMAIN.md §3 by writing exactly what `planRun` says, in one transaction.
 */
export interface ObservationStore {
  /** Names the passes of this process; history of earlier ones stays. */
  registerPasses(passes: readonly PassRegistration[]): Promise<void>;

  /** The next run of the pass is said to be asked for by this caller. */
  requestRun(ref: PassRef, request: RunRequest): Promise<void>;

  /** Takes a request back that no run has answered yet. */
  withdrawRequest(ref: PassRef): Promise<void>;

  /** Begins a run; an unfinished earlier one loses its right to write. */
  beginRun(
    ref: PassRef,
    options: { timeoutSeconds: number },
  ): Promise<StartedRun>;

  /**
   * Writes what a run saw, in one transaction.
   *
   * @throws SupersededRunError when a later run of the pass has begun
   * @throws InvalidResultError when the collector broke its contract
   */
  finishRun(
    run: StartedRun,
    result: CollectionResult,
    rules: RunRules,
  ): Promise<FinishedRun>;

  /** Ends a run that says nothing about its source, such as at shutdown. */
  abandonRun(run: StartedRun, message: string): Promise<void>;
}

/** What the store knows, for those who keep a copy of it. */
export interface ObservationReader {
  /** Every known pass, and the clock of the database. */
  passes(): Promise<{ passes: PassState[]; now: string }>;

  /**
   * What holds now for a pass.
   *
   * @param after - only rows that later runs than this touched
   * @throws NotFoundError when the pass was never registered
   */
  readPass(ref: PassRef, after?: number): Promise<PassRows>;

  /**
   * What held at a moment, for every pass of all sources that had been tried by then:
   * that one pass was not read yet is part of what was known.
   */
  readAt(at: string): Promise<PassRows[]>;
}
