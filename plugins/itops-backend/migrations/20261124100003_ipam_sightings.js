/**
 * Since when an address is seen on the network, and when it was seen last:
 * intervals, so that a look that finds nothing new writes nothing.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('ipam_sightings', table => {
    table.specificType('key', 'text COLLATE "C"').notNullable();
    table.timestamp('began_at', { useTz: true }).notNullable();
    table
      .timestamp('ended_at', { useTz: true })
      .comment('empty while it is still seen');
    table.primary(['key', 'began_at']);
  });
  await knex.raw(
    `CREATE UNIQUE INDEX ipam_sightings_open ON ipam_sightings (key)
       WHERE ended_at IS NULL`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('ipam_sightings');
};
