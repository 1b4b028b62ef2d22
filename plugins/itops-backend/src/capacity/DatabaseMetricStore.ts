import { MeasuredSeries } from '@sankofa/plugin-itops-node';
import { MetricPoint } from '@sankofa/site-model';
import { Knex } from 'knex';
import { storableJson } from '../observations/storableText';
import { Admission, Identity, KnownIdentity, admit } from './identities';
import { MetricStore, MetricSubject } from './MetricStore';

/** Points that one statement writes or removes. */
const BATCH = 5_000;
const DAY = 86_400;
const COLUMNS = ['cpu', 'memory', 'disk', 'net_in', 'net_out'] as const;

interface SubjectRow {
  id: string;
  source_id: string;
  subject: string;
  identity: string;
  since: string;
  confirmed: string;
  limits: MetricSubject['limits'];
  storage: MetricSubject['storage'] | null;
}

interface PointRow {
  subject_id: string;
  step: number;
  at: string;
  cpu: string | null;
  memory: string | null;
  disk: string | null;
  net_in: string | null;
  net_out: string | null;
}

const number = (value: string | null) =>
  value === null ? undefined : Number(value);

function pointOf(row: PointRow): MetricPoint {
  const values = {
    cpu: number(row.cpu),
    memory: number(row.memory),
    disk: number(row.disk),
    netIn: number(row.net_in),
    netOut: number(row.net_out),
  };
  return {
    at: Number(row.at),
    stepSeconds: row.step,
    ...Object.fromEntries(
      Object.entries(values).filter(([, value]) => value !== undefined),
    ),
  };
}

/** The newest identity of every subject there is. */
function newest(knex: Knex, sourceId?: string): Promise<SubjectRow[]> {
  return knex('metric_subjects')
    .modify(query => {
      if (sourceId !== undefined) {
        query.where('source_id', sourceId);
      }
    })
    .distinctOn('source_id', 'subject')
    .orderBy(['source_id', 'subject'])
    .orderBy('since', 'desc');
}

