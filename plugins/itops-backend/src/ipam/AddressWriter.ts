import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  IpamAddress,
  addressKey,
  compareAddresses,
  differences,
  isAssignableAddress,
} from '@sankofa/site-model';
import { Knex } from 'knex';
import { AuditLog } from '../audit';
import { StoredAddress, StoredPrefix } from './IpamStore';
import { StaleRecordError } from './errors';
import { releaseExpired } from './expiry';
import { giveBackKey, lockPrefix, takeKeys } from './freeRanges';
import { innermostAround, prefixById } from './readPrefixes';
import { AddressDbRow, addressOf } from './rows';

interface Options {
  tx: Knex.Transaction;
  audit: AuditLog;
  actor: string;
}

/** A prefix may be put around an address while one waits for its lock: so often at most. */
const MAX_LOOKS = 5;

/** Changes what is kept about single addresses, one transaction long. */
export class AddressWriter {
  private constructor(private readonly options: Options) {}

  static create(options: Options): AddressWriter {
    return new AddressWriter(options);
  }

  /**
   * Keeps an address that is in use, or will be.
   *
   * @throws ConflictError when it is kept already, InputError when no prefix is around it
   */
  async create(value: IpamAddress): Promise<StoredAddress> {
    const { tx, actor } = this.options;
    const key = addressKey(value.address);
    checkValue(value);
    const prefix = await this.lockAround(value.address, key);
    await releaseExpired(tx, prefix.id, key);
    const there = await this.find(key);
    if (there) {
      throw new ConflictError(
        `${value.address} is kept already, for ${
          there.holder ?? there.hostname ?? there.service ?? 'somebody'
        }, since ${there.createdAt}`,
      );
    }
    await takeKeys(tx, prefix.id, [key]);
    const at = tx.raw('clock_timestamp()');
    const [row] = await tx('ipam_addresses')
      .insert({
        key,
        origin: 'manual',
        created_at: at,
        created_by: actor,
        updated_at: at,
        updated_by: actor,
        ...columnsOf(value),
      })
      .returning('*');
    await this.count(prefix.id, 1, isReserved(value) ? 1 : 0);
    await this.write('address.create', value.address, { after: plain(value) });
    return addressOf(row);
  }

  /**
   * Puts this in the place of what the record says.
   *
   * @throws NotFoundError, PreconditionFailedError, InputError
   */
  async update(version: number, after: IpamAddress): Promise<StoredAddress> {
    const { tx, actor } = this.options;
    const key = addressKey(after.address);
    checkValue(after);
    const prefix = await this.lockAround(after.address, key);
    const before = await this.seen(after.address, key, version);
    const [row] = await tx('ipam_addresses')
      .where({ key })
      .update({
        ...columnsOf(after),
        version: version + 1,
        updated_at: tx.raw('clock_timestamp()'),
        updated_by: actor,
      })
      .returning('*');
    const more = Number(isReserved(after)) - Number(isReserved(before));
    await this.count(prefix.id, 0, more);
    const was = addressValueOf(before);
    await this.write('address.update', after.address, {
      before: plain(was),
      after: plain(after),
      fields: differences(was, after) as unknown as JsonObject[],
    });
    return addressOf(row);
  }

  /**
   * The same change of several addresses.
   *
   * @param change - makes of a record what it will say
   * @throws NotFoundError, PreconditionFailedError, InputError
   */
  async updateAll(
    seen: readonly { address: string; version: number }[],
    change: (before: IpamAddress) => IpamAddress,
  ): Promise<StoredAddress[]> {
    const sorted = [...seen].sort((left, right) =>
      compareAddresses(left.address, right.address),
    );
    // All locks first and in one order, so that two of these cannot wait for each other.
    await this.lockAll(sorted.map(({ address }) => address));
    const done: StoredAddress[] = [];
    for (const { address, version } of sorted) {
      const key = addressKey(address);
      const before = await this.seen(address, key, version);
      done.push(await this.update(version, change(addressValueOf(before))));
    }
    return done;
  }

  private async lockAll(addresses: readonly string[]): Promise<void> {
    await this.options.tx.raw(
      `SELECT 1 FROM ipam_counters WHERE prefix_id IN (
         SELECT around.id FROM unnest(?::text[]) AS wanted (key)
         CROSS JOIN LATERAL (
           SELECT id FROM ipam_prefixes
           WHERE lo <= wanted.key AND hi >= wanted.key
           ORDER BY lo DESC, hi LIMIT 1) AS around)
       ORDER BY prefix_id FOR UPDATE`,
      [addresses.map(addressKey)],
    );
  }

