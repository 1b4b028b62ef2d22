import { ConflictError, NotFoundError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  KeyRange,
  addressFromKey,
  keyAfter,
  keyBefore,
} from '@sankofa/site-model';
import { Knex } from 'knex';
import { auditColumns } from '../audit/DatabaseAuditLog';
import { Offers, Reservation, StoredAddress } from './IpamStore';
import { releaseExpired } from './expiry';
import { gapAround, gapsOf } from './freeRanges';
import { AddressDbRow, addressOf } from './rows';

/** Gaps that are read at first, and how many times more when all of them are spoken for. */
const FIRST_GAPS = 4;
const GROWTH = 16;
const MAX_GAPS = 4_096;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Options {
  tx: Knex.Transaction;
  prefixId: string;
  offers: Offers;
  actor: string;
}

/** A gap with the prefix that it is of; without gaps one row. */
interface LockedRow {
  cidr: string;
  status: string;
  lo: string | null;
  hi: string | null;
}

interface Place {
  gap: KeyRange;
  key: string;
}

/**
 * Takes free addresses of one prefix. The lock comes first, in a statement of
 * its own; the gaps are read behind it.
 */
export class Allocator {
  private constructor(
    private readonly options: Options,
    private readonly prefix: { cidr: string },
    /** The first ones. */
    private readonly gaps: readonly KeyRange[],
  ) {}

  /**
   * Waits for everybody else who takes an address of this prefix.
   *
   * @throws NotFoundError when it is gone, ConflictError when nothing is given out of it
   */
  static async lock(options: Options): Promise<Allocator> {
    const { tx, prefixId } = options;
    const { prefix, gaps } = await lockAndRead(tx, prefixId);
    if (!prefix) {
      throw new NotFoundError(
        `No prefix has the id '${prefixId}'; it may have been split or merged meanwhile`,
      );
    }
    const { cidr, status } = prefix;
    if (status !== 'active' && status !== 'reserved') {
      throw new ConflictError(
        status === 'container'
          ? `${cidr} is a container; take an address of one of the prefixes in it`
          : `${cidr} is ${status}; take an address of another prefix`,
      );
    }
    return new Allocator(options, prefix, gaps);
  }

  /**
   * Reserves the lowest free address.
   *
   * @throws ConflictError when the prefix has none
   */
  async next(wanted: Reservation): Promise<StoredAddress> {
    const { tx, prefixId, offers } = this.options;
    let place =
      firstOf(this.gaps, offers) ?? (await lowestFree(tx, prefixId, offers));
    if (!place && (await releaseExpired(tx, prefixId)) > 0) {
      place = await lowestFree(tx, prefixId, offers);
    }
    if (!place) {
      throw full(this.prefix.cidr);
    }
    return this.take(place, wanted);
  }

  /**
   * Reserves this address.
   *
   * @throws ConflictError when it is not free, with the reason
   */
  async exactly(key: string, wanted: Reservation): Promise<StoredAddress> {
    const { tx, prefixId, offers } = this.options;
    const address = addressFromKey(key);
    const objection = offers.objection(key);
    if (objection !== undefined) {
      throw new ConflictError(`${address} is not free: ${objection}`);
    }
    let gap = await gapAround(tx, prefixId, key);
    if (!gap && (await releaseExpired(tx, prefixId, key)) > 0) {
      gap = await gapAround(tx, prefixId, key);
    }
    if (!gap) {
      throw new ConflictError(
        `${address} is not free: ${await this.holderOf(key)}`,
      );
    }
    return this.take({ gap, key }, wanted);
  }

  private async holderOf(key: string): Promise<string> {
    const row: AddressDbRow | undefined = await this.options
      .tx('ipam_addresses')
      .where({ key })
      .first();
    if (!row) {
      return `${this.prefix.cidr} keeps it as network, broadcast, gateway or part of a range`;
    }
    return row.holder === null
      ? `it is kept for ${row.hostname ?? row.service ?? 'something else'}`
      : `it is reserved for ${row.holder}`;
  }

