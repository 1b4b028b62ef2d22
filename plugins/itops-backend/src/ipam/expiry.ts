import { Knex } from 'knex';
import { auditColumns } from '../audit/DatabaseAuditLog';
import { giveBackKey, lockPrefix } from './freeRanges';
import { innermostAround, prefixById } from './readPrefixes';
import { addressOf, AddressDbRow } from './rows';

/** Whoever ends what nobody ended. */
const ACTOR = 'service:itops';

/**
 * Gives back what has expired in a locked prefix, by the clock of the database.
 *
 * @param key - only this address
 * @returns how many
 */
export async function releaseExpired(
  tx: Knex.Transaction,
  prefixId: string,
  key?: string,
): Promise<number> {
  const prefix = await prefixById(tx, prefixId);
  const { rows } = await tx.raw<{ rows: AddressDbRow[] }>(
    `DELETE FROM ipam_addresses a
     WHERE a.key BETWEEN ? AND ? AND a.expires_at <= clock_timestamp()
       ${key === undefined ? '' : 'AND a.key = ?'}
       AND NOT EXISTS (
         SELECT 1 FROM ipam_prefixes p WHERE p.lo <= a.key AND p.hi >= a.key
           AND p.id <> ? AND p.lo >= ? AND p.hi <= ?)
     RETURNING *`,
    [
      prefix.lo,
      prefix.hi,
      ...(key === undefined ? [] : [key]),
      prefixId,
      prefix.lo,
      prefix.hi,
    ],
  );
  for (const row of rows) {
    await giveBackKey(tx, { id: prefixId, space: prefix }, row.key);
    const { address, ...before } = addressOf(row);
    await tx('audit_log').insert(
      auditColumns({
        actor: ACTOR,
        action: 'address.expire',
        subject: `address:${address}`,
        outcome: 'success',
        details: { before: { ...before }, prefix: prefix.cidr },
      }),
    );
  }
  if (rows.length > 0) {
    await tx.raw(
      `UPDATE ipam_counters SET held = held - ?, reserved = reserved - ?,
         version = version + 1 WHERE prefix_id = ?`,
      [rows.length, rows.length, prefixId],
    );
  }
  return rows.length;
}

/**
 * Gives back every reservation that has expired, prefix by prefix, each in a
 * transaction of its own.
 *
 * @returns how many
 */
export async function sweepExpired(knex: Knex): Promise<number> {
  const { rows } = await knex.raw<{ rows: { key: string }[] }>(
    'SELECT key FROM ipam_addresses WHERE expires_at <= clock_timestamp() ORDER BY key',
  );
  const prefixIds = new Set<string>();
  for (const { key } of rows) {
    const id = await innermostAround(knex, { lo: key, hi: key });
    if (id !== undefined) {
      prefixIds.add(id);
    }
  }
  let released = 0;
  for (const prefixId of prefixIds) {
    released += await knex.transaction(async tx =>
      (await lockPrefix(tx, prefixId)) ? releaseExpired(tx, prefixId) : 0,
    );
  }
  return released;
}
