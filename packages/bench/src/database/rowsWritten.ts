import { Knex } from 'knex';

async function written(
  knex: Knex,
  tables: readonly string[],
): Promise<Map<string, number>> {
  // Sessions report their counters at their leisure unless told otherwise.
  await knex.raw('SELECT pg_stat_force_next_flush()');
  const { rows } = await knex.raw<{
    rows: { relname: string; written: string }[];
  }>(
    `SELECT relname, n_tup_ins + n_tup_upd + n_tup_del AS written
     FROM pg_stat_user_tables WHERE relname = ANY(?::text[])`,
    [[...tables]],
  );
  return new Map(rows.map(row => [row.relname, Number(row.written)]));
}

/**
 * How many rows of each table an action inserted, updated or deleted, by
 * PostgreSQL's own count. Needs the knex of `withDatabase`: one connection, and
 * nobody else in the database.
 */
export async function rowsWritten(
  knex: Knex,
  tables: readonly string[],
  action: () => Promise<unknown>,
): Promise<Record<string, number>> {
  const before = await written(knex, tables);
  await action();
  const after = await written(knex, tables);
  return Object.fromEntries(
    tables.map(table => [
      table,
      (after.get(table) ?? 0) - (before.get(table) ?? 0),
    ]),
  );
}
