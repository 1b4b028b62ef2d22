/**
 * Physical records: devices, their ports, and the cables between them, with who
 * wrote each of them. `cable_ends` exists so that the database itself keeps a
 * port from having two cables, and a cable from having two ends on one port.
 * What an import may change in any order is checked when it commits.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const recordColumns = table => {
    table.uuid('id').primary();
    table.text('origin').notNullable();
    table.integer('version').notNullable().defaultTo(1);
    table.timestamp('created_at', { useTz: true }).notNullable();
    table.text('created_by').notNullable();
    table.timestamp('updated_at', { useTz: true }).notNullable();
    table.text('updated_by').notNullable();
  };

  await knex.schema.createTable('port_devices', table => {
    recordColumns(table);
    table.text('name').notNullable().unique();
    table.text('role').notNullable();
    table.text('role_name');
    table.text('manufacturer');
    table.text('model');
    table.text('site');
    table.text('location');
    table.text('rack');
    table.text('status').notNullable();
    table.text('description');
  });

  await knex.schema.createTable('device_ports', table => {
    recordColumns(table);
    table
      .uuid('device_id')
      .notNullable()
      .references('id')
      .inTable('port_devices');
    table.text('kind').notNullable();
    table.text('name').notNullable();
    table.text('label');
    table.integer('number');
    table.text('type').notNullable();
    table.uuid('lag_id');
    table.uuid('rear_port_id');
    table.integer('rear_position');
    table.integer('positions');
    table.specificType('macs', 'text[]').notNullable();
    table.text('description');
    table.unique(['device_id', 'kind', 'name']);
    table.unique(['device_id', 'id']);
  });
  await knex.raw(
    `ALTER TABLE device_ports
       ADD CONSTRAINT device_ports_lag_on_same_device
         FOREIGN KEY (device_id, lag_id) REFERENCES device_ports (device_id, id)
         DEFERRABLE INITIALLY DEFERRED,
       ADD CONSTRAINT device_ports_rear_on_same_device
         FOREIGN KEY (device_id, rear_port_id) REFERENCES device_ports (device_id, id)
         DEFERRABLE INITIALLY DEFERRED,
       ADD CONSTRAINT device_ports_one_front_for_each_position
         UNIQUE (rear_port_id, rear_position) DEFERRABLE INITIALLY DEFERRED,
       ADD CONSTRAINT device_ports_kind_check
         CHECK (kind IN ('interface', 'front-port', 'rear-port')),
       ADD CONSTRAINT device_ports_rear_check
         CHECK ((kind = 'front-port') = (rear_port_id IS NOT NULL)
            AND (kind = 'front-port') = (rear_position IS NOT NULL)),
       ADD CONSTRAINT device_ports_positions_check
         CHECK ((kind = 'rear-port') = (positions IS NOT NULL)),
       ADD CONSTRAINT device_ports_lag_check
         CHECK (lag_id IS NULL OR (kind = 'interface' AND lag_id <> id))`,
  );

  await knex.schema.createTable('cables', table => {
    recordColumns(table);
    table.text('label');
    table.text('type');
    table.text('status').notNullable();
    table.text('color');
    table.decimal('length', 10, 2);
    table.text('length_unit');
    table.text('description');
  });
  await knex.schema.createTable('cable_ends', table => {
    table
      .uuid('port_id')
      .primary()
      .comment('one cable for each port')
      .references('id')
      .inTable('device_ports');
    table
      .uuid('cable_id')
      .notNullable()
      .references('id')
      .inTable('cables')
      .onDelete('CASCADE');
    table.specificType('side', 'char(1)').notNullable();
    table.unique(['cable_id', 'side']);
  });

  await knex.schema.createTable('interface_name_maps', table => {
    table.text('model').primary();
    table.jsonb('aliases').notNullable();
    table.jsonb('names').notNullable();
    table.integer('version').notNullable().defaultTo(1);
    table.timestamp('created_at', { useTz: true }).notNullable();
    table.text('created_by').notNullable();
    table.timestamp('updated_at', { useTz: true }).notNullable();
    table.text('updated_by').notNullable();
  });

  for (const name of ['port_devices', 'device_ports', 'cables']) {
    await knex.raw(
      `ALTER TABLE ${name} ADD CONSTRAINT ${name}_origin_check
         CHECK (origin IN ('manual', 'netbox', 'csv'))`,
    );
  }
  await knex.raw(
    `ALTER TABLE cable_ends ADD CONSTRAINT cable_ends_side_check
       CHECK (side IN ('a', 'b'))`,
  );
  await knex('boards').insert({ name: 'ports', version: 0 });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('boards').where({ name: 'ports' }).delete();
  await knex.schema.dropTable('interface_name_maps');
  await knex.schema.dropTable('cable_ends');
  await knex.schema.dropTable('cables');
  await knex.schema.dropTable('device_ports');
  await knex.schema.dropTable('port_devices');
};
