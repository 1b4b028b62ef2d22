import {
  KeyRange,
  PrefixSpace,
  keyAfter,
  keyBefore,
  holdsKey,
  mergeRanges,
  subtractRanges,
  unofferable,
} from '@sankofa/site-model';
import { Knex } from 'knex';

/** Rows in one statement. */
const BATCH = 5_000;

/**
 * Waits for everybody else who takes or gives back addresses of this prefix.
 * What they did is seen by the next statement, never by this one.
 *
 * @returns false when there is no such prefix any more
 */
export async function lockPrefix(
  tx: Knex.Transaction,
  prefixId: string,
): Promise<boolean> {
  const { rows } = await tx.raw(
    'SELECT 1 FROM ipam_counters WHERE prefix_id = ? FOR UPDATE',
    [prefixId],
  );
  return rows.length > 0;
}

/** Gaps from a key on, in ascending order. */
export async function gapsOf(
  tx: Knex,
  prefixId: string,
  from: string,
  limit: number,
): Promise<KeyRange[]> {
  const { rows } = await tx.raw<{ rows: KeyRange[] }>(
    `SELECT lo, hi FROM ipam_free_ranges
     WHERE prefix_id = ? AND lo > ? ORDER BY lo LIMIT ?`,
    [prefixId, from, limit],
  );
  return rows;
}

/** The gap that holds a key, if the key is free. */
export async function gapAround(
  tx: Knex,
  prefixId: string,
  key: string,
): Promise<KeyRange | undefined> {
  const { rows } = await tx.raw<{ rows: KeyRange[] }>(
    `SELECT lo, hi FROM ipam_free_ranges
     WHERE prefix_id = ? AND lo <= ? ORDER BY lo DESC LIMIT 1`,
    [prefixId, key],
  );
  return rows[0] && holdsKey(rows[0], key) ? rows[0] : undefined;
}

export async function insertGaps(
  tx: Knex,
  prefixId: string,
  gaps: readonly KeyRange[],
): Promise<void> {
  for (let at = 0; at < gaps.length; at += BATCH) {
    const some = gaps.slice(at, at + BATCH);
    await tx.raw(
      `INSERT INTO ipam_free_ranges (prefix_id, lo, hi)
       SELECT ?, lo, hi FROM unnest(?::text[], ?::text[]) AS gap (lo, hi)`,
      [prefixId, some.map(({ lo }) => lo), some.map(({ hi }) => hi)],
    );
  }
}

async function deleteGaps(
  tx: Knex,
  prefixId: string,
  gaps: readonly KeyRange[],
): Promise<void> {
  for (let at = 0; at < gaps.length; at += BATCH) {
    await tx.raw(
      `DELETE FROM ipam_free_ranges WHERE prefix_id = ? AND lo = ANY(?::text[])`,
      [prefixId, gaps.slice(at, at + BATCH).map(({ lo }) => lo)],
    );
  }
}

/**
 * Takes addresses out of the gaps they lie in; those that lie in none are taken already.
 *
 * @param keys - in ascending order
 */
export async function takeKeys(
  tx: Knex.Transaction,
  prefixId: string,
  keys: readonly string[],
): Promise<void> {
  const touched = new Map<string, KeyRange>();
  for (let at = 0; at < keys.length; at += BATCH) {
    const { rows } = await tx.raw<{ rows: KeyRange[] }>(
      `SELECT DISTINCT gap.lo, gap.hi
       FROM unnest(?::text[]) AS wanted (key)
       JOIN LATERAL (
         SELECT lo, hi FROM ipam_free_ranges
         WHERE prefix_id = ? AND lo <= wanted.key ORDER BY lo DESC LIMIT 1
       ) AS gap ON gap.hi >= wanted.key
       ORDER BY gap.lo`,
      [keys.slice(at, at + BATCH), prefixId],
    );
    for (const gap of rows) {
      touched.set(gap.lo, gap);
    }
  }
  const taken = keys.map(key => ({ lo: key, hi: key }));
  const left: KeyRange[] = [];
  let first = 0;
  for (const gap of touched.values()) {
    while (first < taken.length && taken[first].lo < gap.lo) {
      first++;
    }
    let beyond = first;
    while (beyond < taken.length && taken[beyond].lo <= gap.hi) {
      beyond++;
    }
    left.push(...subtractRanges(gap, taken.slice(first, beyond)));
    first = beyond;
  }
  await deleteGaps(tx, prefixId, [...touched.values()]);
  await insertGaps(tx, prefixId, left);
}

/** Makes an address free again, and one gap of it and its neighbours. */
export async function giveBackKey(
  tx: Knex.Transaction,
  prefix: { id: string; space: PrefixSpace },
  key: string,
): Promise<void> {
  if (unofferable(prefix.space).some(range => holdsKey(range, key))) {
    return;
  }
  const touching: KeyRange[] = [];
  for (const neighbour of [keyBefore(key), keyAfter(key)]) {
    const gap =
      neighbour === undefined
        ? undefined
        : await gapAround(tx, prefix.id, neighbour);
    if (gap) {
      touching.push(gap);
    }
  }
  await deleteGaps(tx, prefix.id, touching);
  await insertGaps(
    tx,
    prefix.id,
    mergeRanges([...touching, { lo: key, hi: key }]),
  );
}

/**
 * Works out the gaps of a prefix inside a window anew, from what is kept.
 *
 * @param below - the prefixes right below it: their addresses are theirs
 */
export async function refillGaps(
  tx: Knex.Transaction,
  prefix: { id: string; space: PrefixSpace; below: readonly KeyRange[] },
  window: KeyRange,
): Promise<void> {
  const { id, space, below } = prefix;
  const { rows: old } = await tx.raw<{ rows: KeyRange[] }>(
    `SELECT lo, hi FROM ipam_free_ranges
     WHERE prefix_id = ? AND hi >= ? AND lo <= ?`,
    // Those that only touch the window grow together with what is in it.
    [id, keyBefore(window.lo) ?? window.lo, keyAfter(window.hi) ?? window.hi],
  );
  const held = (
    await tx.raw<{ rows: { key: string }[] }>(
      'SELECT key FROM ipam_addresses WHERE key BETWEEN ? AND ?',
      [window.lo, window.hi],
    )
  ).rows.map(({ key }) => ({ lo: key, hi: key }));
  const outside = old.flatMap(gap => subtractRanges(gap, [window]));
  const inside = subtractRanges(
    window,
    mergeRanges([...unofferable(space), ...below, ...held]),
  );
  await deleteGaps(tx, id, old);
  await insertGaps(tx, id, mergeRanges([...outside, ...inside]));
}
