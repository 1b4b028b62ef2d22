import { JsonObject } from '@backstage/types';
import { ChangeEvent, ChangeIntent } from '@sankofa/site-model';
import { Knex } from 'knex';
import {
  ChangeApproval,
  ChangeDbRow,
  ChangeHistoryRow,
  SentCall,
  StoredChange,
} from './StoredChange';

export interface NewChange {
  sourceId: string;
  intent: ChangeIntent;
  ticket: string;
  idempotencyKey: string;
}

/** What is seen of a change behind its lock, in the transaction that changes it. */
export interface LockedChange {
  tx: Knex.Transaction;
  change: StoredChange;
  approvals: ChangeApproval[];
  /** By the clock of the database. */
  now: Date;
}

/** What happens to a change in one transaction: its state, its history and its audit row. */
export interface ChangeStep {
  /** In their order; none where the state stays. */
  events?: ChangeEvent[];
  /** What becomes of other columns. */
  set?: Partial<Record<keyof ChangeDbRow, unknown>>;
  /** For the history and, with `change.` before it, the audit trail. */
  kind: string;
  details?: JsonObject;
}

export interface ChangeListQuery {
  /** Asked for by this person. */
  requester?: string;
  /** What this person can take a step further. */
  waitingFor?: { person: string; mayApprove: boolean; mayApply: boolean };
  states?: readonly string[];
  verbs?: readonly string[];
  sources?: readonly string[];
  /** `guest:7801` */
  target?: string;
  /** Only numbers below. */
  before?: number;
  limit: number;
}

export interface ListedChange extends StoredChange {
  approvalsGiven: number;
}

/** Changes, their history and their calls. */
export interface ChangeStore {
  /**
   * A draft; the same key of the same person gives the same one again.
   *
   * @throws ConflictError when the key was used for something else
   */
  create(change: NewChange, actor: string): Promise<StoredChange>;
  /** @throws NotFoundError */
  get(id: string): Promise<StoredChange>;
  approvals(id: string): Promise<ChangeApproval[]>;
  /** Oldest first. */
  history(id: string): Promise<ChangeHistoryRow[]>;
  sent(id: string): Promise<SentCall[]>;
  list(query: ChangeListQuery): Promise<ListedChange[]>;
  count(query: ChangeListQuery): Promise<number>;
  /** VMIDs that other changes which still live want to create. */
  wantedVmids(sourceId: string, exceptId: string): Promise<number[]>;
  /** By the clock of the database. */
  now(): Promise<Date>;
  /**
   * Lets something happen to a change: everything that `decide` asks for, or nothing.
   * Nothing happens where it asks for nothing.
   *
   * @param seen - the version that the caller has seen, where it matters
   * @throws NotFoundError, PreconditionFailedError, and ConflictError where that cannot
   * happen in its state
   */
  step(
    id: string,
    who: { actor: string; seen?: number },
    decide: (locked: LockedChange) => Promise<ChangeStep | undefined>,
  ): Promise<StoredChange>;
  /** Ids of changes whose time is over. */
  due(): Promise<string[]>;
}
