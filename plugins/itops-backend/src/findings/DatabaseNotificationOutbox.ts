import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { DueNotification, NotificationOutbox } from './NotificationOutbox';
import { FINDING_COLUMNS, FindingRow, findingOf } from './rows';

/** The outbox is a column of the findings, written with the change it tells of. */
export class DatabaseNotificationOutbox implements NotificationOutbox {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): DatabaseNotificationOutbox {
    return new DatabaseNotificationOutbox(options.knex);
  }

  async claim(options: {
    leaseSeconds: number;
    except: readonly string[];
  }): Promise<DueNotification | undefined> {
    const claim = randomUUID();
    const { rows } = await this.knex.raw<{ rows: FindingRow[] }>(
      `UPDATE findings SET notify_claim = ?,
         notify_claimed_until = clock_timestamp() + make_interval(secs => ?)
       WHERE id = (
         SELECT id FROM findings
         WHERE notify_at IS NOT NULL AND id <> ALL(?::uuid[])
           AND (notify_claimed_until IS NULL
             OR notify_claimed_until < clock_timestamp())
         ORDER BY notify_at LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING ${FINDING_COLUMNS}`,
      [claim, options.leaseSeconds, [...options.except]],
    );
    return rows.length === 0
      ? undefined
      : { finding: findingOf(rows[0]), claim };
  }

  async settle({ finding, claim }: DueNotification): Promise<void> {
    await this.knex('findings')
      .where({ id: finding.id, notify_claim: claim })
      .update({
        notify_at: null,
        notify_claim: null,
        notify_claimed_until: null,
        notified_at: this.knex.raw('clock_timestamp()'),
      });
  }

  async release({ finding, claim }: DueNotification): Promise<void> {
    await this.knex('findings')
      .where({ id: finding.id, notify_claim: claim })
      .update({ notify_claim: null, notify_claimed_until: null });
  }
}
