import { NotFoundError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { differences } from '@sankofa/site-model';
import { AuditLog } from '../audit';
import { PortRecordBook } from './PortRecordBook';
import {
  NO_REMOVALS,
  PortRecordStore,
  RecordChange,
  RecordPlan,
  StoredRecord,
} from './PortRecordStore';
import { PreconditionFailedError } from './PreconditionFailedError';
import { audited } from './audited';
import { sound } from './edits';
import { RecordKind } from './recordKinds';

interface Options {
  store: PortRecordStore;
  audit: AuditLog;
}

/** A record that somebody saw, and wants to change. */
export interface SeenRecord {
  id: string;
  /** The version that they saw. */
  version: number;
}

/** Creates, changes and deletes the records of one kind. */
export class RecordEditor<T extends object> {
  private constructor(
    private readonly options: Options,
    private readonly kind: RecordKind<T>,
  ) {}

  static create<T extends object>(
    options: Options,
    kind: RecordKind<T>,
  ): RecordEditor<T> {
    return new RecordEditor(options, kind);
  }

  /**
   * @returns the id of the new record, and all records with it
   * @throws ConflictError when it contradicts other records
   */
  async create(
    value: T,
    actor: string,
  ): Promise<{ id: string; book: PortRecordBook }> {
    const { byId, added } = this.kind;
    let before: ReadonlyMap<string, unknown> = new Map();
    const book = await this.change('create', value, actor, current => {
      before = byId(current);
      sound(added(current.map, value));
      return {
        put: [this.put(value)],
        remove: NO_REMOVALS,
        details: { record: value as unknown as JsonObject },
      };
    });
    const [id] = [...byId(book).keys()].filter(other => !before.has(other));
    return { id, book };
  }

  /**
   * Puts this in the place of what the record says.
   *
   * @throws NotFoundError, PreconditionFailedError when it has changed since that
   * version, ConflictError when it contradicts other records, InputError when a
   * field cannot change
   */
  async update(
    seen: SeenRecord,
    value: T,
    actor: string,
  ): Promise<PortRecordBook> {
    return this.change('update', value, actor, book => {
      const before = this.seen(book, seen);
      sound(this.kind.changed(book.map, before.value, value));
      const fields = differences(flat(before.value), flat(value));
      return {
        put: [this.put(value, before.meta.id)],
        remove: NO_REMOVALS,
        details: { fields: fields as unknown as JsonObject[] },
      };
    });
  }

  /**
   * Deletes a record; a device takes its ports along.
   *
   * @throws NotFoundError, PreconditionFailedError when it has changed since that
   * version, ConflictError while other records need it
   */
  async delete(seen: SeenRecord, actor: string): Promise<void> {
    const { kind, removed, dragged } = this.kind;
    const book = await this.options.store.current();
    const value = this.find(book, seen.id).value;
    await this.change('delete', value, actor, current => {
      const before = this.seen(current, seen);
      sound(removed(current.map, before.value));
      const { id } = before.meta;
      const remove = {
        ...NO_REMOVALS,
        ...dragged?.(current, id),
        [kind]: [id],
      };
      return {
        put: [],
        remove,
        details: { record: before.value as unknown as JsonObject },
      };
    });
  }

  /** @throws NotFoundError */
  find(book: PortRecordBook, id: string): StoredRecord<T> {
    const record = this.kind.byId(book).get(id.toLowerCase());
    if (!record) {
      throw new NotFoundError(
        `No ${this.kind.kind} has the id '${id.slice(0, 64)}'`,
      );
    }
    return record;
  }

  private seen(
    book: PortRecordBook,
    { id, version }: SeenRecord,
  ): StoredRecord<T> {
    const record = this.find(book, id);
    const { meta, value } = record;
    if (meta.version !== version) {
      throw PreconditionFailedError.of(this.kind.labelOf(value), version, meta);
    }
    return record;
  }

  private put(value: T, id?: string): RecordChange {
    const { kind } = this.kind;
    return {
      kind,
      ...(id !== undefined && { id }),
      value,
    } as unknown as RecordChange;
  }

  private change(
    verb: string,
    value: T,
    actor: string,
    decide: (
      book: PortRecordBook,
    ) => Pick<RecordPlan, 'put' | 'remove'> & { details: JsonObject },
  ): Promise<PortRecordBook> {
    const { thing, subjectOf } = this.kind;
    const entry = { action: `${thing}.${verb}`, subject: subjectOf(value) };
    return audited(this.options.audit, { actor, ...entry }, () =>
      this.options.store.change(actor, book => {
        const { details, ...plan } = decide(book);
        return { origin: 'manual', ...plan, audit: { ...entry, details } };
      }),
    );
  }
}

/** The ends of a cable as text, so that a difference can be read. */
function flat(record: object): object {
  return Object.fromEntries(
    Object.entries(record).map(([field, value]) => [
      field,
      typeof value === 'object' && !Array.isArray(value)
        ? Object.values(value).join(' ')
        : value,
    ]),
  );
}
