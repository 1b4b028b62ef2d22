import { Knex } from 'knex';
import { storableJson } from '../observations/storableText';
import { notificationsOf } from './notifiable';
import { PlannedFinding } from './planFindings';
import { eventRecords, findingRecord } from './rows';

/** Writes what a plan says, in the transaction that holds the lock. */
export class FindingWriter {
  private constructor(private readonly tx: Knex.Transaction) {}

  static create(tx: Knex.Transaction): FindingWriter {
    return new FindingWriter(tx);
  }

  async write(
    plan: readonly PlannedFinding[],
    boardVersion: number,
    options: { notify: boolean },
  ): Promise<void> {
    await this.writeFindings(plan, boardVersion);
    await this.writeEvents(plan);
    const notifications = notificationsOf(plan);
    if (options.notify && notifications.due.length > 0) {
      await this.tx('findings')
        .whereIn('id', notifications.due)
        .update({
          notify_at: this.tx.raw('clock_timestamp()'),
          notify_claim: null,
          notify_claimed_until: null,
        });
    }
    if (notifications.void.length > 0) {
      await this.tx('findings').whereIn('id', notifications.void).update({
        notify_at: null,
        notify_claim: null,
        notify_claimed_until: null,
      });
    }
  }

  private async writeFindings(
    plan: readonly PlannedFinding[],
    boardVersion: number,
  ): Promise<void> {
    await this.tx.raw(
      `INSERT INTO findings
         (id, rule, subject, severity, summary, evidence, rests_on, guest_ids,
          state, first_seen_at, last_seen_at, resolved_at, acknowledged_by,
          acknowledged_at, note, suppressed_until, version, board_version)
       SELECT row.*, ?::bigint FROM jsonb_to_recordset(?::jsonb) AS row
         (id uuid, rule text, subject text, severity text, summary text,
          evidence jsonb, rests_on jsonb, guest_ids jsonb, state text,
          first_seen_at timestamptz, last_seen_at timestamptz,
          resolved_at timestamptz, acknowledged_by text,
          acknowledged_at timestamptz, note text, suppressed_until timestamptz,
          version integer)
       ON CONFLICT (id) DO UPDATE SET
         severity = excluded.severity, summary = excluded.summary,
         evidence = excluded.evidence, rests_on = excluded.rests_on,
         guest_ids = excluded.guest_ids, state = excluded.state,
         last_seen_at = excluded.last_seen_at,
         resolved_at = excluded.resolved_at,
         acknowledged_by = excluded.acknowledged_by,
         acknowledged_at = excluded.acknowledged_at, note = excluded.note,
         suppressed_until = excluded.suppressed_until,
         version = excluded.version, board_version = excluded.board_version`,
      [boardVersion, storableJson(plan.map(findingRecord))],
    );
  }

  private async writeEvents(plan: readonly PlannedFinding[]): Promise<void> {
    const events = eventRecords(plan);
    if (events.length > 0) {
      await this.tx.raw(
        `INSERT INTO finding_events
           (finding_id, at, event, state, severity, actor, note, suppressed_until)
         SELECT * FROM jsonb_to_recordset(?::jsonb) AS row
           (finding_id uuid, at timestamptz, event text, state text,
            severity text, actor text, note text, suppressed_until timestamptz)`,
        [storableJson(events)],
      );
    }
  }
}
