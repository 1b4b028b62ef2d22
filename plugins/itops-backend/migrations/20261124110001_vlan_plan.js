/**
 * What people decide about the VLAN plan. The plan itself is a file in git; here is
 * who said yes to what, bound by a digest to what the wave was at that moment.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('vlan_plan_decisions', table => {
    table.uuid('id').primary();
    table.text('kind').notNullable();
    table.text('wave').notNullable();
    table
      .text('owner_ref')
      .notNullable()
      .defaultTo('')
      .comment('of an acknowledgement: the team it is given for');
    table
      .text('substance')
      .notNullable()
      .comment('SHA-256 of who moves where in the wave');
    table.text('source_ref').notNullable();
    table.text('note');
    table.text('decided_by').notNullable();
    table.timestamp('decided_at', { useTz: true }).notNullable();
    table.unique(['kind', 'wave', 'owner_ref', 'substance']);
  });
  await knex.raw(
    `ALTER TABLE vlan_plan_decisions
       ADD CONSTRAINT vlan_plan_decisions_kind_check
         CHECK (kind IN ('acknowledged', 'verified')),
       ADD CONSTRAINT vlan_plan_decisions_owner_check
         CHECK ((kind = 'acknowledged') = (owner_ref <> ''))`,
  );

  await knex.schema.createTable('vlan_plan_waivers', table => {
    table.uuid('id').primary();
    table.text('wave').notNullable();
    table.text('gate').notNullable();
    table.text('substance').notNullable();
    table.text('ticket').notNullable();
    table.text('reason').notNullable();
    table.text('requested_by').notNullable();
    table.timestamp('requested_at', { useTz: true }).notNullable();
    table.timestamp('expires_at', { useTz: true }).notNullable();
    table.text('approved_by');
    table.timestamp('approved_at', { useTz: true });
    table.text('withdrawn_by');
    table.timestamp('withdrawn_at', { useTz: true });
    table.index(['wave', 'gate']);
  });
  await knex.raw(
    `ALTER TABLE vlan_plan_waivers
       ADD CONSTRAINT vlan_plan_waivers_second_person_check
         CHECK (approved_by IS NULL OR approved_by <> requested_by),
       ADD CONSTRAINT vlan_plan_waivers_approved_check
         CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
       ADD CONSTRAINT vlan_plan_waivers_expiry_check
         CHECK (expires_at > requested_at)`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('vlan_plan_waivers');
  await knex.schema.dropTable('vlan_plan_decisions');
};
