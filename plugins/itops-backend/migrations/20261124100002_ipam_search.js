/**
 * Substrings of host names, services and descriptions by trigrams. The extension
 * is PostgreSQL's own and trusted, but an installation may lack it or the right
 * to create it: the search then reads the table.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw(`
    DO $$
    BEGIN
      CREATE EXTENSION IF NOT EXISTS pg_trgm;
      CREATE INDEX ipam_addresses_text ON ipam_addresses USING gin (
        lower(address || ' ' || coalesce(hostname, '') || ' ' ||
              coalesce(service, '') || ' ' || coalesce(description, ''))
        gin_trgm_ops);
    EXCEPTION
      WHEN insufficient_privilege OR undefined_file OR feature_not_supported
        OR undefined_object THEN
        RAISE NOTICE 'itops: no trigram index for addresses: %', SQLERRM;
    END
    $$`);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('DROP INDEX IF EXISTS ipam_addresses_text');
};
