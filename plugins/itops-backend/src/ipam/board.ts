import { Knex } from 'knex';

const BOARD = { name: 'ipam' };

/**
 * Waits for everybody else who changes prefixes or VLANs. Whoever only takes an
 * address waits for the counter of its prefix instead.
 */
export async function lockBoard(tx: Knex.Transaction): Promise<void> {
  await tx.raw('SELECT 1 FROM boards WHERE name = ? FOR UPDATE', [BOARD.name]);
}

/** Says that something changed; a sum of versions never goes down. */
export async function moveBoard(tx: Knex.Transaction, by = 1): Promise<void> {
  await tx('boards').where(BOARD).increment('version', by);
}

/** Differs when any record was written in between. */
export async function ipamVersion(knex: Knex): Promise<string> {
  const { rows } = await knex.raw<{ rows: { version: string }[] }>(
    `SELECT b.version + (SELECT coalesce(sum(version), 0) FROM ipam_counters)
       AS version
     FROM boards b WHERE name = ?`,
    [BOARD.name],
  );
  return String(rows[0].version);
}
