import { describeHere } from '@sankofa/plugin-itops-node/testUtils';
import knexFactory from 'knex';
import { resyncSuite } from './resyncSuite';

jest.setTimeout(60_000);

const postgresUrl =
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING;

async function benchDatabases(): Promise<string[]> {
  const knex = knexFactory({ client: 'pg', connection: postgresUrl });
  try {
    return await knex('pg_database')
      .where('datname', 'like', `itops_bench_${process.pid}_%`)
      .pluck('datname');
  } finally {
    await knex.destroy();
  }
}

describeHere(
  postgresUrl ? undefined : 'no PostgreSQL (run npm test)',
  'P11 on a real PostgreSQL',
  () => {
    it('counts the rows that runs write, and leaves no database behind', async () => {
      const rows = await resyncSuite.run({
        sizes: [400],
        postgresUrl,
        progress: () => {},
        note: () => {},
      });
      const value = (name: string) =>
        rows.find(row => row.case === name)?.value;
      expect(rows.filter(row => row.failed)).toEqual([]);
      expect(value('rows written, unchanged')).toBe(0);
      // Four guests of two hundred, each with an interval that ends and one that begins.
      expect(value('rows written, 1 % changed')).toBe(8);
      expect(value('first write')).toBeGreaterThan(0);
      expect(await benchDatabases()).toEqual([]);
    });
  },
);