/** Measurements in PostgreSQL. */
export class DatabaseMetricStore implements MetricStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): DatabaseMetricStore {
    return new DatabaseMetricStore(options.knex);
  }

  async write(
    sourceId: string,
    series: readonly MeasuredSeries[],
    identityOf: (subject: string) => Identity | undefined,
  ): Promise<number> {
    return this.knex.transaction(async tx => {
      // Two runs at once would each begin the same subject.
      await tx.raw('SELECT pg_advisory_xact_lock(hashtext(?))', [
        `itops metrics ${sourceId}`,
      ]);
      const known = new Map(
        (await newest(tx, sourceId)).map(row => [row.subject, row]),
      );
      const rows: (string | number | null)[][] = [];
      for (const item of series) {
        const before = known.get(item.subject);
        const admission = admit(
          item,
          identityOf(item.subject),
          before && knownIdentity(before),
        );
        if (admission) {
          const id = await this.keep(tx, sourceId, item, admission, before);
          rows.push(...admission.points.map(point => columnsOf(id, point)));
        }
      }
      for (let from = 0; from < rows.length; from += BATCH) {
        await writePoints(tx, rows.slice(from, from + BATCH));
      }
      return rows.length;
    });
  }

  async subjects(): Promise<MetricSubject[]> {
    const rows = await newest(this.knex);
    return rows.map(row => ({
      id: row.id,
      sourceId: row.source_id,
      subject: row.subject,
      identity: row.identity,
      limits: row.limits,
      ...(row.storage && { storage: row.storage }),
    }));
  }

  async read(
    subjectIds: readonly string[],
    { from, to }: { from: number; to: number },
  ): Promise<Map<string, MetricPoint[]>> {
    const rows: PointRow[] = await this.knex('metric_points')
      .whereIn('subject_id', subjectIds)
      .where('at', '>=', from)
      .where('at', '<', to)
      .orderBy(['subject_id', 'at', 'step']);
    return bySubject(subjectIds, rows);
  }

  async readDays(
    subjectIds: readonly string[],
    { from, to }: { from: number; to: number },
  ): Promise<Map<string, MetricPoint[]>> {
    const averages = COLUMNS.map(
      name =>
        `round(sum(${name}::numeric * step) /
           nullif(sum(step) FILTER (WHERE ${name} IS NOT NULL), 0)) AS ${name}`,
    );
    const { rows } = await this.knex.raw(
      `SELECT subject_id, at / ${DAY} * ${DAY} AS at,
              least(sum(step), ${DAY})::int AS step, ${averages.join(', ')}
         FROM metric_points
        WHERE subject_id = ANY(?) AND at >= ? AND at < ?
        GROUP BY subject_id, at / ${DAY} ORDER BY 1, 2`,
      [[...subjectIds], from, to],
    );
    return bySubject(subjectIds, rows);
  }

  async prune(before: number, signal?: AbortSignal): Promise<number> {
    let removed = 0;
    let batch = BATCH;
    while (batch === BATCH && !signal?.aborted) {
      const answer = await this.knex.raw(
        `DELETE FROM metric_points WHERE ctid IN (
           SELECT ctid FROM metric_points WHERE at < ? LIMIT ?)`,
        [before, BATCH],
      );
      batch = answer.rowCount;
      removed += batch;
    }
    // Whoever had a number before goes with the last that was measured of it.
    await this.knex.raw(
      `DELETE FROM metric_subjects AS old
        WHERE confirmed < ? AND since > 0
          AND NOT EXISTS (
            SELECT 1 FROM metric_points WHERE subject_id = old.id)
          AND EXISTS (
            SELECT 1 FROM metric_subjects AS later
             WHERE later.source_id = old.source_id
               AND later.subject = old.subject AND later.since > old.since)`,
      [before],
    );
    return removed;
  }

  /** The subject under its identity: a new row where it is another one. */
  private async keep(
    tx: Knex.Transaction,
    sourceId: string,
    { subject, limits, storage }: MeasuredSeries,
    { identity, since, confirmed }: Admission,
    before: SubjectRow | undefined,
  ): Promise<string> {
    const said = {
      confirmed: Math.max(confirmed, Number(before?.confirmed ?? 0)),
      // What nobody said this time stays as it was said.
      limits: storableJson({
        ...(before?.identity === identity ? before.limits : {}),
        ...limits,
      }),
      storage: storage ? storableJson({ ...storage }) : null,
    };
    if (before && before.identity === identity) {
      await tx('metric_subjects').where('id', before.id).update(said);
      return before.id;
    }
    // One of the same moment was never confirmed after it began: it has no points.
    const [{ id }] = await tx('metric_subjects')
      .insert({ source_id: sourceId, subject, identity, since, ...said })
      .onConflict(['source_id', 'subject', 'since'])
      .merge()
      .returning('id');
    return id;
  }
}

function bySubject(
  subjectIds: readonly string[],
  rows: readonly PointRow[],
): Map<string, MetricPoint[]> {
  const found = new Map(
    subjectIds.map((id): [string, MetricPoint[]] => [id, []]),
  );
  for (const row of rows) {
    found.get(row.subject_id)!.push(pointOf(row));
  }
  return found;
}

function knownIdentity(row: SubjectRow): KnownIdentity {
  return {
    identity: row.identity,
    since: Number(row.since),
    confirmed: Number(row.confirmed),
  };
}

function columnsOf(
  id: string,
  { at, stepSeconds, cpu, memory, disk, netIn, netOut }: MetricPoint,
): (string | number | null)[] {
  return [
    id,
    stepSeconds,
    at,
    ...[cpu, memory, disk, netIn, netOut].map(value => value ?? null),
  ];
}

async function writePoints(
  tx: Knex.Transaction,
  rows: (string | number | null)[][],
): Promise<void> {
  // One array for each column: a statement of its own for each point is ten times slower.
  const columns = rows[0].map((_, column) => rows.map(row => row[column]));
  await tx.raw(
    `INSERT INTO metric_points
       (subject_id, step, at, cpu, memory, disk, net_in, net_out)
     SELECT DISTINCT ON (1, 2, 3) * FROM unnest(
       ?::bigint[], ?::int[], ?::bigint[],
       ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
     ON CONFLICT (subject_id, at, step) DO UPDATE SET
       cpu = coalesce(excluded.cpu, metric_points.cpu),
       memory = coalesce(excluded.memory, metric_points.memory),
       disk = coalesce(excluded.disk, metric_points.disk),
       net_in = coalesce(excluded.net_in, metric_points.net_in),
       net_out = coalesce(excluded.net_out, metric_points.net_out)`,
    columns as unknown as string[],
  );
}
