/**
 * Whoever takes an address waits for the others and reads what they left, in one
 * statement whose parts are planned once on each connection. Each part of a function
 * sees what was committed before it began; parts of one SELECT would not.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.raw(`
    CREATE FUNCTION ipam_lock_prefix(wanted uuid, most integer)
    RETURNS TABLE (cidr text, status text, lo text, hi text)
    LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM 1 FROM ipam_counters c WHERE c.prefix_id = wanted FOR UPDATE;
      IF FOUND THEN
        RETURN QUERY SELECT p.cidr, p.status, gap.lo, gap.hi
          FROM ipam_prefixes p
          LEFT JOIN LATERAL (
            SELECT r.lo, r.hi FROM ipam_free_ranges r
            WHERE r.prefix_id = wanted ORDER BY r.lo LIMIT most
          ) AS gap ON true
          WHERE p.id = wanted
          ORDER BY gap.lo;
      END IF;
    END
    $$`);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('DROP FUNCTION ipam_lock_prefix(uuid, integer)');
};
