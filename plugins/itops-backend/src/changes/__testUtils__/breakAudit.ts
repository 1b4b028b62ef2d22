import { Knex } from 'knex';

/** From now on the database refuses every audit row. */
export async function breakAudit(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE FUNCTION no_audit() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'the audit trail is full'; END $$`);
  await knex.raw(`CREATE TRIGGER no_audit BEFORE INSERT ON audit_log
    FOR EACH ROW EXECUTE FUNCTION no_audit()`);
}

/** It takes them again. */
export async function mendAudit(knex: Knex): Promise<void> {
  await knex.raw('DROP TRIGGER IF EXISTS no_audit ON audit_log');
  await knex.raw('DROP FUNCTION IF EXISTS no_audit()');
}
