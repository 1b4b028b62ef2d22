/**
 * Address management: VLANs, prefixes, addresses, the gaps between them.
 *
 * Keys are 32 hex digits in the order of their characters, which is numeric
 * order for IPv4 and IPv6. An address is there once, or not at all; a
 * reservation is an address with a holder. `ipam_free_ranges` holds every gap
 * of a prefix that could be offered, so that the next free address is one row,
 * and `ipam_counters` is the row that everybody locks who takes or gives back
 * an address of a prefix.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const recordColumns = table => {
    table.text('origin').notNullable();
    table.integer('version').notNullable().defaultTo(1);
    table.timestamp('created_at', { useTz: true }).notNullable();
    table.text('created_by').notNullable();
    table.timestamp('updated_at', { useTz: true }).notNullable();
    table.text('updated_by').notNullable();
  };
  const key = (table, name) =>
    table.specificType(name, 'text COLLATE "C"').notNullable();

  await knex.raw(
    `CREATE TYPE ipam_key_range AS RANGE (subtype = text, collation = "C")`,
  );

  await knex.schema.createTable('ipam_vlans', table => {
    table.uuid('id').primary();
    recordColumns(table);
    table.text('group_name').notNullable().defaultTo('');
    table.integer('vid').notNullable();
    table.text('name').notNullable();
    table.text('status').notNullable();
    table.text('environment');
    table.text('owner_team');
    table.text('description');
    table.unique(['group_name', 'vid']);
  });

  await knex.schema.createTable('ipam_prefixes', table => {
    table.uuid('id').primary();
    recordColumns(table);
    table.text('cidr').notNullable().unique();
    key(table, 'lo');
    key(table, 'hi');
    table
      .uuid('parent_id')
      .references('id')
      .inTable('ipam_prefixes')
      .comment('the narrowest prefix around it');
    table.integer('depth').notNullable().comment('prefixes around it');
    table.text('status').notNullable();
    table.text('name');
    table.uuid('vlan_id').references('id').inTable('ipam_vlans').index();
    table.text('environment');
    table.text('owner_team');
    table.text('routing_notes');
    table.text('description');
    table.text('gateway');
    table
      .specificType('sources', 'text[]')
      .notNullable()
      .comment('sources that see this prefix; all of them when empty');
    table
      .decimal('offerable', 39, 0)
      .notNullable()
      .comment('addresses without network, broadcast, gateway and ranges');
    table.index(['lo', 'hi']);
    table.index(['parent_id', 'lo']);
  });

  await knex.schema.createTable('ipam_ranges', table => {
    table
      .uuid('prefix_id')
      .notNullable()
      .references('id')
      .inTable('ipam_prefixes')
      .onDelete('CASCADE');
    table.text('kind').notNullable();
    key(table, 'lo');
    key(table, 'hi');
    table.text('label');
    table.primary(['prefix_id', 'lo']);
  });
  await knex.raw(
    `ALTER TABLE ipam_ranges
       ADD CONSTRAINT ipam_ranges_are_apart
         EXCLUDE USING gist (ipam_key_range(lo, hi, '[]') WITH &&)
         DEFERRABLE INITIALLY DEFERRED,
       ADD CONSTRAINT ipam_ranges_kind_check CHECK (kind IN ('dhcp', 'declared'))`,
  );

  await knex.schema.createTable('ipam_addresses', table => {
    table.specificType('key', 'text COLLATE "C"').primary();
    recordColumns(table);
    table.text('address').notNullable();
    table.text('role').notNullable();
    table.text('lifecycle').notNullable();
    table.text('hostname');
    table.text('owner_team');
    table.text('service');
    table.text('source_ref');
    table.text('description');
    table.text('holder').comment('of a reservation: whom it is for');
    table.timestamp('expires_at', { useTz: true });
  });
  await knex.raw(
    `ALTER TABLE ipam_addresses
       ADD CONSTRAINT ipam_addresses_key_check CHECK (key ~ '^[0-9a-f]{32}$'),
       ADD CONSTRAINT ipam_addresses_role_check
         CHECK (role IN ('host', 'vip', 'gateway', 'network-device')),
       ADD CONSTRAINT ipam_addresses_lifecycle_check
         CHECK (lifecycle IN ('active', 'planned', 'reserved', 'deprecated')),
       ADD CONSTRAINT ipam_addresses_holder_check
         CHECK ((lifecycle = 'reserved') = (holder IS NOT NULL)),
       ADD CONSTRAINT ipam_addresses_expiry_check
         CHECK (expires_at IS NULL OR lifecycle = 'reserved')`,
  );
  await knex.raw(
    `CREATE INDEX ipam_addresses_hostname
       ON ipam_addresses (lower(hostname) text_pattern_ops, key)
       WHERE hostname IS NOT NULL`,
  );
  await knex.raw(
    `CREATE INDEX ipam_addresses_reserved ON ipam_addresses (key)
       WHERE lifecycle = 'reserved'`,
  );
  await knex.raw(
    `CREATE INDEX ipam_addresses_expiry ON ipam_addresses (expires_at)
       WHERE expires_at IS NOT NULL`,
  );

  await knex.schema.createTable('ipam_free_ranges', table => {
    table
      .uuid('prefix_id')
      .notNullable()
      .references('id')
      .inTable('ipam_prefixes')
      .onDelete('CASCADE');
    key(table, 'lo');
    key(table, 'hi');
    table.primary(['prefix_id', 'lo']);
    table.check('lo <= hi', undefined, 'ipam_free_ranges_order_check');
  });

  await knex.schema.createTable('ipam_counters', table => {
    table
      .uuid('prefix_id')
      .primary()
      .references('id')
      .inTable('ipam_prefixes')
      .onDelete('CASCADE');
    key(table, 'lo');
    key(table, 'hi');
    table.bigint('held').notNullable().defaultTo(0);
    table.bigint('reserved').notNullable().defaultTo(0);
    table.bigint('version').notNullable().defaultTo(1);
    table.index(['lo', 'hi']);
  });

  await knex.schema.createTable('ipam_requests', table => {
    table.uuid('id').primary();
    table.integer('version').notNullable().defaultTo(1);
    table
      .uuid('prefix_id')
      .references('id')
      .inTable('ipam_prefixes')
      .comment('empty once the prefix is gone');
    table.text('prefix').notNullable();
    table.text('wanted');
    table.text('hostname');
    table.text('owner_team');
    table.text('service');
    table.text('purpose').notNullable();
    table.integer('days');
    table.text('state').notNullable();
    table.timestamp('requested_at', { useTz: true }).notNullable();
    table.text('requested_by').notNullable();
    table.timestamp('decided_at', { useTz: true });
    table.text('decided_by');
    table.text('reason');
    table.text('address');
    table.index(['state', 'requested_at', 'id']);
    table.index(['requested_at', 'id']);
    table.index(['prefix_id']);
  });
  await knex.raw(
    `ALTER TABLE ipam_requests
       ADD CONSTRAINT ipam_requests_state_check
         CHECK (state IN ('open', 'accepted', 'rejected')),
       ADD CONSTRAINT ipam_requests_two_people_check
         CHECK (state <> 'accepted' OR decided_by <> requested_by)`,
  );

  for (const name of ['ipam_vlans', 'ipam_prefixes', 'ipam_addresses']) {
    await knex.raw(
      `ALTER TABLE ${name} ADD CONSTRAINT ${name}_origin_check
         CHECK (origin IN ('manual', 'netbox'))`,
    );
  }
  await knex.raw(
    `ALTER TABLE ipam_vlans
       ADD CONSTRAINT ipam_vlans_vid_check CHECK (vid BETWEEN 1 AND 4094),
       ADD CONSTRAINT ipam_vlans_status_check
         CHECK (status IN ('active', 'reserved', 'deprecated'))`,
  );
  await knex.raw(
    `ALTER TABLE ipam_prefixes ADD CONSTRAINT ipam_prefixes_status_check
       CHECK (status IN ('container', 'active', 'reserved', 'deprecated'))`,
  );
  await knex('boards').insert({ name: 'ipam', version: 0 });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex('boards').where({ name: 'ipam' }).delete();
  for (const name of [
    'ipam_requests',
    'ipam_counters',
    'ipam_free_ranges',
    'ipam_addresses',
    'ipam_ranges',
    'ipam_prefixes',
    'ipam_vlans',
  ]) {
    await knex.schema.dropTable(name);
  }
  await knex.raw('DROP TYPE ipam_key_range');
};
