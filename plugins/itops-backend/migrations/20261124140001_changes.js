/**
 * Governed changes: what somebody wants, the plan that is approved by its hash, who
 * agreed, and what happened. The rules that must hold whoever writes are the database's.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('changes', table => {
    table.uuid('id').primary();
    table
      .specificType('number', 'bigint generated always as identity')
      .notNullable()
      .unique();
    table.integer('version').notNullable().defaultTo(1);
    table.text('state').notNullable();
    table.text('source_id').notNullable();
    table.text('ticket').notNullable();
    table.text('requester').notNullable();
    table.text('last_editor').notNullable();
    table.jsonb('intent').notNullable();
    table.text('plan').comment('canonical JSON, as it is hashed');
    table.text('plan_hash').comment('SHA-256 of the plan, hexadecimal');
    table.jsonb('guards').comment('what they said when the plan was made');
    table.text('risk_class');
    table.integer('approvals_needed');
    table.text('policy_version');
    table.text('idempotency_key').notNullable();
    table.text('request_hash').notNullable();
    table.timestamp('created_at', { useTz: true }).notNullable();
    table.timestamp('updated_at', { useTz: true }).notNullable();
    table.unique(['requester', 'idempotency_key']);
    // What an approval refers to, so that it cannot outlive another editor.
    table.unique(['id', 'requester', 'last_editor']);
  });
  await knex.raw(`
    ALTER TABLE changes
      ADD CONSTRAINT changes_state_check CHECK (state IN (
        'draft', 'planned', 'awaiting-approval', 'approved', 'applying',
        'verifying', 'done', 'refused', 'stale', 'expired', 'failed',
        'needs-human', 'cancelled')),
      ADD CONSTRAINT changes_plan_check CHECK (
        state IN ('draft', 'cancelled') OR
        (plan IS NOT NULL AND plan_hash IS NOT NULL))`);
  await knex.raw('CREATE INDEX changes_state ON changes (state, number)');

  await knex.schema.createTable('change_approvals', table => {
    table.uuid('change_id').notNullable();
    table.text('approver').notNullable();
    table.text('requester').notNullable();
    table.text('last_editor').notNullable();
    table.text('hash').notNullable();
    table.timestamp('approved_at', { useTz: true }).notNullable();
    table.timestamp('expires_at', { useTz: true }).notNullable();
    table.primary(['change_id', 'approver']);
    table
      .foreign(['change_id', 'requester', 'last_editor'])
      .references(['id', 'requester', 'last_editor'])
      .inTable('changes');
  });
  await knex.raw(`
    ALTER TABLE change_approvals
      ADD CONSTRAINT change_approvals_four_eyes CHECK (
        lower(approver) <> lower(requester) AND
        lower(approver) <> lower(last_editor))`);

  await knex.schema.createTable('change_targets', table => {
    table
      .uuid('change_id')
      .notNullable()
      .references('id')
      .inTable('changes')
      .onDelete('CASCADE');
    table.text('target').notNullable();
    table.boolean('held').notNullable().defaultTo(false);
    table.primary(['change_id', 'target']);
  });
  await knex.raw(`CREATE UNIQUE INDEX change_targets_one_at_a_time
    ON change_targets (target) WHERE held`);
  await knex.raw(`
    CREATE FUNCTION change_holds_targets() RETURNS trigger
    LANGUAGE plpgsql AS $$
    BEGIN
      UPDATE change_targets
        SET held = NEW.state IN ('applying', 'verifying', 'needs-human')
        WHERE change_id = NEW.id;
      RETURN NULL;
    END
    $$`);
  await knex.raw(`
    CREATE TRIGGER change_holds_targets AFTER UPDATE OF state ON changes
    FOR EACH ROW WHEN (OLD.state <> NEW.state)
    EXECUTE FUNCTION change_holds_targets()`);

  await knex.schema.createTable('change_events', table => {
    table.specificType('id', 'bigint generated always as identity');
    table.primary(['id']);
    table
      .uuid('change_id')
      .notNullable()
      .references('id')
      .inTable('changes')
      .onDelete('CASCADE');
    table.text('kind').notNullable();
    table.text('actor').notNullable();
    table.timestamp('at', { useTz: true }).notNullable();
    table.jsonb('details').notNullable();
    table.index(['change_id', 'id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('change_events');
  await knex.schema.dropTable('change_targets');
  await knex.schema.dropTable('change_approvals');
  await knex.schema.dropTable('changes');
  await knex.raw('DROP FUNCTION change_holds_targets()');
};
