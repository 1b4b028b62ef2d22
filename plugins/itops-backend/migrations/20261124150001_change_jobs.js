/**
 * Governed changes as jobs: who carries one out now and until when, the address that is
 * held for it, and every call that was sent, written down before it was.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('changes', table => {
    table.timestamp('planned_at', { useTz: true });
    table
      .timestamp('expires_at', { useTz: true })
      .comment('when what was asked for or approved ends');
    table.text('reason').comment('why it is where it is');
    table.text('held_address');
    table
      .boolean('hold_is_ours')
      .comment('the reservation was made for it, and ends with it');
    table
      .boolean('may_destroy_foreign')
      .notNullable()
      .defaultTo(false)
      .comment('whoever applied it may');
    table.text('lease_owner');
    table.timestamp('lease_until', { useTz: true });
    table
      .integer('fence')
      .notNullable()
      .defaultTo(0)
      .comment('grows with every claim; a worker writes only under its own');
  });
  // However a person is written, they are one person.
  await knex.raw(`CREATE UNIQUE INDEX change_approvals_one_each
    ON change_approvals (change_id, lower(approver))`);
  await knex.raw(`CREATE UNIQUE INDEX changes_held_address ON changes (held_address)
    WHERE held_address IS NOT NULL`);
  await knex.raw(`CREATE INDEX changes_jobs ON changes (number)
    WHERE state IN ('applying', 'verifying')`);
  await knex.raw(`CREATE INDEX changes_expiring ON changes (expires_at)
    WHERE state IN ('awaiting-approval', 'approved')`);

  await knex.schema.createTable('change_requests_sent', table => {
    table
      .uuid('change_id')
      .notNullable()
      .references('id')
      .inTable('changes')
      .onDelete('CASCADE');
    table.text('part').notNullable().comment('do or undo');
    table.integer('step').notNullable().comment('place in the plan, from 0');
    table.integer('attempt').notNullable().defaultTo(1);
    table.text('state').notNullable();
    table.text('method').notNullable();
    table.text('path').notNullable();
    table.text('task');
    table.timestamp('intended_at', { useTz: true }).notNullable();
    table.timestamp('answered_at', { useTz: true });
    table.timestamp('ended_at', { useTz: true });
    table.text('exit');
    table.jsonb('log').notNullable().defaultTo('[]');
    table.integer('next_line').notNullable().defaultTo(0);
    table.primary(['change_id', 'part', 'step']);
  });
  await knex.raw(`
    ALTER TABLE change_requests_sent
      ADD CONSTRAINT change_requests_sent_part CHECK (part IN ('do', 'undo')),
      ADD CONSTRAINT change_requests_sent_state CHECK (state IN (
        'sending', 'running', 'succeeded', 'failed', 'unknown'))`);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('change_requests_sent');
  await knex.raw('DROP INDEX changes_jobs');
  await knex.raw('DROP INDEX changes_held_address');
  await knex.raw('DROP INDEX change_approvals_one_each');
  await knex.raw('DROP INDEX changes_expiring');
  await knex.schema.alterTable('changes', table => {
    table.dropColumns(
      'planned_at',
      'expires_at',
      'reason',
      'held_address',
      'hold_is_ours',
      'may_destroy_foreign',
      'lease_owner',
      'lease_until',
      'fence',
    );
  });
};
