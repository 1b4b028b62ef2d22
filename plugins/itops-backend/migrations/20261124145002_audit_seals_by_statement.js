/**
 * What waits for its seal is written once for each statement: an import writes a
 * hundred thousand audit rows in a few.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw('DROP TRIGGER audit_log_waits_for_seal ON audit_log');
  await knex.raw(`
    CREATE OR REPLACE FUNCTION audit_log_waits_for_seal() RETURNS trigger
    LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO audit_unsealed SELECT id FROM written;
      RETURN NULL;
    END
    $$`);
  await knex.raw(`
    CREATE TRIGGER audit_log_waits_for_seal
    AFTER INSERT ON audit_log REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION audit_log_waits_for_seal()`);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('DROP TRIGGER audit_log_waits_for_seal ON audit_log');
  await knex.raw(`
    CREATE OR REPLACE FUNCTION audit_log_waits_for_seal() RETURNS trigger
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
