import { InputError, NotFoundError, isError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  Cable,
  DevicePort,
  InterfaceNameMap,
  PortDevice,
  PortMap,
  cableLabel,
  differences,
  portLabel,
} from '@sankofa/site-model';
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
import { sound, withDevice, withPort } from './edits';
import { namesTag } from './namesTag';
import { cableSubject, deviceSubject, portSubject } from './subjects';

const REFUSALS = [
  'ConflictError',
  'InputError',
  'NotFoundError',
  'PreconditionFailedError',
];

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

/** What differs between the three kinds of record. */
interface Kind<T> {
  kind: RecordChange['kind'];
  /** For the audit log: `<thing>.create`. */
  thing: string;
  byId(book: PortRecordBook): ReadonlyMap<string, StoredRecord<T>>;
  labelOf(value: T): string;
  subjectOf(value: T): string;
  added(map: PortMap, value: T): PortMap;
  /** @throws InputError where a field cannot change */
  changed(map: PortMap, before: T, after: T): PortMap;
  removed(map: PortMap, value: T): PortMap;
  /** Ids of what goes with it. */
  dragged?(book: PortRecordBook, id: string): Partial<RecordPlan['remove']>;
}

const DEVICE: Kind<PortDevice> = {
  kind: 'device',
  thing: 'port-device',
  byId: book => book.devicesById,
  labelOf: ({ name }) => name,
  subjectOf: deviceSubject,
  added: (map, device) => ({ ...map, devices: [...map.devices, device] }),
  changed: withDevice,
  removed: (map, device) => ({
    ...map,
    devices: map.devices.filter(other => other !== device),
    ports: map.ports.filter(port => port.device !== device.name),
  }),
  dragged: (book, id) => ({
    port: [...book.portsById.values()]
      .filter(({ deviceId }) => deviceId === id)
      .map(({ meta }) => meta.id),
  }),
};

const PORT: Kind<DevicePort> = {
  kind: 'port',
  thing: 'device-port',
  byId: book => book.portsById,
  labelOf: portLabel,
  subjectOf: portSubject,
  added: (map, port) => ({ ...map, ports: [...map.ports, port] }),
  changed(map, before, after) {
    if (before.device !== after.device || before.kind !== after.kind) {
      throw new InputError(
        `${portLabel(
          before,
        )} stays what it is on its device; delete it and add another one`,
      );
    }
    return withPort(map, before, after);
  },
  removed: (map, port) => ({
    ...map,
    ports: map.ports.filter(other => other !== port),
  }),
};

const CABLE: Kind<Cable> = {
  kind: 'cable',
  thing: 'cable',
  byId: book => book.cablesById,
  labelOf: cableLabel,
  subjectOf: cableSubject,
  added: (map, cable) => ({ ...map, cables: [...map.cables, cable] }),
  changed: (map, before, after) => ({
    ...map,
    cables: map.cables.map(cable => (cable === before ? after : cable)),
  }),
  removed: (map, cable) => ({
    ...map,
    cables: map.cables.filter(other => other !== cable),
  }),
};

/** Physical records one by one, as people write them down. */
export class PortRecordService {
  readonly devices: RecordEditor<PortDevice>;
  readonly ports: RecordEditor<DevicePort>;
  readonly cables: RecordEditor<Cable>;

  private constructor(private readonly options: Options) {
    this.devices = RecordEditor.create(options, DEVICE);
    this.ports = RecordEditor.create(options, PORT);
    this.cables = RecordEditor.create(options, CABLE);
  }

  static create(options: Options): PortRecordService {
    return new PortRecordService(options);
  }

  /** All records as they are now. */
  async book(): Promise<PortRecordBook> {
    return this.options.store.current();
  }

  /**
   * Puts these names in the place of the defaults, and of all overrides there were.
   *
   * @param seen - the tag of the names that the person saw
   * @throws ConflictError when they have changed since; InputError for a model twice
   */
  async setNames(
    names: readonly InterfaceNameMap[],
    seen: string,
    actor: string,
  ): Promise<PortRecordBook> {
    const audit = {
      action: 'interface-names.update',
      subject: 'interface-names',
      details: { models: names.map(({ model }) => model) },
    };
    return audited(this.options.audit, { actor, ...audit }, () =>
      this.options.store.change(actor, book => {
        const models = names.map(({ model }) => model.toLowerCase());
        if (new Set(models).size < models.length) {
          throw new InputError('Each model can be there once');
        }
        if (namesTag(book) !== seen) {
          throw new PreconditionFailedError(
            'The interface names were changed meanwhile; read them again before you change them',
          );
        }
        return { origin: 'manual', put: [], remove: NO_REMOVALS, names, audit };
      }),
    );
  }
}

/** Creates, changes and deletes the records of one kind. */
export class RecordEditor<T extends object> {
  private constructor(
    private readonly options: Options,
    private readonly kind: Kind<T>,
  ) {}

  static create<T extends object>(
    options: Options,
    kind: Kind<T>,
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

/** Does something, and writes down that it was refused. */
export async function audited<T>(
  audit: AuditLog,
  entry: { actor: string; action: string; subject: string },
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (isError(error) && REFUSALS.includes(error.name)) {
      const { actor, action, subject } = entry;
      const details = {
        error: error.name,
        message: error.message.slice(0, 2000),
      };
      await audit.recordAlone({
        actor,
        action,
        subject,
        outcome: 'failure',
        details,
      });
    }
    throw error;
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
