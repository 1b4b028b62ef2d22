import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** Rows that one statement removes, so that no lock is held for long. */
const BATCH = 5_000;

/**
 * History that is older than it must be kept. What still holds stays however
 * old it is, and the audit trail stays altogether.
 */
const OLD: readonly { table: string; condition: string }[] = [
  { table: 'observations', condition: 'ended_at < :before' },
  { table: 'scope_states', condition: 'ended_at < :before' },
  { table: 'port_record_states', condition: 'to_at < :before' },
  { table: 'held_removals', condition: 'closed_at < :before' },
  { table: 'runs', condition: 'finished_at < :before' },
  {
    // The last step of each finding says what it is now.
    table: 'finding_events',
    condition: `at < :before AND id <> (
      SELECT max(last.id) FROM finding_events AS last
      WHERE last.finding_id = finding_events.finding_id)`,
  },
];

/** Removes old history, once a day in the whole fleet. */
export class Retention {
  private constructor(
    private readonly knex: Knex,
    private readonly retainDays: number,
    private readonly logger: LoggerService,
  ) {}

  static create(options: {
    knex: Knex;
    retainDays: number;
    logger: LoggerService;
  }): Retention {
    return new Retention(options.knex, options.retainDays, options.logger);
  }

  async start(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'itops:retention',
      scope: 'global',
      frequency: { days: 1 },
      initialDelay: { minutes: 10 },
      timeout: { hours: 1 },
      fn: signal => this.run(signal),
    });
  }

  /** @param signal - stops between two batches */
  async run(signal?: AbortSignal): Promise<void> {
    const {
      rows: [{ before }],
    } = await this.knex.raw(
      'SELECT clock_timestamp() - make_interval(days => ?) AS before',
      [this.retainDays],
    );
    for (const { table, condition } of OLD) {
      const removed = await this.removeFrom(table, condition, before, signal);
      if (removed > 0) {
        this.logger.info(
          `Removed ${removed} rows of ${table} older than ${this.retainDays} days`,
        );
      }
    }
  }

  private async removeFrom(
    table: string,
    condition: string,
    before: Date,
    signal: AbortSignal | undefined,
  ): Promise<number> {
    let removed = 0;
    let batch = BATCH;
    while (batch === BATCH && !signal?.aborted) {
      const answer = await this.knex.raw(
        `DELETE FROM ${table} WHERE id IN (
           SELECT id FROM ${table} WHERE ${condition} LIMIT :batch)`,
        { before, batch: BATCH },
      );
      batch = answer.rowCount;
      removed += batch;
    }
    return removed;
  }
}
