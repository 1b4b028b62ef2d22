import { AuditListRow, AuditQuery } from '@sankofa/plugin-itops-common';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';

/** Bytes of JSON that the details of one row may take. */
export const MAX_DETAILS_BYTES = 16 * 1024;

/** One thing that somebody did or was refused. */
export interface AuditEntry {
  /** Entity ref of the person, or `service:<plugin>`. */
  actor: string;
  /** `<thing>.<verb>`, such as `finding.acknowledge`. */
  action: string;
  /** What it was done to, such as `finding:<id>`. */
  subject: string;
  outcome: 'success' | 'failure';
  /** What a reader needs to understand it. Callers put no secrets in. */
  details: JsonObject;
}

export interface AuditPage {
  /** Newest first. */
  items: AuditListRow[];
  /** Absent on the last page. */
  nextCursor?: string;
}

/** The append-only record of writes: who did what, and who was refused. */
export interface AuditLog {
  /**
   * Writes a row in the transaction of the change it describes: both are kept,
   * or neither.
   *
   * @throws InputError when the details are larger than {@link MAX_DETAILS_BYTES}
   */
  record(tx: Knex.Transaction, entry: AuditEntry): Promise<void>;

  /**
   * Writes a row that describes no change of the database, such as a refusal.
   *
   * @throws InputError when the details are larger than {@link MAX_DETAILS_BYTES}
   */
  recordAlone(entry: AuditEntry): Promise<void>;

  /**
   * Rows that match exactly and are of that time, newest first.
   *
   * @throws InputError when the cursor is none that this log gave
   */
  list(query: AuditQuery & { limit: number }): Promise<AuditPage>;
}
