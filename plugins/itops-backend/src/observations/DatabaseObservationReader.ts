import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import {
  ObservationReader,
  PassRef,
  PassRows,
  PassState,
} from './ObservationStore';
import {
  FACT_COLUMNS,
  FactRow,
  PassRow,
  SCOPE_COLUMNS,
  ScopeRow,
  isoOf,
  passStateOf,
  storedFactOf,
  storedScopeOf,
  whereOf,
} from './rows';

/** Reads history from PostgreSQL, each answer from one moment. */
export class DatabaseObservationReader implements ObservationReader {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): DatabaseObservationReader {
    return new DatabaseObservationReader(options.knex);
  }

  async passes(): Promise<{ passes: PassState[]; now: string }> {
    const { rows } = await this.knex.raw(
      `SELECT source_passes.*, clock_timestamp() AS now FROM source_passes
       ORDER BY source_id, pass`,
    );
    return {
      passes: rows.map(passStateOf),
      now: (rows[0]?.now ?? new Date()).toISOString(),
    };
  }

  async readPass(ref: PassRef, after: number = 0): Promise<PassRows> {
    return this.snapshot(async tx => {
      const [row] = await tx<PassRow>('source_passes').where(whereOf(ref));
      if (!row) {
        throw new NotFoundError(
          `No source ${ref.sourceId} with a pass '${ref.pass}' is known`,
        );
      }
      const touched =
        after > 0 ? `changed_run > ${Number(after)}` : 'ended_at IS NULL';
      const bindings = [ref.sourceId, ref.pass];
      const { rows: facts } = await tx.raw<{ rows: FactRow[] }>(
        `SELECT ${FACT_COLUMNS} FROM observations
         WHERE source_id = ? AND pass = ? AND ${touched}`,
        bindings,
      );
      const { rows: scopes } = await tx.raw<{ rows: ScopeRow[] }>(
        `SELECT ${SCOPE_COLUMNS} FROM scope_states
         WHERE source_id = ? AND pass = ? AND ${touched}`,
        bindings,
      );
      return passRows(passStateOf(row), facts, scopes);
    });
  }

  async readAt(at: string): Promise<PassRows[]> {
    return this.snapshot(async tx => {
      const held = 'ended_at IS NULL OR ended_at > ?';
      const { rows: passes } = await tx.raw(
        `SELECT source_passes.*, read.collected_at AS read_at,
                read.transport AS read_transport, tried.collected_at AS tried_at
         FROM source_passes
         LEFT JOIN LATERAL (
           SELECT collected_at, transport FROM runs
           WHERE runs.source_id = source_passes.source_id
             AND runs.pass = source_passes.pass
             AND status IN ('complete', 'partial') AND collected_at <= ?
           ORDER BY collected_at DESC LIMIT 1) AS read ON true
         LEFT JOIN LATERAL (
           SELECT collected_at FROM runs
           WHERE runs.source_id = source_passes.source_id
             AND runs.pass = source_passes.pass AND collected_at <= ?
           ORDER BY collected_at DESC LIMIT 1) AS tried ON true
         WHERE EXISTS (
           SELECT 1 FROM runs
           WHERE runs.source_id = source_passes.source_id
             AND collected_at <= ?)
         ORDER BY source_id, pass`,
        [at, at, at],
      );
      const { rows: facts } = await tx.raw(
        `SELECT source_id, pass, ${FACT_COLUMNS} FROM observations
         WHERE first_seen_at <= ? AND (${held})`,
        [at, at],
      );
      const { rows: scopes } = await tx.raw(
        `SELECT source_id, pass, ${SCOPE_COLUMNS} FROM scope_states
         WHERE since_at <= ? AND (${held})`,
        [at, at],
      );
      const factsOf = groupByPass<FactRow>(facts);
      const scopesOf = groupByPass<ScopeRow>(scopes);
      return passes.map(
        (row: PassRow & Record<'read_at' | 'tried_at', Date | null>) => {
          const state: PassState = {
            ...passStateOf(row),
            lastReadableAt: isoOf(row.read_at),
            lastAttemptAt: isoOf(row.tried_at),
          };
          const id = `${row.source_id} ${row.pass}`;
          const stored = {
            facts: factsOf.get(id) ?? [],
            scopes: scopesOf.get(id) ?? [],
          };
          return {
            state,
            facts: stored.facts.map(storedFactOf),
            scopes: stored.scopes.map(storedScopeOf),
            endedFacts: [],
            endedScopes: [],
          };
        },
      );
    });
  }

  /** Several reads that see the same moment. */
  private async snapshot<T>(
    read: (tx: Knex.Transaction) => Promise<T>,
  ): Promise<T> {
    return this.knex.transaction(read, {
      isolationLevel: 'repeatable read',
      readOnly: true,
    });
  }
}

function passRows(
  state: PassState,
  facts: FactRow[],
  scopes: ScopeRow[],
): PassRows {
  const open = (row: { ended_at: Date | null }) => row.ended_at === null;
  const ended = (row: { ended_at: Date | null }) => row.ended_at !== null;
  return {
    state,
    facts: facts.filter(open).map(storedFactOf),
    scopes: scopes.filter(open).map(storedScopeOf),
    endedFacts: facts.filter(ended).map(({ id }) => id),
    endedScopes: scopes.filter(ended).map(({ id }) => id),
  };
}

function groupByPass<T>(
  rows: (T & { source_id: string; pass: string })[],
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const id = `${row.source_id} ${row.pass}`;
    const group = groups.get(id);
    if (group) {
      group.push(row);
    } else {
      groups.set(id, [row]);
    }
  }
  return groups;
}
