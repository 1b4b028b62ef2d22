import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { readdirSync } from 'node:fs';
import { applyDatabaseMigrations } from './applyDatabaseMigrations';
import { openDatabase } from './openDatabase';

jest.setTimeout(60_000);

const TABLES = [
  'audit_log',
  'audit_seals',
  'audit_unsealed',
  'boards',
  'cable_ends',
  'cables',
  'change_approvals',
  'change_events',
  'change_requests_sent',
  'change_step_ups',
  'change_targets',
  'changes',
  'device_ports',
  'finding_events',
  'findings',
  'held_removals',
  'interface_name_maps',
  'ipam_addresses',
  'ipam_counters',
  'ipam_free_ranges',
  'ipam_prefixes',
  'ipam_ranges',
  'ipam_requests',
  'ipam_sightings',
  'ipam_vlans',
  'metric_points',
  'metric_subjects',
  'observations',
  'port_devices',
  'port_record_states',
  'runs',
  'scope_states',
  'source_passes',
  'vlan_plan_decisions',
  'vlan_plan_waivers',
];

async function tables(knex: Knex): Promise<string[]> {
  const { rows } = await knex.raw(
    `select table_name from information_schema.tables
     where table_schema = current_schema() and table_name not like 'knex%'
     order by table_name`,
  );
  return rows.map((row: { table_name: string }) => row.table_name);
}

describe('openDatabase', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });

  it('creates every table, and each step can be taken back', async () => {
    const knex = await databases.init('POSTGRES_15');
    await openDatabase({ getClient: async () => knex });
    expect(await tables(knex)).toEqual(TABLES);

    const directory = `${__dirname}/../../migrations`;
    for (const _step of readdirSync(directory)) {
      await knex.migrate.down({ directory });
    }
    expect(await tables(knex)).toEqual([]);

    await applyDatabaseMigrations(knex);
    expect(await tables(knex)).toEqual(TABLES);
  });

  it('leaves the tables alone where the installation migrates itself', async () => {
    const knex = await databases.init('POSTGRES_15');
    await openDatabase({
      getClient: async () => knex,
      migrations: { skip: true },
    });
    expect(await tables(knex)).toEqual([]);
  });

  it('refuses another engine and says what to configure', async () => {
    const knex = { client: { config: { client: 'better-sqlite3' } } };
    await expect(
      openDatabase({ getClient: async () => knex as unknown as Knex }),
    ).rejects.toThrow(
      /PostgreSQL, but its database client is 'better-sqlite3'. Set backend.database.client to 'pg'/,
    );
  });

  it('keeps audit rows: neither update nor delete nor truncate', async () => {
    const knex = await databases.init('POSTGRES_15');
    await applyDatabaseMigrations(knex);
    await knex('audit_log').insert({
      actor: 'user:default/ama',
      action: 'finding.acknowledge',
      subject: 'finding:1',
      outcome: 'success',
      details: {},
    });
    for (const change of [
      knex('audit_log').update({ actor: 'nobody' }),
      knex('audit_log').delete(),
      knex('audit_log').truncate(),
    ]) {
      await expect(change).rejects.toThrow(/append-only/);
    }
    expect(await knex('audit_log').pluck('actor')).toEqual([
      'user:default/ama',
    ]);
  });
});