  /** @throws NotFoundError, PreconditionFailedError */
  async delete(address: string, version: number): Promise<void> {
    const { tx } = this.options;
    const key = addressKey(address);
    const prefix = await this.lockAround(address, key);
    const before = await this.seen(address, key, version);
    await tx('ipam_addresses').where({ key }).delete();
    await giveBackKey(tx, { id: prefix.id, space: prefix }, key);
    await this.count(prefix.id, -1, isReserved(before) ? -1 : 0);
    await this.write(
      isReserved(before) ? 'address.release' : 'address.delete',
      address,
      { before: plain(addressValueOf(before)) },
    );
  }

  /** @throws NotFoundError, PreconditionFailedError */
  private async seen(
    address: string,
    key: string,
    version: number,
  ): Promise<StoredAddress> {
    const found = await this.find(key);
    if (!found) {
      throw new NotFoundError(`${address} is not kept here`);
    }
    if (found.version !== version) {
      throw StaleRecordError.of(address, version, found);
    }
    return found;
  }

  private async find(key: string): Promise<StoredAddress | undefined> {
    const row: AddressDbRow | undefined = await this.options
      .tx('ipam_addresses')
      .where({ key })
      .first();
    return row && addressOf(row);
  }

  /** The narrowest prefix around an address, locked. */
  private async lockAround(
    address: string,
    key: string,
  ): Promise<StoredPrefix> {
    const { tx } = this.options;
    const range = { lo: key, hi: key };
    let id = await innermostAround(tx, range);
    for (let look = 0; id !== undefined && look < MAX_LOOKS; look++) {
      const isThere = await lockPrefix(tx, id);
      // Only what is read behind the lock holds.
      const now: string | undefined = await innermostAround(tx, range);
      if (isThere && now === id) {
        return prefixById(tx, id);
      }
      id = now;
    }
    throw new InputError(
      `No prefix is around ${address}; add one before you keep the address`,
    );
  }

  private async count(
    prefixId: string,
    held: number,
    reserved: number,
  ): Promise<void> {
    await this.options.tx.raw(
      `UPDATE ipam_counters SET held = held + ?, reserved = reserved + ?,
         version = version + 1 WHERE prefix_id = ?`,
      [held, reserved, prefixId],
    );
  }

  private async write(
    action: string,
    address: string,
    details: JsonObject,
  ): Promise<void> {
    const { tx, audit, actor } = this.options;
    const subject = `address:${address}`;
    const outcome = 'success';
    await audit.record(tx, { actor, action, subject, outcome, details });
  }
}

export function isReserved({ lifecycle }: Pick<IpamAddress, 'lifecycle'>) {
  return lifecycle === 'reserved';
}

/** What people wrote, without what the store adds. */
export function addressValueOf(address: StoredAddress): IpamAddress {
  const {
    key: _key,
    origin: _origin,
    version: _version,
    createdAt: _createdAt,
    createdBy: _createdBy,
    updatedAt: _updatedAt,
    updatedBy: _updatedBy,
    ...value
  } = address;
  return value;
}

function plain(value: IpamAddress): JsonObject {
  return JSON.parse(JSON.stringify(value));
}

export function columnsOf(value: IpamAddress) {
  return {
    address: value.address,
    role: value.role,
    lifecycle: value.lifecycle,
    hostname: value.hostname ?? null,
    owner_team: value.ownerTeam ?? null,
    service: value.service ?? null,
    source_ref: value.sourceRef ?? null,
    description: value.description ?? null,
    holder: value.holder ?? null,
    expires_at: value.expiresAt ?? null,
  };
}

/** What is wrong with an address record, as a sentence. */
export function addressValueProblem(value: IpamAddress): string | undefined {
  const { address, holder, expiresAt } = value;
  if (!isAssignableAddress(address)) {
    return `No machine can have the address ${address}`;
  }
  if (isReserved(value) !== (holder !== undefined)) {
    return isReserved(value)
      ? `${address} is reserved, so it needs a holder`
      : `${address} is not reserved, so it has no holder`;
  }
  return expiresAt !== undefined && !isReserved(value)
    ? `${address} is not reserved, so it does not expire`
    : undefined;
}

/** @throws InputError */
function checkValue(value: IpamAddress): void {
  const problem = addressValueProblem(value);
  if (problem !== undefined) {
    throw new InputError(problem);
  }
}
