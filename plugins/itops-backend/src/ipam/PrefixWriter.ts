import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  IpamPrefix,
  KeyRange,
  addressKey,
  differences,
  offerableSize,
  parseCidr,
  spaceProblems,
} from '@sankofa/site-model';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { AuditLog } from '../audit';
import { StoredPrefix } from './IpamStore';
import { lockBoard, moveBoard } from './board';
import { StaleRecordError } from './errors';
import { lockPrefix, refillGaps } from './freeRanges';
import { innermostAround, prefixById, prefixesWhere } from './readPrefixes';

interface Options {
  tx: Knex.Transaction;
  audit: AuditLog;
  actor: string;
  origin: 'manual' | 'netbox';
}

/** Changes prefixes, one transaction long; gaps and counters follow. */
export class PrefixWriter {
  private constructor(private readonly options: Options) {}

  /** Waits for everybody else who changes prefixes. */
  static async lock(options: Options): Promise<PrefixWriter> {
    await lockBoard(options.tx);
    return new PrefixWriter(options);
  }

  /** @throws ConflictError when it is there already, InputError when it makes no sense */
  async create(prefix: IpamPrefix): Promise<string> {
    const { tx, actor, origin } = this.options;
    checkSpace(prefix);
    const { cidr, lo, hi } = parseCidr(prefix.cidr)!;
    if (await tx('ipam_prefixes').where({ cidr }).first('id')) {
      throw new ConflictError(`${cidr} is there already`);
    }
    const id = randomUUID();
    const around = await innermostAround(tx, { lo, hi });
    if (around !== undefined) {
      await lockPrefix(tx, around);
    }
    const at = tx.raw('clock_timestamp()');
    await tx('ipam_prefixes').insert({
      id,
      origin,
      created_at: at,
      created_by: actor,
      updated_at: at,
      updated_by: actor,
      cidr,
      lo,
      hi,
      ...(await this.columnsOf(prefix)),
    });
    await tx('ipam_counters').insert({ prefix_id: id, lo, hi });
    await this.putRanges(id, prefix);
    await this.settle(id);
    if (around !== undefined) {
      await this.settle(around, { lo, hi });
    }
    await moveBoard(tx);
    await this.write('prefix.create', cidr, { after: plain(prefix) });
    return id;
  }

  /**
   * Puts this in the place of what the record says; its network stays.
   *
   * @throws NotFoundError, PreconditionFailedError, InputError
   */
  async update(id: string, version: number, after: IpamPrefix): Promise<void> {
    const { tx, actor } = this.options;
    const before = await this.seen(id, version);
    if (after.cidr !== before.cidr) {
      throw new InputError(
        `${before.cidr} keeps its network; resize, split or merge it instead`,
      );
    }
    checkSpace(after);
    await lockPrefix(tx, id);
    await tx('ipam_prefixes')
      .where({ id })
      .update({
        ...(await this.columnsOf(after)),
        version: before.version + 1,
        updated_at: tx.raw('clock_timestamp()'),
        updated_by: actor,
      });
    await tx('ipam_ranges').where({ prefix_id: id }).delete();
    await this.putRanges(id, after);
    await this.settle(id);
    await moveBoard(tx);
    await this.write('prefix.update', before.cidr, {
      before: valueOf(before) as unknown as JsonObject,
      after: plain(after),
      fields: differences(
        plain(valueOf(before)),
        plain(after),
      ) as unknown as JsonObject[],
    });
  }

  /**
   * Deletes a prefix; the prefix around it takes its addresses.
   *
   * @throws NotFoundError, PreconditionFailedError, ConflictError when its
   * addresses would be in no prefix, or somebody waits for one
   */
  async delete(id: string, version: number): Promise<void> {
    const before = await this.seen(id, version);
    await this.remove(before);
    await this.write('prefix.delete', before.cidr, {
      before: plain(valueOf(before)),
    });
  }

  /** Takes a prefix away without a word. */
  async remove(prefix: StoredPrefix): Promise<void> {
    const { tx } = this.options;
    const { id, lo, hi, cidr } = prefix;
    await this.checkNobodyWaits(prefix);
    const around = await innermostAround(tx, { lo, hi }, id);
    if (around !== undefined) {
      await lockPrefix(tx, around);
    }
    await lockPrefix(tx, id);
    const counter = await tx('ipam_counters').where({ prefix_id: id }).first();
    if (around === undefined && Number(counter.held) > 0) {
      throw new ConflictError(
        `${counter.held} addresses of ${cidr} would be in no prefix; delete them first`,
      );
    }
    await tx('ipam_requests')
      .where({ prefix_id: id })
      .update({ prefix_id: null });
    await tx('ipam_prefixes').where({ id }).delete();
    if (around !== undefined) {
      await this.settle(around, { lo, hi });
    }
    // What the counter had said stays in the sum of versions.
    await moveBoard(tx, Number(counter.version) + 1);
  }