  /** One statement: what was locked is changed, kept and written down at once. */
  private async take(
    { gap, key }: Place,
    wanted: Reservation,
  ): Promise<StoredAddress> {
    const { tx, prefixId, actor } = this.options;
    const address = addressFromKey(key);
    const audit = auditColumns({
      actor,
      action: 'address.reserve',
      subject: `address:${address}`,
      outcome: 'success',
      details: {
        after: { address, lifecycle: 'reserved', ...wanted } as JsonObject,
        prefix: this.prefix.cidr,
      },
    });
    const { days, holder, role } = wanted;
    const change = gapChange(gap, key);
    const taking: Knex.Raw<{ rows: AddressDbRow[] }> = tx.raw(
      `WITH ${change.sql},
       counted AS (
         UPDATE ipam_counters SET held = held + 1, reserved = reserved + 1,
           version = version + 1 WHERE prefix_id = :prefixId),
       audited AS (
         INSERT INTO audit_log (actor, action, subject, outcome, details)
         VALUES (:actor, :action, :subject, :outcome, :details))
       INSERT INTO ipam_addresses (key, origin, created_at, created_by, updated_at,
         updated_by, address, role, lifecycle, hostname, owner_team, service,
         source_ref, description, holder, expires_at)
       SELECT :key, 'manual', at, :actor, at, :actor, :address, :role, 'reserved',
         :hostname, :ownerTeam, :service, :sourceRef, :description, :holder,
         at + make_interval(days => :days)
       FROM (SELECT clock_timestamp() AS at) AS now
       RETURNING *`,
      {
        ...audit,
        prefixId,
        key,
        address,
        role,
        holder,
        lo: gap.lo,
        hi: gap.hi,
        before: keyBefore(key) ?? null,
        after: keyAfter(key) ?? null,
        hostname: wanted.hostname ?? null,
        ownerTeam: wanted.ownerTeam ?? null,
        service: wanted.service ?? null,
        sourceRef: wanted.sourceRef ?? null,
        description: wanted.description ?? null,
        days: days ?? null,
      },
    );
    // Planned once on each connection: planning costs more than carrying out.
    const { rows } = await taking.options({
      name: `itops-take-${change.name}`,
    });
    return addressOf(rows[0]);
  }
}

/** What becomes of a gap from which one address is taken, and what that is called. */
function gapChange(
  { lo, hi }: KeyRange,
  key: string,
): { name: string; sql: string } {
  const mine = 'prefix_id = :prefixId AND lo = :lo';
  if (lo === key && hi === key) {
    const sql = `gone AS (DELETE FROM ipam_free_ranges WHERE ${mine})`;
    return { name: 'only', sql };
  }
  if (lo === key) {
    const sql = `shorter AS (UPDATE ipam_free_ranges SET lo = :after WHERE ${mine})`;
    return { name: 'first', sql };
  }
  const shorter = `shorter AS (UPDATE ipam_free_ranges SET hi = :before WHERE ${mine})`;
  if (hi === key) {
    return { name: 'last', sql: shorter };
  }
  const sql = `${shorter}, rest AS (
    INSERT INTO ipam_free_ranges (prefix_id, lo, hi)
    VALUES (:prefixId, :after, :hi))`;
  return { name: 'middle', sql };
}

function full(cidr: string): ConflictError {
  return new ConflictError(
    `${cidr} has no free address left: each is kept, reserved, in a range, or spoken for by a source. Give reservations back, or take another prefix`,
  );
}

/**
 * The lock first, and behind it what whoever held it has left. One way there and back
 * while everybody else waits.
 */
async function lockAndRead(
  tx: Knex.Transaction,
  prefixId: string,
): Promise<{ prefix?: { cidr: string; status: string }; gaps: KeyRange[] }> {
  if (!UUID.test(prefixId)) {
    return { gaps: [] };
  }
  const locking: Knex.Raw<{ rows: LockedRow[] }> = tx.raw(
    'SELECT cidr, status, lo, hi FROM ipam_lock_prefix(?, ?)',
    [prefixId, FIRST_GAPS],
  );
  const { rows } = await locking.options({ name: 'itops-lock-prefix' });
  return {
    prefix: rows[0],
    gaps: rows.flatMap(({ lo, hi }) =>
      lo === null || hi === null ? [] : [{ lo, hi }],
    ),
  };
}

function firstOf(gaps: readonly KeyRange[], offers: Offers): Place | undefined {
  for (const gap of gaps) {
    const key = offers.lowest(gap);
    if (key !== undefined) {
      return { gap, key };
    }
  }
  return undefined;
}

/** The lowest address of a prefix that is in a gap and that nobody speaks of. */
export async function lowestFree(
  knex: Knex,
  prefixId: string,
  offers: Offers,
): Promise<Place | undefined> {
  let from = '';
  for (let limit = FIRST_GAPS; ; limit = Math.min(limit * GROWTH, MAX_GAPS)) {
    const gaps = await gapsOf(knex, prefixId, from, limit);
    const place = firstOf(gaps, offers);
    if (place) {
      return place;
    }
    if (gaps.length < limit) {
      return undefined;
    }
    from = gaps.at(-1)!.lo;
  }
}
