import { isError } from '@backstage/errors';
import { addressKey, wantedAddress } from '@sankofa/site-model';
import { Knex } from 'knex';
import { AuditLog } from '../audit';
import { AddressWriter, addressValueOf } from '../ipam/AddressWriter';
import { Allocator } from '../ipam/Allocator';
import { IpamReader } from '../ipam/IpamReader';
import { StoredAddress } from '../ipam/IpamStore';
import { NextFreeService } from '../ipam/NextFreeService';
import { AddressDbRow, addressOf } from '../ipam/rows';
import { LockedChange } from './ChangeStore';
import { StoredChange } from './StoredChange';

interface Options {
  audit: AuditLog;
  reader: IpamReader;
  nextFree: NextFreeService;
}

/** Takes an address for a change, in the transaction that also locks the change. */
export type TakeAddress = (
  locked: LockedChange,
  actor: string,
) => Promise<StoredChange['hold']>;

const REFUSALS = ['ConflictError', 'InputError', 'UnreadSourceError'];

function refOf({ id }: StoredChange): string {
  return `change:${id}`;
}

/**
 * The address that a change will give to a guest, kept in address management while the
 * change lives: reserved for it, or reserved by its requester before. Everything is
 * written in the transaction of the step that it belongs to.
 */
export class AddressHold {
  private constructor(private readonly options: Options) {}

  static create(options: Options): AddressHold {
    return new AddressHold(options);
  }

  /** The record, where it is held for this change. */
  async held(
    knex: Knex,
    change: StoredChange,
  ): Promise<StoredAddress | undefined> {
    const address = wantedAddress(change.intent);
    if (address === undefined) {
      return undefined;
    }
    const row: AddressDbRow | undefined = await knex('ipam_addresses')
      .where({ key: addressKey(address) })
      .whereRaw('(expires_at IS NULL OR expires_at > clock_timestamp())')
      .first();
    const record = row && addressOf(row);
    return record?.lifecycle === 'reserved' &&
      (record.sourceRef === refOf(change) ||
        (change.hold?.isOurs === false && record.holder === change.requester))
      ? record
      : undefined;
  }

  /**
   * Looks at what speaks for and against the address, before anything is locked.
   *
   * @returns what takes it, or why it cannot be taken; nothing where none is wanted
   */
  async prepare(
    knex: Knex,
    change: StoredChange,
  ): Promise<{ take: TakeAddress } | { problem: string } | undefined> {
    const address = wantedAddress(change.intent);
    if (address === undefined || (await this.held(knex, change))) {
      return undefined;
    }
    const key = addressKey(address);
    const prefix = await this.options.reader.around(key);
    if (!prefix) {
      return { problem: `No prefix of ours is around ${address}; add one.` };
    }
    try {
      const { book } = await this.options.nextFree.bookFor(prefix.id);
      return {
        take: async ({ tx, change: locked }, actor) => {
          const row: AddressDbRow | undefined = await tx('ipam_addresses')
            .where({ key, lifecycle: 'reserved', holder: locked.requester })
            .first();
          if (row) {
            return { address, isOurs: false };
          }
          const options = { tx, prefixId: prefix.id, offers: book, actor };
          const allocator = await Allocator.lock(options);
          const { intent } = locked;
          await allocator.exactly(key, {
            role: 'host',
            holder: locked.requester,
            sourceRef: refOf(locked),
            description: `Held for change ${locked.number}`,
            ...(intent.verb === 'guest.create' && {
              hostname: intent.hostname,
              ownerTeam: intent.ownerRef,
            }),
          });
          return { address, isOurs: true };
        },
      };
    } catch (error) {
      if (isAddressRefusal(error)) {
        return { problem: error.message };
      }
      throw error;
    }
  }

  /** Gives the address back where it was taken for this change alone. */
  async release({ tx, change }: LockedChange, actor: string): Promise<void> {
    const record = await this.held(tx, change);
    if (record && change.hold?.isOurs) {
      await this.writer(tx, actor).delete(record.address, record.version);
    }
  }

  /** The guest has it now: the reservation becomes a record. */
  async keep({ tx, change }: LockedChange, actor: string): Promise<void> {
    const record = await this.held(tx, change);
    if (record) {
      const { holder, expiresAt, ...value } = addressValueOf(record);
      await this.writer(tx, actor).update(record.version, {
        ...value,
        lifecycle: 'active',
        sourceRef: refOf(change),
        description: `Given to guest ${change.intent.vmid} by change ${change.number}`,
      });
    }
  }

  private writer(tx: Knex.Transaction, actor: string): AddressWriter {
    return AddressWriter.create({ tx, audit: this.options.audit, actor });
  }
}

/** Whether it is why the address cannot be taken, and not that something broke. */
export function isAddressRefusal(error: unknown): error is Error {
  return isError(error) && REFUSALS.includes(error.name);
}
