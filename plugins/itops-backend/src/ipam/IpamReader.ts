import { NotFoundError } from '@backstage/errors';
import {
  Claim,
  Cidr,
  KeyRange,
  addressKey,
  parseAddress,
  parseCidr,
  recordClaim,
} from '@sankofa/site-model';
import { Knex } from 'knex';
import { StoredAddress, StoredPrefix, StoredVlan } from './IpamStore';
import { ipamVersion } from './board';
import { gapAround } from './freeRanges';
import { innermostAround, prefixById, prefixesWhere } from './readPrefixes';
import { AddressDbRow, VlanDbRow, addressOf, vlanOf } from './rows';

/** Matches of a substring that are sorted in memory; more are found on the way. */
const FEW = 2_000;
/** Trigrams need three characters. */
const MIN_INDEXED = 3;
/** Records whose claims are part of the site; beyond, only reservations are. */
const MAX_SITE_RECORDS = 100_000;

const LIVE = '(expires_at IS NULL OR expires_at > clock_timestamp())';
/** As in the index of the search. */
const TEXT = `lower(address || ' ' || coalesce(hostname, '') || ' ' ||
  coalesce(service, '') || ' ' || coalesce(description, ''))`;

export interface AddressFilter {
  /** Only inside this. */
  range?: KeyRange;
  hostname?: string;
  lifecycle?: readonly string[];
  role?: readonly string[];
  ownerTeam?: readonly string[];
  service?: readonly string[];
  /** Address, CIDR, or part of a text. */
  q?: string;
}

export interface PrefixFilter {
  parent?: string;
  status?: readonly string[];
  environment?: readonly string[];
  ownerTeam?: readonly string[];
  vid?: readonly number[];
  range?: KeyRange;
  q?: string;
}

interface Condition {
  sql: string[];
  bindings: Knex.RawBinding[];
}

