import { IpamAddress, IpamPrefix, IpamVlan } from '@sankofa/site-model';
import { Knex } from 'knex';
import { AuditLog } from '../audit';
import { audited } from '../ports/audited';
import { AddressWriter } from './AddressWriter';
import { Allocator } from './Allocator';
import { Offers, Reservation, StoredAddress, StoredPrefix } from './IpamStore';
import { PrefixWriter } from './PrefixWriter';
import { VlanWriter } from './VlanWriter';
import { prefixById } from './readPrefixes';

interface Options {
  knex: Knex;
  audit: AuditLog;
}

/** A record that somebody saw, and wants to change. */
export interface SeenId {
  id: string;
  version: number;
}

/**
 * Prefixes and addresses as people change them. Every change and its audit row
 * are one transaction; refusals are written down, too.
 */
export class IpamRecords {
  private constructor(private readonly options: Options) {}

  static create(options: Options): IpamRecords {
    return new IpamRecords(options);
  }

  /**
   * Reserves an address: the lowest that is free, or the one that is wanted.
   *
   * @throws NotFoundError, ConflictError with the reason
   */
  async reserve(
    wanted: { prefixId: string; key?: string; reservation: Reservation },
    offers: Offers,
    actor: string,
  ): Promise<StoredAddress> {
    const { prefixId, key, reservation } = wanted;
    return this.transaction(
      { actor, action: 'address.reserve', subject: `prefix:${prefixId}` },
      async tx => {
        const options = { tx, prefixId, offers, actor };
        const allocator = await Allocator.lock(options);
        return key === undefined
          ? allocator.next(reservation)
          : allocator.exactly(key, reservation);
      },
    );
  }

  async createPrefix(value: IpamPrefix, actor: string): Promise<StoredPrefix> {
    const { cidr } = value;
    return this.transaction(
      { actor, action: 'prefix.create', subject: `prefix:${cidr}` },
      async tx => {
        const id = await (await this.prefixes(tx, actor)).create(value);
        return prefixById(tx, id);
      },
    );
  }

  async updatePrefix(
    { id, version }: SeenId,
    value: IpamPrefix,
    actor: string,
  ): Promise<StoredPrefix> {
    const { cidr } = value;
    return this.transaction(
      { actor, action: 'prefix.update', subject: `prefix:${cidr}` },
      async tx => {
        await (await this.prefixes(tx, actor)).update(id, version, value);
        return prefixById(tx, id);
      },
    );
  }

  async deletePrefix({ id, version }: SeenId, actor: string): Promise<void> {
    const { cidr } = await prefixById(this.options.knex, id);
    await this.transaction(
      { actor, action: 'prefix.delete', subject: `prefix:${cidr}` },
      async tx => (await this.prefixes(tx, actor)).delete(id, version),
    );
  }

  async createAddress(
    value: IpamAddress,
    actor: string,
  ): Promise<StoredAddress> {
    return this.address(value.address, 'create', actor, writer =>
      writer.create(value),
    );
  }

  async updateAddress(
    version: number,
    value: IpamAddress,
    actor: string,
  ): Promise<StoredAddress> {
    return this.address(value.address, 'update', actor, writer =>
      writer.update(version, value),
    );
  }

  /**
   * The same change of several addresses: all of them, or none.
   *
   * @throws NotFoundError, PreconditionFailedError, InputError
   */
  async updateAddresses(
    seen: readonly { address: string; version: number }[],
    change: (before: IpamAddress) => IpamAddress,
    actor: string,
  ): Promise<StoredAddress[]> {
    const subject = `addresses:${seen.length}`;
    const { audit } = this.options;
    return this.transaction({ actor, action: 'address.update', subject }, tx =>
      AddressWriter.create({ tx, audit, actor }).updateAll(seen, change),
    );
  }

  async deleteAddress(
    address: string,
    version: number,
    actor: string,
  ): Promise<void> {
    await this.address(address, 'delete', actor, writer =>
      writer.delete(address, version),
    );
  }

  async createVlan(value: IpamVlan, actor: string): Promise<string> {
    return this.vlan(`${value.vid}`, 'create', actor, writer =>
      writer.create(value),
    );
  }

  async updateVlan(
    { id, version }: SeenId,
    value: IpamVlan,
    actor: string,
  ): Promise<void> {
    await this.vlan(`${value.vid}`, 'update', actor, writer =>
      writer.update(id, version, value),
    );
  }

  async deleteVlan({ id, version }: SeenId, actor: string): Promise<void> {
    await this.vlan(id, 'delete', actor, writer => writer.delete(id, version));
  }

  private vlan<T>(
    name: string,
    verb: string,
    actor: string,
    act: (writer: VlanWriter) => Promise<T>,
  ): Promise<T> {
    const { audit } = this.options;
    return this.transaction(
      { actor, action: `vlan.${verb}`, subject: `vlan:${name}` },
      async tx =>
        act(await VlanWriter.lock({ tx, audit, actor, origin: 'manual' })),
    );
  }

  private address<T>(
    address: string,
    verb: string,
    actor: string,
    act: (writer: AddressWriter) => Promise<T>,
  ): Promise<T> {
    const { audit } = this.options;
    return this.transaction(
      { actor, action: `address.${verb}`, subject: `address:${address}` },
      tx => act(AddressWriter.create({ tx, audit, actor })),
    );
  }

  private prefixes(tx: Knex.Transaction, actor: string) {
    const { audit } = this.options;
    return PrefixWriter.lock({ tx, audit, actor, origin: 'manual' });
  }

  private transaction<T>(
    entry: { actor: string; action: string; subject: string },
    act: (tx: Knex.Transaction) => Promise<T>,
  ): Promise<T> {
    const { knex, audit } = this.options;
    return audited(audit, entry, () => knex.transaction(act));
  }
}
