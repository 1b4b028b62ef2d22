import knexFactory, { Knex } from 'knex';
import { BenchContext } from '../harness';

/** One connection: what a session wrote is then counted where it was written. */
function connect(url: string): Knex {
  return knexFactory({
    client: 'pg',
    connection: url,
    pool: { min: 1, max: 1 },
  });
}

/**
 * Gives an action a database of its own and drops it afterwards.
 *
 * @throws Error when no PostgreSQL was given
 */
export async function withDatabase<T>(
  { postgresUrl, note }: Pick<BenchContext, 'postgresUrl' | 'note'>,
  action: (knex: Knex, url: string) => Promise<T>,
): Promise<T> {
  if (!postgresUrl) {
    throw new Error(
      'This suite needs a PostgreSQL: run it with npm run bench, or name one by BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING.',
    );
  }
  const name = `itops_bench_${process.pid}_${Date.now()}`;
  const admin = connect(postgresUrl);
  try {
    await admin.raw('CREATE DATABASE ??', [name]);
    const url = new URL(postgresUrl);
    url.pathname = `/${name}`;
    const knex = connect(url.href);
    try {
      const { rows } = await knex.raw(
        `SELECT current_setting('server_version') AS version,
                current_setting('fsync') AS fsync`,
      );
      note(`PostgreSQL ${rows[0].version}, fsync ${rows[0].fsync}`);
      return await action(knex, url.href);
    } finally {
      await knex.destroy();
      await admin.raw('DROP DATABASE ?? WITH (FORCE)', [name]);
    }
  } finally {
    await admin.destroy();
  }
}
