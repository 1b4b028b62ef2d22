import { Knex } from 'knex';
import { StartedRun } from './ObservationStore';
import { Absence, RunPlan } from './RunPlan';
import { storableJson } from './storableText';

type IntervalTable = 'observations' | 'scope_states';

/** Rows of one statement: large enough for speed, small enough for memory. */
const BATCH = 5_000;

/** One column of a batch; knex's types know no `null` in arrays. */
function column<T>(
  batch: readonly T[],
  value: (item: T) => string | number | boolean | null | undefined,
): string[] {
  return batch.map(item => value(item) ?? null) as string[];
}

function* batches<T>(items: readonly T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += BATCH) {
    yield items.slice(start, start + BATCH);
  }
}

/** Writes what a plan says, and nothing else. */
export class PlanWriter {
  private constructor(
    private readonly tx: Knex.Transaction,
    private readonly run: StartedRun,
    private readonly collectedAt: string,
  ) {}

  static create(
    tx: Knex.Transaction,
    run: StartedRun,
    collectedAt: string,
  ): PlanWriter {
    return new PlanWriter(tx, run, collectedAt);
  }

  async write({ facts, scopes }: RunPlan): Promise<void> {
    await this.close('observations', facts.close);
    await this.openFacts(facts.open);
    await this.seeAgain('observations', facts.seenAgain);
    await this.markAbsent('observations', facts.absent);
    await this.relocate(facts.relocate);

    await this.close('scope_states', scopes.close);
    await this.openScopes(scopes.open);
    await this.seeAgain('scope_states', scopes.seenAgain);
    await this.markAbsent('scope_states', scopes.absent);
    await this.describe(scopes.describe);
  }

  private async close(table: IntervalTable, ids: string[]): Promise<void> {
    for (const batch of batches(ids)) {
      await this.tx.raw(
        `UPDATE ?? SET ended_at = ?, ended_run = ?, changed_run = ?
         WHERE id = ANY(?::bigint[])`,
        [table, this.collectedAt, this.run.runId, this.run.runId, batch],
      );
    }
  }

  private async openFacts(facts: RunPlan['facts']['open']): Promise<void> {
    for (const batch of batches(facts)) {
      await this.tx.raw(
        `INSERT INTO observations
           (source_id, pass, scope, kind, key, hash, value, locator,
            first_run, first_seen_at, changed_run)
         SELECT ?::text, ?::text, scope, kind, key, hash, value::jsonb, locator,
                ?::bigint, ?::timestamptz, ?::bigint
         FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                     ?::text[]) AS row (scope, kind, key, hash, value, locator)`,
        [
          this.run.sourceId,
          this.run.pass,
          this.run.runId,
          this.collectedAt,
          this.run.runId,
          column(batch, ({ scope }) => scope),
          column(batch, ({ fact }) => fact.kind),
          column(batch, ({ fact }) => fact.key),
          column(batch, ({ hash }) => hash),
          column(batch, ({ fact }) => storableJson(fact.value)),
          column(batch, ({ fact }) => fact.locator),
        ],
      );
    }
  }

  private async openScopes(scopes: RunPlan['scopes']['open']): Promise<void> {
    for (const batch of batches(scopes)) {
      await this.tx.raw(
        `INSERT INTO scope_states
           (source_id, pass, scope, completeness, reason, message, revision,
            last_good_at, first_run, since_at, changed_run)
         SELECT ?::text, ?::text, scope, completeness, reason, message, revision,
                last_good_at, ?::bigint, ?::timestamptz, ?::bigint
         FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                     ?::timestamptz[])
           AS row (scope, completeness, reason, message, revision, last_good_at)`,
        [
          this.run.sourceId,
          this.run.pass,
          this.run.runId,
          this.collectedAt,
          this.run.runId,
          column(batch, ({ scope }) => scope),
          column(batch, ({ completeness }) => completeness),
          column(batch, ({ reason }) => reason),
          column(batch, ({ message }) => message),
          column(batch, ({ revision }) => revision),
          column(batch, ({ lastGoodAt }) => lastGoodAt),
        ],
      );
    }
  }

  private async seeAgain(table: IntervalTable, ids: string[]): Promise<void> {
    for (const batch of batches(ids)) {
      await this.tx.raw(
        `UPDATE ?? SET absent_since_at = NULL, missed_at = NULL,
           missed_runs = 0, changed_run = ?
         WHERE id = ANY(?::bigint[])`,
        [table, this.run.runId, batch],
      );
    }
  }

  private async markAbsent(
    table: IntervalTable,
    absences: Absence[],
  ): Promise<void> {
    for (const batch of batches(absences)) {
      await this.tx.raw(
        `UPDATE ?? AS target SET
           absent_since_at = coalesce(target.absent_since_at, row.since),
           missed_runs = target.missed_runs + row.counts::integer,
           missed_at = CASE WHEN row.counts
             THEN coalesce(target.missed_at, ?::timestamptz)
             ELSE target.missed_at END,
           changed_run = ?
         FROM unnest(?::bigint[], ?::timestamptz[], ?::boolean[])
           AS row (id, since, counts)
         WHERE target.id = row.id`,
        [
          table,
          this.collectedAt,
          this.run.runId,
          column(batch, ({ id }) => id),
          column(batch, ({ since }) => since),
          column(batch, ({ counts }) => counts),
        ],
      );
    }
  }

  private async relocate(facts: RunPlan['facts']['relocate']): Promise<void> {
    for (const batch of batches(facts)) {
      await this.tx.raw(
        `UPDATE observations AS target
         SET locator = row.locator, changed_run = ?
         FROM unnest(?::bigint[], ?::text[]) AS row (id, locator)
         WHERE target.id = row.id`,
        [
          this.run.runId,
          column(batch, ({ id }) => id),
          column(batch, ({ locator }) => locator),
        ],
      );
    }
  }

  private async describe(scopes: RunPlan['scopes']['describe']): Promise<void> {
    for (const batch of batches(scopes)) {
      await this.tx.raw(
        `UPDATE scope_states AS target
         SET message = row.message, changed_run = ?
         FROM unnest(?::bigint[], ?::text[]) AS row (id, message)
         WHERE target.id = row.id`,
        [
          this.run.runId,
          column(batch, ({ id }) => id),
          column(batch, ({ message }) => message),
        ],
      );
    }
  }
}
