import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';

/** How a process of its own reaches a test database. The password is hidden from a plain copy. */
export function connectionOf({ client }: Knex): JsonObject {
  const { host, port, user, password, database } = client.config.connection;
  return { host, port: Number(port), user, password, database };
}
