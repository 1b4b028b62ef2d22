/**
 * A way to the audit rows of a time. They are written in the order of time, so that
 * ranges of blocks do: next to nothing for each row that is written.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw(
    'CREATE INDEX audit_log_at_index ON audit_log USING brin (at)',
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('DROP INDEX audit_log_at_index');
};
