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
    const id = await this.add(prefix);
    await this.write('prefix.create', prefix.cidr, {
      after: plainPrefix(prefix),
    });
    return id;
  }

  /** Adds a prefix without a word; it takes what is in it from the prefix around it. */
  async add(prefix: IpamPrefix): Promise<string> {
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
    const depth = await this.depthUnder(around);
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
      parent_id: around ?? null,
      depth,
      ...(await this.columnsOf(prefix)),
    });
    await tx.raw(
      `UPDATE ipam_prefixes SET depth = depth + 1, parent_id =
         CASE WHEN depth = :depth THEN :id ELSE parent_id END
       WHERE lo >= :lo AND hi <= :hi AND id <> :id`,
      { id, lo, hi, depth },
    );
    await tx('ipam_counters').insert({ prefix_id: id, lo, hi });
    await this.putRanges(id, prefix);
    const own = await this.recount(id);
    await this.refill(id);
    if (around !== undefined) {
      await this.addToCounter(around, -own.held, -own.reserved);
      await this.refill(around, { lo, hi });
    }
    await moveBoard(tx);
    return id;
  }

  /**
   * Puts this in the place of what the record says; its network stays.
   *
   * @throws NotFoundError, PreconditionFailedError, InputError
   */
  async update(id: string, version: number, after: IpamPrefix): Promise<void> {
    const before = await this.seen(id, version);
    if (after.cidr !== before.cidr) {
      throw new InputError(
        `${before.cidr} keeps its network; resize, split or merge it instead`,
      );
    }
    await this.put(before, after);
    await this.write('prefix.update', before.cidr, {
      before: plainPrefix(valueOf(before)),
      after: plainPrefix(after),
      fields: differences(
        plainPrefix(valueOf(before)),
        plainPrefix(after),
      ) as unknown as JsonObject[],
    });
  }

  /** Puts another value in the place of one without a word. */
  async put(before: StoredPrefix, after: IpamPrefix): Promise<void> {
    const { tx, actor } = this.options;
    const { id } = before;
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
    await this.refill(id);
    await moveBoard(tx);
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
      before: plainPrefix(valueOf(before)),
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
    await tx.raw(
      `UPDATE ipam_prefixes SET depth = depth - 1, parent_id =
         CASE WHEN parent_id = :id THEN :around::uuid ELSE parent_id END
       WHERE lo >= :lo AND hi <= :hi AND id <> :id`,
      { id, lo, hi, around: around ?? null },
    );
    await tx('ipam_prefixes').where({ id }).delete();
    if (around !== undefined) {
      await this.addToCounter(
        around,
        Number(counter.held),
        Number(counter.reserved),
      );
      await this.refill(around, { lo, hi });
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

  /** Works out the gaps of a prefix inside a window anew. */
  private async refill(id: string, window?: KeyRange): Promise<void> {
    const { tx } = this.options;
    const [prefix] = await prefixesWhere(tx, 'p.id = ?', [id]);
    const { lo, hi } = window ?? prefix;
    const below: KeyRange[] = await tx('ipam_prefixes')
      .where({ parent_id: id })
      .where('lo', '<=', hi)
      .where('hi', '>=', lo)
      .select('lo', 'hi');
    await refillGaps(tx, { id, space: prefix, below }, { lo, hi });
  }

  /** Counts the addresses right in a prefix. */
  private async recount(
    id: string,
  ): Promise<{ held: number; reserved: number }> {
    const { rows } = await this.options.tx.raw(
      `UPDATE ipam_counters AS own SET version = own.version + 1,
         held = found.held - inside.held, reserved = found.reserved - inside.reserved
       FROM ipam_counters AS mine
       CROSS JOIN LATERAL (
         SELECT count(*) AS held,
           count(*) FILTER (WHERE lifecycle = 'reserved') AS reserved
         FROM ipam_addresses WHERE key BETWEEN mine.lo AND mine.hi) AS found
       CROSS JOIN LATERAL (
         SELECT coalesce(sum(c.held), 0) AS held,
           coalesce(sum(c.reserved), 0) AS reserved
         FROM ipam_counters c
         WHERE c.lo >= mine.lo AND c.hi <= mine.hi
           AND c.prefix_id <> mine.prefix_id) AS inside
       WHERE mine.prefix_id = ? AND own.prefix_id = mine.prefix_id
       RETURNING own.held, own.reserved`,
      [id],
    );
    return {
      held: Number(rows[0].held),
      reserved: Number(rows[0].reserved),
    };
  }

  private async addToCounter(
    id: string,
    held: number,
    reserved: number,
  ): Promise<void> {
    await this.options.tx.raw(
      `UPDATE ipam_counters SET held = held + ?, reserved = reserved + ?,
         version = version + 1 WHERE prefix_id = ?`,
      [held, reserved, id],
    );
  }

  private async depthUnder(around: string | undefined): Promise<number> {
    if (around === undefined) {
      return 0;
    }
    const { depth } = await this.options
      .tx('ipam_prefixes')
      .where({ id: around })
      .first('depth');
    return depth + 1;
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
    parentId: _parentId,
    depth: _depth,
    ...value
  } = prefix;
  return value;
}

/** As it is kept in an audit row. */
export function plainPrefix(prefix: IpamPrefix): JsonObject {
  return JSON.parse(JSON.stringify(prefix));
}

/** @throws InputError that names everything that is wrong */
function checkSpace(prefix: IpamPrefix): void {
  const problems = spaceProblems(prefix);
  if (problems.length > 0) {
    throw new InputError(problems.join('; '));
  }
}
