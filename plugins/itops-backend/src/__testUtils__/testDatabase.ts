import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { applyDatabaseMigrations } from '../database';

/** A fresh, migrated PostgreSQL database for one test. Call it in a describe block. */
export function testDatabase(): { init(): Promise<Knex> } {
  const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
  return {
    async init() {
      const knex = await databases.init('POSTGRES_15');
      await applyDatabaseMigrations(knex);
      return knex;
    },
  };
}