  /** @throws NotFoundError, PreconditionFailedError */
  async seen(id: string, version: number): Promise<StoredPrefix> {
    const prefix = await prefixById(this.options.tx, id);
    if (prefix.version !== version) {
      throw StaleRecordError.of(prefix.cidr, version, prefix);
    }
    return prefix;
  }

  /** Counts what is right in a prefix, and works out its gaps inside a window anew. */
  async settle(id: string, window?: KeyRange): Promise<void> {
    const { tx } = this.options;
    const [prefix] = await prefixesWhere(tx, 'p.id = ?', [id]);
    const { rows: below } = await tx.raw<{ rows: KeyRange[] }>(
      `SELECT c.lo, c.hi FROM ipam_prefixes c
       WHERE c.lo >= :lo AND c.hi <= :hi AND c.id <> :id AND NOT EXISTS (
         SELECT 1 FROM ipam_prefixes m WHERE m.id NOT IN (c.id, :id)
           AND m.lo >= :lo AND m.hi <= :hi AND m.lo <= c.lo AND m.hi >= c.hi)`,
      { id, lo: prefix.lo, hi: prefix.hi },
    );
    await refillGaps(tx, { id, space: prefix, below }, window ?? prefix);
    await tx.raw(
      `UPDATE ipam_counters SET version = version + 1,
         held = own.held - inside.held, reserved = own.reserved - inside.reserved
       FROM (SELECT count(*) AS held,
               count(*) FILTER (WHERE lifecycle = 'reserved') AS reserved
             FROM ipam_addresses WHERE key BETWEEN :lo AND :hi) AS own,
            (SELECT coalesce(sum(held), 0) AS held,
               coalesce(sum(reserved), 0) AS reserved
             FROM ipam_counters
             WHERE lo >= :lo AND hi <= :hi AND prefix_id <> :id) AS inside
       WHERE prefix_id = :id`,
      { id, lo: prefix.lo, hi: prefix.hi },
    );
  }

  /** @throws ConflictError */
  private async checkNobodyWaits({ id, cidr }: StoredPrefix): Promise<void> {
    const waiting = await this.options
      .tx('ipam_requests')
      .where({ prefix_id: id, state: 'open' })
      .first('id');
    if (waiting) {
      throw new ConflictError(
        `Somebody waits for an address of ${cidr}; accept or reject the request first`,
      );
    }
  }

  private async columnsOf(prefix: IpamPrefix) {
    return {
      status: prefix.status,
      name: prefix.name ?? null,
      vlan_id: await this.vlanId(prefix),
      environment: prefix.environment ?? null,
      owner_team: prefix.ownerTeam ?? null,
      routing_notes: prefix.routingNotes ?? null,
      description: prefix.description ?? null,
      gateway: prefix.gateway ?? null,
      sources: [...prefix.sources],
      offerable: offerableSize(prefix).toString(),
    };
  }

  private async vlanId({ cidr, vlan }: IpamPrefix): Promise<string | null> {
    if (!vlan) {
      return null;
    }
    const { vid, group = '' } = vlan;
    const found = await this.options
      .tx('ipam_vlans')
      .where({ vid, group_name: group })
      .first('id');
    if (!found) {
      throw new NotFoundError(
        `${cidr} names VLAN ${vid}${
          group ? ` of ${group}` : ''
        }, which is not recorded; add it first`,
      );
    }
    return found.id;
  }

  private async putRanges(id: string, { ranges }: IpamPrefix): Promise<void> {
    if (ranges.length > 0) {
      await this.options.tx('ipam_ranges').insert(
        ranges.map(({ kind, first, last, label }) => ({
          prefix_id: id,
          kind,
          lo: addressKey(first),
          hi: addressKey(last),
          label: label ?? null,
        })),
      );
    }
  }

  async write(
    action: string,
    cidr: string,
    details: JsonObject,
  ): Promise<void> {
    const { tx, audit, actor } = this.options;
    const subject = `prefix:${cidr}`;
    await audit.record(tx, {
      actor,
      action,
      subject,
      outcome: 'success',
      details,
    });
  }
}

/** What people wrote, without what the store adds. */
export function valueOf(prefix: StoredPrefix): IpamPrefix {
  const {
    id: _id,
    lo: _lo,
    hi: _hi,
    origin: _origin,
    version: _version,
    createdAt: _createdAt,
    createdBy: _createdBy,
    updatedAt: _updatedAt,
    updatedBy: _updatedBy,
    offerable: _offerable,
    held: _held,
    reserved: _reserved,
    below: _below,
    ...value
  } = prefix;
  return value;
}

/** As it is kept in an audit row. */
function plain(prefix: IpamPrefix): JsonObject {
  return JSON.parse(JSON.stringify(prefix));
}

/** @throws InputError that names everything that is wrong */
function checkSpace(prefix: IpamPrefix): void {
  const problems = spaceProblems(prefix);
  if (problems.length > 0) {
    throw new InputError(problems.join('; '));
  }
}
