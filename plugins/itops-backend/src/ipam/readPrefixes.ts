import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { StoredPrefix } from './IpamStore';
import { PrefixDbRow, prefixOf } from './rows';

/**
 * A prefix with what is kept in it. The counters of the prefixes below it are
 * added up: as many index rows as there are prefixes, however many addresses.
 */
export const PREFIX_COLUMNS = `p.*, v.vid, v.group_name,
  (SELECT json_agg(json_build_object(
      'kind', r.kind, 'lo', r.lo, 'hi', r.hi, 'label', r.label) ORDER BY r.lo)
    FROM ipam_ranges r WHERE r.prefix_id = p.id) AS ranges,
  inside.held, inside.reserved, inside.prefixes - 1 AS below`;

export const PREFIX_TABLES = `ipam_prefixes p
  LEFT JOIN ipam_vlans v ON v.id = p.vlan_id
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(c.held), 0) AS held,
      coalesce(sum(c.reserved), 0) AS reserved, count(*) AS prefixes
    FROM ipam_counters c WHERE c.lo >= p.lo AND c.lo <= p.hi AND c.hi <= p.hi
  ) AS inside`;

/** @throws NotFoundError */
export async function prefixById(
  knex: Knex,
  id: string,
): Promise<StoredPrefix> {
  const [found] = await prefixesWhere(knex, 'p.id = ?::uuid', [id]);
  if (!found) {
    throw new NotFoundError(`No prefix has the id '${id}'`);
  }
  return found;
}

/** Prefixes in tree order. */
export async function prefixesWhere(
  knex: Knex,
  condition: string,
  bindings: readonly Knex.RawBinding[],
  limit?: number,
): Promise<StoredPrefix[]> {
  const { rows } = await knex.raw<{ rows: PrefixDbRow[] }>(
    `SELECT ${PREFIX_COLUMNS} FROM ${PREFIX_TABLES} WHERE ${condition}
     ORDER BY p.lo, p.hi DESC ${limit === undefined ? '' : 'LIMIT ?'}`,
    limit === undefined ? [...bindings] : [...bindings, limit],
  );
  return rows.map(prefixOf);
}

/** The narrowest prefix around a key; its id, or nothing. */
export async function innermostAround(
  knex: Knex,
  range: { lo: string; hi: string },
  not?: string,
): Promise<string | undefined> {
  const { rows } = await knex.raw<{ rows: { id: string }[] }>(
    `SELECT id FROM ipam_prefixes WHERE lo <= ? AND hi >= ?
       ${not === undefined ? '' : 'AND id <> ?::uuid'}
     ORDER BY lo DESC, hi LIMIT 1`,
    not === undefined ? [range.lo, range.hi] : [range.lo, range.hi, not],
  );
  return rows[0]?.id;
}