/** Reads records; every list goes on behind the last row of the page before. */
export class IpamReader {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): IpamReader {
    return new IpamReader(options.knex);
  }

  /** Differs when any record was written in between. */
  version(): Promise<string> {
    return ipamVersion(this.knex);
  }

  /**
   * What our records claim. Of more than a hundred thousand only reservations: a
   * site is held in memory, and addresses that people keep are in no source.
   */
  async claims(): Promise<Claim[]> {
    const [{ held }] = await this.knex('ipam_counters').sum({ held: 'held' });
    const only = Number(held) > MAX_SITE_RECORDS;
    const { rows } = await this.knex.raw<{ rows: AddressDbRow[] }>(
      `SELECT * FROM ipam_addresses WHERE ${LIVE}
       ${only ? `AND lifecycle = 'reserved'` : ''} ORDER BY key`,
    );
    return rows.map(addressOf).map(recordClaim);
  }

  prefix(id: string): Promise<StoredPrefix> {
    return prefixById(this.knex, id);
  }

  /**
   * What whoever takes an address needs to know of its prefix: one index row.
   *
   * @throws NotFoundError
   */
  async outline(id: string): Promise<{ cidr: string; sources: string[] }> {
    const found = await this.knex('ipam_prefixes')
      .where({ id })
      .first('cidr', 'sources');
    if (!found) {
      throw new NotFoundError(`No prefix has the id '${id}'`);
    }
    return found;
  }

  /** Prefixes in tree order, behind a place in it. */
  async prefixes(
    filter: PrefixFilter,
    page: { after?: KeyRange; limit: number },
  ): Promise<StoredPrefix[]> {
    const { sql, bindings } = prefixCondition(filter);
    if (page.after) {
      sql.push('(p.lo > ? OR (p.lo = ? AND p.hi < ?))');
      bindings.push(page.after.lo, page.after.lo, page.after.hi);
    }
    return prefixesWhere(
      this.knex,
      ['true', ...sql].join(' AND '),
      bindings,
      page.limit,
    );
  }

  async countPrefixes(filter: PrefixFilter): Promise<number> {
    const { sql, bindings } = prefixCondition(filter);
    const { rows } = await this.knex.raw(
      `SELECT count(*) FROM ipam_prefixes p
       LEFT JOIN ipam_vlans v ON v.id = p.vlan_id
       WHERE ${['true', ...sql].join(' AND ')}`,
      bindings,
    );
    return Number(rows[0].count);
  }

  /** The prefixes that an address lies in right away, by address key. */
  async innermost(keys: readonly string[]): Promise<Map<string, string>> {
    const { rows } = await this.knex.raw<{
      rows: { key: string; cidr: string }[];
    }>(
      `SELECT wanted.key, p.cidr FROM unnest(?::text[]) AS wanted (key)
       CROSS JOIN LATERAL (
         SELECT cidr FROM ipam_prefixes
         WHERE lo <= wanted.key AND hi >= wanted.key
         ORDER BY lo DESC, hi LIMIT 1) AS p`,
      [[...keys]],
    );
    return new Map(rows.map(({ key, cidr }) => [key, cidr]));
  }

  /** Addresses in numeric order, behind a key. */
  async addresses(
    filter: AddressFilter,
    page: { after?: string; limit: number },
  ): Promise<StoredAddress[]> {
    const { sql, bindings } = addressCondition(filter);
    const { after, limit } = page;
    if (after !== undefined) {
      sql.push('key > ?');
      bindings.push(after);
    }
    const text = wantedText(filter.q);
    if (text !== undefined && text.length >= MIN_INDEXED) {
      const few = await this.fewWith(text, { sql, bindings });
      if (few) {
        return few.slice(0, limit);
      }
    }
    if (text !== undefined) {
      sql.push(`${TEXT} LIKE ?`);
      bindings.push(pattern(text));
    }
    return this.addressRows(sql, bindings, `ORDER BY key LIMIT ${limit}`);
  }

  /** How many addresses there are altogether, from the counters. */
  async countAddresses(): Promise<number> {
    const [{ held }] = await this.knex('ipam_counters').sum({ held: 'held' });
    return Number(held ?? 0);
  }

  /** @throws NotFoundError */
  async address(text: string): Promise<StoredAddress> {
    const canonical = parseAddress(text);
    const row: AddressDbRow | undefined =
      canonical &&
      (await this.knex('ipam_addresses')
        .where({ key: addressKey(canonical) })
        .whereRaw(LIVE)
        .first());
    if (!row) {
      throw new NotFoundError(`${text.slice(0, 64)} is not kept here`);
    }
    return addressOf(row);
  }

  /** What is kept inside a range, at most so much. */
  within(range: KeyRange, limit: number): Promise<StoredAddress[]> {
    return this.addresses({ range }, { limit });
  }

  /** Gaps and prefixes below that touch a range of a prefix. */
  async shapeOf(prefix: StoredPrefix, range: KeyRange) {
    const [{ rows: gaps }, { rows: below }] = await Promise.all([
      this.knex.raw<{ rows: KeyRange[] }>(
        `SELECT lo, hi FROM ipam_free_ranges WHERE prefix_id = ?
           AND lo <= ? AND hi >= ? ORDER BY lo`,
        [prefix.id, range.hi, range.lo],
      ),
      this.knex.raw<{ rows: (KeyRange & { cidr: string })[] }>(
        `SELECT cidr, lo, hi FROM ipam_prefixes WHERE parent_id = ?
           AND lo <= ? AND hi >= ? ORDER BY lo`,
        [prefix.id, range.hi, range.lo],
      ),
    ]);
    return { gaps, below };
  }

  /** Gaps of a prefix from a key on. */
  async gaps(
    prefixId: string,
    from: string,
    limit: number,
  ): Promise<KeyRange[]> {
    const around = await gapAround(this.knex, prefixId, from);
    const { rows } = await this.knex.raw<{ rows: KeyRange[] }>(
      `SELECT lo, hi FROM ipam_free_ranges
       WHERE prefix_id = ? AND lo > ? ORDER BY lo LIMIT ?`,
      [prefixId, from, limit],
    );
    return around ? [{ lo: from, hi: around.hi }, ...rows] : rows;
  }

  /** The narrowest prefix around an address. */
  async around(key: string): Promise<StoredPrefix | undefined> {
    const id = await innermostAround(this.knex, { lo: key, hi: key });
    return id === undefined ? undefined : this.prefix(id);
  }

  async vlans(
    page: { after?: string; limit: number },
    q?: string,
  ): Promise<(StoredVlan & { prefixes: string[]; place: string })[]> {
    return this.vlanRows(
      `v.place > ? AND (? = '' OR position(lower(?) in lower(
         v.vid || ' ' || v.name || ' ' || v.group_name || ' ' ||
         coalesce(v.environment, '') || ' ' || coalesce(v.owner_team, ''))) > 0)`,
      [page.after ?? '', q ?? '', q ?? ''],
      page.limit,
    );
  }

  /** @throws NotFoundError */
  async vlan(id: string) {
    const [found] = await this.vlanRows('v.id = ?', [id], 1);
    if (!found) {
      throw new NotFoundError(`No VLAN has the id '${id}'`);
    }
    return found;
  }

  private async vlanRows(
    condition: string,
    bindings: Knex.RawBinding[],
    limit: number,
  ) {
    const { rows } = await this.knex.raw<{
      rows: (VlanDbRow & { place: string; prefixes: string[] })[];
    }>(
      `SELECT v.*, ARRAY(SELECT cidr FROM ipam_prefixes p
           WHERE p.vlan_id = v.id ORDER BY p.lo) AS prefixes
       FROM (SELECT *, lpad(vid::text, 4, '0') || ' ' || id AS place
             FROM ipam_vlans) AS v
       WHERE ${condition} ORDER BY v.place LIMIT ?`,
      [...bindings, limit],
    );
    return rows.map(row => ({
      ...vlanOf(row),
      prefixes: row.prefixes,
      place: row.place,
    }));
  }

  /** All matches where they are few: then no order needs to be followed to find them. */
  private async fewWith(
    text: string,
    { sql, bindings }: Condition,
  ): Promise<StoredAddress[] | undefined> {
    const found = await this.addressRows(
      [...sql, `${TEXT} LIKE ?`],
      [...bindings, pattern(text)],
      `LIMIT ${FEW + 1}`,
    );
    return found.length > FEW
      ? undefined
      : found.sort((left, right) => (left.key < right.key ? -1 : 1));
  }

  private async addressRows(
    sql: readonly string[],
    bindings: readonly Knex.RawBinding[],
    end: string,
  ): Promise<StoredAddress[]> {
    const { rows } = await this.knex.raw<{ rows: AddressDbRow[] }>(
      `SELECT * FROM ipam_addresses
       WHERE ${[LIVE, ...sql].join(' AND ')} ${end}`,
      bindings,
    );
    return rows.map(addressOf);
  }
}

function pattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/** What of a search is text, and neither an address nor a network. */
function wantedText(q: string | undefined): string | undefined {
  const text = q?.trim().toLowerCase();
  return text && !rangeOfText(text) ? text : undefined;
}

/** An address or a network as a range. */
export function rangeOfText(text: string): KeyRange | undefined {
  const address = parseAddress(text);
  if (address !== undefined) {
    const key = addressKey(address);
    return { lo: key, hi: key };
  }
  const cidr: Cidr | undefined = parseCidr(text);
  return cidr && { lo: cidr.lo, hi: cidr.hi };
}

function addressCondition(filter: AddressFilter): Condition {
  const sql: string[] = [];
  const bindings: Knex.RawBinding[] = [];
  const asked = filter.q === undefined ? undefined : rangeOfText(filter.q);
  for (const range of [filter.range, asked]) {
    if (range) {
      sql.push('key BETWEEN ? AND ?');
      bindings.push(range.lo, range.hi);
    }
  }
  if (filter.hostname !== undefined) {
    sql.push('lower(hostname) = ?');
    bindings.push(filter.hostname.toLowerCase());
  }
  const columns = {
    lifecycle: filter.lifecycle,
    role: filter.role,
    owner_team: filter.ownerTeam,
    service: filter.service,
  };
  for (const [column, values] of Object.entries(columns)) {
    if (values) {
      sql.push(`${column} = ANY(?::text[])`);
      bindings.push([...values]);
    }
  }
  return { sql, bindings };
}

function prefixCondition(filter: PrefixFilter): Condition {
  const sql: string[] = [];
  const bindings: Knex.RawBinding[] = [];
  const { parent, vid, range, q } = filter;
  if (parent !== undefined) {
    sql.push('p.parent_id = ?');
    bindings.push(parent);
  }
  const asked = q === undefined ? undefined : rangeOfText(q);
  if (range) {
    sql.push('p.lo >= ? AND p.hi <= ?');
    bindings.push(range.lo, range.hi);
  }
  if (asked) {
    // The prefixes around an address, and those inside a network.
    sql.push('((p.lo <= ? AND p.hi >= ?) OR (p.lo >= ? AND p.hi <= ?))');
    bindings.push(asked.lo, asked.hi, asked.lo, asked.hi);
  } else if (q) {
    sql.push(`lower(p.cidr || ' ' || coalesce(p.name, '') || ' ' ||
      coalesce(p.description, '') || ' ' || coalesce(p.owner_team, '') || ' ' ||
      coalesce(p.environment, '')) LIKE ?`);
    bindings.push(pattern(q.trim().toLowerCase()));
  }
  const columns = {
    'p.status': filter.status,
    'p.environment': filter.environment,
    'p.owner_team': filter.ownerTeam,
  };
  for (const [column, values] of Object.entries(columns)) {
    if (values) {
      sql.push(`${column} = ANY(?::text[])`);
      bindings.push([...values]);
    }
  }
  if (vid) {
    sql.push('v.vid = ANY(?::int[])');
    bindings.push([...vid]);
  }
  return { sql, bindings };
}
