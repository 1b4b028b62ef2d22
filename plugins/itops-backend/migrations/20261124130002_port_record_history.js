/**
 * What physical records said when, as intervals: a row for every state of every
 * record, `to_at` empty while it holds. Written in the transaction of the change
 * itself. `begun` is there where records were older than this table: nobody knows
 * what they said before that moment.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('port_record_states', table => {
    table.bigIncrements('id');
    table.text('kind').notNullable();
    table
      .text('record')
      .notNullable()
      .comment('id of the record; empty for what there is once');
    table.jsonb('value').notNullable();
    table.timestamp('from_at', { useTz: true }).notNullable();
    table.timestamp('to_at', { useTz: true });
  });
  await knex.raw(
    `ALTER TABLE port_record_states
       ADD CONSTRAINT port_record_states_kind_check
         CHECK (kind IN ('device', 'port', 'cable', 'names', 'begun'))`,
  );
  await knex.raw(
    `CREATE UNIQUE INDEX port_record_states_now
       ON port_record_states (kind, record) WHERE to_at IS NULL`,
  );
  await knex.raw(
    'CREATE INDEX port_record_states_to_at ON port_record_states (to_at)',
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('port_record_states');
};
