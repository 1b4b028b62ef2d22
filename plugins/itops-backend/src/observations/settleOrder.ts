import { Knex } from 'knex';
import { isDeepStrictEqual } from 'node:util';
import { Matches } from './matchFacts';
import { storableJson } from './storableText';

/**
 * Hashes follow the order of keys. A fact whose keys merely come in another
 * order than they were stored in has not changed.
 */
export async function settleOrder(
  tx: Knex.Transaction,
  matches: Matches,
): Promise<Matches> {
  if (matches.changed.length === 0) {
    return matches;
  }
  const { rows } = await tx.raw<{ rows: { id: string; value: unknown }[] }>(
    'SELECT id, value FROM observations WHERE id = ANY(?::bigint[])',
    [matches.changed.map(({ known }) => known.id)],
  );
  const values = new Map(rows.map(({ id, value }) => [id, value]));
  const settled: Matches = {
    ...matches,
    changed: [],
    same: [...matches.same],
  };
  for (const change of matches.changed) {
    const value = JSON.parse(storableJson(change.seen.fact.value));
    if (isDeepStrictEqual(value, values.get(change.known.id))) {
      settled.same.push(change);
    } else {
      settled.changed.push(change);
    }
  }
  return settled;
}
