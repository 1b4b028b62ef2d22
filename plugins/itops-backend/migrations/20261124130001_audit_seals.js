/**
 * The chain over the audit trail: one seal for each row, in the order in which
 * rows were found committed. Append-only as the trail itself.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('audit_seals', table => {
    table.bigInteger('number').notNullable().primary();
    table.bigInteger('audit_id').notNullable().unique();
    table.text('hash').notNullable();
    table
      .timestamp('sealed_at', { useTz: true })
      .notNullable()
      .defaultTo(knex.raw('clock_timestamp()'));
  });
  await knex.raw(
    `ALTER TABLE audit_seals ADD CONSTRAINT audit_seals_number_check
       CHECK (number > 0)`,
  );
  await knex.raw(`
    CREATE TRIGGER audit_seals_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seals
    FOR EACH STATEMENT EXECUTE FUNCTION audit_log_is_append_only()`);
  // What waits for its seal, written with the row by the database itself: nobody
  // has to search the whole trail for it.
  await knex.schema.createTable('audit_unsealed', table => {
    table.bigInteger('audit_id').notNullable().primary();
  });
  await knex.raw('INSERT INTO audit_unsealed SELECT id FROM audit_log');
  await knex.raw(`
    CREATE FUNCTION audit_log_waits_for_seal() RETURNS trigger
    LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO audit_unsealed VALUES (NEW.id);
      RETURN NULL;
    END
    $$`);
  await knex.raw(`
    CREATE TRIGGER audit_log_waits_for_seal
    AFTER INSERT ON audit_log
    FOR EACH ROW EXECUTE FUNCTION audit_log_waits_for_seal()`);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('DROP TRIGGER audit_log_waits_for_seal ON audit_log');
  await knex.raw('DROP FUNCTION audit_log_waits_for_seal()');
  await knex.schema.dropTable('audit_unsealed');
  await knex.schema.dropTable('audit_seals');
};
