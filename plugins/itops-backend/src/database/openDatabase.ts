import { DatabaseService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { applyDatabaseMigrations } from './applyDatabaseMigrations';

/**
 * The plugin's database, migrated unless the installation does that itself
 * (`backend.database.skipMigrations`).
 *
 * @throws Error on anything but PostgreSQL
 */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  const client = String(knex.client.config.client);
  if (client !== 'pg') {
    throw new Error(
      `The itops plugin keeps its history in PostgreSQL, but its database client is '${client}'. Set backend.database.client to 'pg' (or backend.database.plugin.itops.client for this plugin alone).`,
    );
  }
  if (!database.migrations?.skip) {
    await applyDatabaseMigrations(knex);
  }
  return knex;
}
