/** What people are told of; the others of the history are only read. */
const TOLD = [
  'submitted',
  'approved',
  'denied',
  'expired',
  'stale',
  'done',
  'failed',
  'needs-human',
  'settled-done',
  'settled-failed',
];

/**
 * The history of changes is also the outbox of what people are told: written with what
 * happened, told once.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('change_events', table => {
    table
      .timestamp('told_at', { useTz: true })
      .comment('when those it concerns were told');
  });
  await knex.raw('UPDATE change_events SET told_at = at');
  await knex.raw(`CREATE INDEX change_events_untold ON change_events (id)
    WHERE told_at IS NULL AND kind IN (${TOLD.map(
      kind => `'${kind}'`,
    ).join()})`);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('DROP INDEX change_events_untold');
  await knex.schema.alterTable('change_events', table => {
    table.dropColumn('told_at');
  });
};
