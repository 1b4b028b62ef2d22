import { Knex } from 'knex';
import { StepUpSubject } from '../changes/StepUp';

/** One thing that one person proves once more who they are for. */
export interface StepUpPurpose extends StepUpSubject {
  /** Entity ref of the person. */
  person: string;
}

/** What was asked for, while the provider asks the person. */
export interface StepUpAttempt extends StepUpPurpose {
  id: string;
  /** The `sub` that has to confirm it. */
  subject: string;
  /** When it was sent to the provider, by the clock of the database. */
  begunAt: Date;
}

/** What the provider said about a person who confirmed. */
export interface StepUpEvidence {
  /** Unix time in seconds. */
  authTime: number;
  acr?: string;
  amr?: string[];
}

/** Keeps hashes of secrets, never secrets. Every time is of the clock of the database. */
export interface StepUpStore {
  /** @returns undefined where the change has another plan now */
  ask(
    purpose: StepUpPurpose & { subject: string; ticketHash: string },
  ): Promise<{ expiresAt: Date } | undefined>;
  /** The ticket is good once; from here on the browser is known. */
  begin(ticketHash: string, browserHash: string): Promise<boolean>;
  /** Whatever the answer is: there is no second one. */
  answered(browserHash: string): Promise<StepUpAttempt | undefined>;
  /** Makes the proof, with its audit row. */
  prove(
    attempt: StepUpAttempt,
    proofHash: string,
    evidence: StepUpEvidence,
  ): Promise<void>;
  /** Writes down that it was refused. */
  refuse(attempt: StepUpAttempt, reason: string): Promise<void>;
  /**
   * Uses a proof, in the transaction of what it is for.
   *
   * @returns its id; undefined where there is none for exactly this
   */
  take(
    tx: Knex.Transaction,
    proofHash: string,
    purpose: StepUpPurpose,
  ): Promise<string | undefined>;
}
