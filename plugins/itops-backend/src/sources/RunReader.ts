import { InputError } from '@backstage/errors';
import { Run, RunsPage } from '@sankofa/plugin-itops-common';
import { Knex } from 'knex';
import { PassRef } from '../observations';

/** What is known of the runs of sources. */
export interface RunReader {
  /** The last runs of each pass, oldest first; only those begun by `until`. */
  recent(passes: readonly PassRef[], until?: string): Promise<Run[]>;

  /**
   * Runs of a source, newest first.
   *
   * @throws InputError when the cursor is no run id
   */
  list(
    sourceId: string,
    query: { pass?: string; cursor?: string; limit: number },
  ): Promise<RunsPage>;
}

interface Row {
  id: string;
  source_id: string;
  pass: string;
  status: Run['status'];
  trigger: Run['trigger'];
  started_at: Date;
  deadline_at: Date;
  finished_at: Date | null;
  collected_at: Date | null;
  reason: string | null;
  message: string | null;
  note: string | null;
  transport: string | null;
  facts_seen: number | null;
  facts_added: number | null;
  facts_changed: number | null;
  facts_retired: number | null;
  overdue: boolean;
}

/** Ticks of one strip. */
const RECENT = 30;

/** A run without an end whose time is over has died with its worker. */
const COLUMNS = `runs.*, status = 'running' AND deadline_at < clock_timestamp() AS overdue`;
const LOST =
  'The backend that ran it has not reported since; the next run begins anew.';

function runOf(row: Row): Run {
  const message = row.overdue ? LOST : row.message ?? row.note;
  const reason = row.overdue ? 'timeout' : row.reason;
  return {
    id: row.id,
    sourceId: row.source_id,
    pass: row.pass,
    status: row.overdue ? 'failed' : row.status,
    trigger: row.trigger,
    startedAt: row.started_at.toISOString(),
    finishedAt: (row.overdue
      ? row.deadline_at
      : row.finished_at
    )?.toISOString(),
    collectedAt: row.collected_at?.toISOString(),
    reason: reason ?? undefined,
    message: message ?? undefined,
    transport: row.transport ?? undefined,
    factsSeen: row.facts_seen ?? undefined,
    factsAdded: row.facts_added ?? undefined,
    factsChanged: row.facts_changed ?? undefined,
    factsRetired: row.facts_retired ?? undefined,
  };
}

/** Runs from PostgreSQL. */
export class DatabaseRunReader implements RunReader {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): DatabaseRunReader {
    return new DatabaseRunReader(options.knex);
  }

  async recent(passes: readonly PassRef[], until?: string): Promise<Run[]> {
    const { rows } = await this.knex.raw<{ rows: Row[] }>(
      `SELECT last.* FROM unnest(:sourceIds::text[], :passes::text[])
              AS wanted (source_id, pass)
       CROSS JOIN LATERAL (
         SELECT ${COLUMNS} FROM runs
         WHERE runs.source_id = wanted.source_id AND runs.pass = wanted.pass
           AND (:until::timestamptz IS NULL OR started_at <= :until)
         ORDER BY id DESC LIMIT :limit) AS last
       ORDER BY last.id`,
      {
        sourceIds: passes.map(({ sourceId }) => sourceId),
        passes: passes.map(({ pass }) => pass),
        until: until ?? null,
        limit: RECENT,
      },
    );
    return rows.map(runOf);
  }

  async list(
    sourceId: string,
    { pass, cursor, limit }: { pass?: string; cursor?: string; limit: number },
  ): Promise<RunsPage> {
    if (cursor !== undefined && !/^\d{1,18}$/.test(cursor)) {
      throw new InputError(
        'cursor is not one that this API handed out; begin again without it',
      );
    }
    const query = this.knex('runs')
      .select(this.knex.raw(COLUMNS))
      .where('source_id', sourceId)
      .orderBy('id', 'desc')
      .limit(limit + 1);
    if (pass !== undefined) {
      query.andWhere('pass', pass);
    }
    if (cursor !== undefined) {
      query.andWhere('id', '<', cursor);
    }
    const rows: Row[] = await query;
    const items = rows.slice(0, limit).map(runOf);
    return {
      items,
      ...(rows.length > limit && { nextCursor: items.at(-1)!.id }),
    };
  }
}
