import {
  DatabaseObservationStore,
  applyDatabaseMigrations,
} from '@sankofa/plugin-itops-backend';
import { ScopeResult } from '@sankofa/site-model';
import { Knex } from 'knex';
import { copyIn, csvOf } from '../database';

const PASS = { sourceId: 'proxmox/main', pass: 'inventory' };
export const TABLES = ['observations', 'scope_states'] as const;
const RULES = { retireAfterRuns: 2, maxRemovalPercent: 20 };
const PEER_BATCH = 1_000;
/** What an upsert has to find again: the same as the tables' own unique indexes. */
const CONFLICT = {
  observations: '(source_id, pass, scope, kind, key) WHERE ended_at IS NULL',
  scope_states: '(source_id, pass, scope) WHERE ended_at IS NULL',
};

/** Whole rows of each table. */
export type Rows = Record<(typeof TABLES)[number], Record<string, unknown>[]>;

/** One pass in the real store, and tables like its own for the floor and the peer. */
export class ObservationBed {
  private constructor(
    readonly knex: Knex,
    private readonly store: DatabaseObservationStore,
  ) {}

  static async create(knex: Knex): Promise<ObservationBed> {
    await applyDatabaseMigrations(knex);
    for (const table of TABLES) {
      for (const like of ['copy', 'merge']) {
        await knex.raw('CREATE TABLE ?? (LIKE ?? INCLUDING ALL)', [
          `${like}_${table}`,
          table,
        ]);
      }
    }
    return new ObservationBed(knex, DatabaseObservationStore.create({ knex }));
  }

  async empty(prefix: '' | 'copy_' | 'merge_'): Promise<void> {
    const tables = TABLES.map(table => prefix + table);
    if (prefix === '') {
      tables.push('runs', 'source_passes', 'held_removals');
    }
    await this.knex.raw(`TRUNCATE ${tables.join(', ')}`);
    if (prefix === '') {
      await this.store.registerPasses([
        { ...PASS, kind: 'proxmox', title: 'main', intervalSeconds: 300 },
      ]);
    }
  }

  /** A run as the runner makes it, without the reading. */
  async run(scopes: ScopeResult[]): Promise<void> {
    const run = await this.store.beginRun(PASS, { timeoutSeconds: 600 });
    const collectedAt = new Date().toISOString();
    await this.store.finishRun(run, { collectedAt, scopes }, RULES);
  }

  /** What holds now, as whole rows without their ids. */
  async rows(): Promise<Rows> {
    const [observations, scopes] = await Promise.all(
      TABLES.map(table => this.knex(table).whereNull('ended_at').select('*')),
    );
    return {
      observations: observations.map(({ id: _, value, ...row }) => ({
        ...row,
        value: JSON.stringify(value),
      })),
      scope_states: scopes.map(({ id: _, ...row }) => row),
    };
  }

  /** The keys of what holds, read into the process: no comparison can do with less. */
  async readKeys(): Promise<number> {
    const counts = await Promise.all(
      TABLES.map(async table => {
        const columns =
          table === 'observations' ? ['scope', 'kind', 'key'] : ['scope'];
        const found = await this.knex(table)
          .where({ source_id: PASS.sourceId, pass: PASS.pass })
          .whereNull('ended_at')
          .select(columns);
        return found.length;
      }),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** What most programs do: upsert everything, changed or not. */
  async merge(rows: Rows): Promise<void> {
    await this.knex.transaction(async tx => {
      for (const table of TABLES) {
        for (let at = 0; at < rows[table].length; at += PEER_BATCH) {
          await tx(`merge_${table}`)
            .insert(rows[table].slice(at, at + PEER_BATCH))
            .onConflict(tx.raw(CONFLICT[table]) as never)
            .merge();
        }
      }
    });
  }

  async copy(csv: Record<string, { columns: string[]; data: Buffer }>) {
    for (const [table, { columns, data }] of Object.entries(csv)) {
      await copyIn(this.knex, `copy_${table}`, columns, data);
    }
  }

  /** The same for all: no bloat of the round before, and known sizes. */
  async tidy(): Promise<void> {
    for (const prefix of ['', 'merge_']) {
      for (const table of TABLES) {
        await this.knex.raw('VACUUM ANALYZE ??', [prefix + table]);
      }
    }
  }
}

/** The same rows, ready for COPY. */
export function csvOfRows(rows: Rows) {
  return Object.fromEntries(
    TABLES.map(table => {
      const columns = Object.keys(rows[table][0]);
      return [table, { columns, data: csvOf(rows[table], columns) }];
    }),
  );
}
