/**
 * Proofs that somebody is there: asked for one action on one plan, given by the identity
 * provider, good once and for five minutes. Of every secret only its hash is kept.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('change_step_ups', table => {
    table.uuid('id').primary();
    table
      .uuid('change_id')
      .notNullable()
      .references('id')
      .inTable('changes')
      .onDelete('CASCADE');
    table.text('action').notNullable();
    table.text('plan_hash').notNullable();
    table.text('person').notNullable().comment('entity ref of who asked');
    table.text('subject').notNullable().comment('sub at the identity provider');
    table.text('ticket_hash').notNullable().unique();
    table.text('browser_hash').unique();
    table.text('proof_hash').unique();
    table.timestamp('asked_at', { useTz: true }).notNullable();
    table.timestamp('begun_at', { useTz: true });
    table.timestamp('answered_at', { useTz: true });
    table.timestamp('authenticated_at', { useTz: true });
    table.timestamp('used_at', { useTz: true });
    table.timestamp('expires_at', { useTz: true }).notNullable();
    table.index(['expires_at']);
  });
  await knex.raw(`
    ALTER TABLE change_step_ups
      ADD CONSTRAINT change_step_ups_action CHECK (action IN ('approve', 'apply')),
      ADD CONSTRAINT change_step_ups_order CHECK (
        (browser_hash IS NULL) = (begun_at IS NULL) AND
        (answered_at IS NULL OR begun_at IS NOT NULL) AND
        (proof_hash IS NULL OR
          (answered_at IS NOT NULL AND authenticated_at IS NOT NULL)) AND
        (used_at IS NULL OR (proof_hash IS NOT NULL AND used_at < expires_at))),
      ADD CONSTRAINT change_step_ups_five_minutes CHECK (
        expires_at <= coalesce(answered_at, asked_at) + interval '5 minutes')`);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('change_step_ups');
};
