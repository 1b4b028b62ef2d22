import { FactKind } from '@sankofa/site-model';
import { Knex } from 'knex';

/** One fact that came, went or got another value. */
export interface FactChange {
  at: string;
  sourceId: string;
  factKind: FactKind;
  key: string;
  /** Absent where it came. */
  before?: unknown;
  /** Absent where it went. */
  after?: unknown;
}

/** What happened between two moments. */
export interface ChangeReader {
  /**
   * @param since - exclusive
   * @param until - inclusive
   * @returns the newest ones first, and how many there are in all
   */
  readChanges(query: {
    since: string;
    until: string;
    sourceIds: readonly string[];
    limit: number;
  }): Promise<{ changes: FactChange[]; total: number }>;
}

interface Row {
  at: Date;
  source_id: string;
  kind: FactKind;
  key: string;
  before: unknown;
  after: unknown;
  came: boolean;
  went: boolean;
  total: string;
}

/**
 * Lines of a file that cannot be read are findings, not news; what a new text
 * declares is the news, not that it is new; and devices come and go on a
 * network all day.
 */
const NO_NEWS: readonly FactKind[] = [
  'unparsed',
  'declared-file',
  'client',
  'neighbour',
];

/**
 * Reads changes from the intervals: a value that ended in the run in which
 * another one of the same fact began has changed.
 */
export class DatabaseChangeReader implements ChangeReader {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): DatabaseChangeReader {
    return new DatabaseChangeReader(options.knex);
  }

  async readChanges(
    query: Parameters<ChangeReader['readChanges']>[0],
  ): ReturnType<ChangeReader['readChanges']> {
    const { since, until, sourceIds, limit } = query;
    const { rows } = await this.knex.raw<{ rows: Row[] }>(
      `WITH begun AS (
         SELECT * FROM observations
         WHERE first_seen_at > :since AND first_seen_at <= :until
           AND source_id = ANY(:sourceIds) AND kind <> ALL(:noNews)),
       ended AS (
         SELECT * FROM observations
         WHERE ended_at > :since AND ended_at <= :until
           AND source_id = ANY(:sourceIds) AND kind <> ALL(:noNews))
       SELECT coalesce(begun.first_seen_at, ended.ended_at) AS at,
              coalesce(begun.source_id, ended.source_id) AS source_id,
              coalesce(begun.kind, ended.kind) AS kind,
              coalesce(begun.key, ended.key) AS key,
              ended.value AS before, begun.value AS after,
              ended.id IS NULL AS came, begun.id IS NULL AS went,
              count(*) OVER () AS total
       FROM begun FULL JOIN ended
         ON begun.source_id = ended.source_id AND begun.pass = ended.pass
        AND begun.scope = ended.scope AND begun.kind = ended.kind
        AND begun.key = ended.key AND begun.first_run = ended.ended_run
       ORDER BY at DESC, source_id, kind, key
       LIMIT :limit`,
      { since, until, sourceIds: [...sourceIds], noNews: [...NO_NEWS], limit },
    );
    return {
      total: Number(rows[0]?.total ?? 0),
      changes: rows.map(row => ({
        at: row.at.toISOString(),
        sourceId: row.source_id,
        factKind: row.kind,
        key: row.key,
        ...(!row.came && { before: row.before }),
        ...(!row.went && { after: row.after }),
      })),
    };
  }
}
