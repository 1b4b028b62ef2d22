import {
  Cable,
  CableTermination,
  DevicePort,
  InterfaceNameMap,
  PortDevice,
  PortOrigin,
  deviceKey,
  endKey,
  portKey,
} from '@sankofa/site-model';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { PortRecordBook } from './PortRecordBook';
import { RecordChange, RecordPlan } from './PortRecordStore';

/** Rows in one statement. */
const BATCH = 500;

type Columns = Record<string, unknown>;
type Changes<T> = { id?: string; value: T }[];

/** Writes a plan in one transaction; ids of new records are known before they are written. */
export class RecordWriter {
  private readonly ids = new Map<string, string>();

  private constructor(
    private readonly tx: Knex.Transaction,
    private readonly book: PortRecordBook,
    private readonly origin: PortOrigin,
    private readonly actor: string,
    private readonly now: string,
  ) {}

  static create(options: {
    tx: Knex.Transaction;
    book: PortRecordBook;
    origin: PortOrigin;
    actor: string;
    /** By the clock of the database. */
    now: string;
  }): RecordWriter {
    const { tx, book, origin, actor, now } = options;
    return new RecordWriter(tx, book, origin, actor, now);
  }

  /** Cables go first and come last: they hold on to ports. */
  async write({ put, remove, names }: RecordPlan): Promise<void> {
    await this.remove('cables', remove.cable);
    await this.remove('device_ports', remove.port);
    await this.remove('port_devices', remove.device);
    const devices = named(
      ofKind<PortDevice>(put, 'device'),
      deviceKey,
      this.ids,
    );
    const ports = named(ofKind<DevicePort>(put, 'port'), portKey, this.ids);
    await this.put('port_devices', devices, deviceColumns);
    await this.put('device_ports', ports, port => this.portColumns(port));
    await this.putCables(ofKind<Cable>(put, 'cable'));
    if (names) {
      await this.putNames(names);
    }
  }

  private async remove(table: string, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) {
      await this.tx.raw(`DELETE FROM ${table} WHERE id = ANY(?::uuid[])`, [
        [...ids],
      ]);
    }
  }

  private async put<T>(
    table: string,
    changes: Changes<T>,
    columnsOf: (value: T) => Columns,
    isNew: (id: string) => boolean = id => !this.isStored(id),
  ): Promise<void> {
    const rows = changes.map(({ id, value }) => ({
      id: id!,
      columns: columnsOf(value),
    }));
    const written = { updated_at: this.now, updated_by: this.actor };
    const inserted = rows
      .filter(({ id }) => isNew(id))
      .map(({ id, columns }) => ({
        id,
        ...columns,
        origin: this.origin,
        created_at: this.now,
        created_by: this.actor,
        ...written,
      }));
    if (inserted.length > 0) {
      await this.tx.batchInsert(table, inserted, BATCH);
    }
    for (const { id, columns } of rows.filter(row => !isNew(row.id))) {
      await this.tx(table)
        .where({ id })
        .update({
          ...columns,
          origin: this.origin,
          version: this.tx.raw('version + 1'),
          ...written,
        });
    }
  }

  private async putCables(changes: Changes<Cable>): Promise<void> {
    const cables = changes.map(({ id, value }) => ({
      id: id ?? randomUUID(),
      value,
    }));
    await this.put('cables', cables, cableColumns);
    const ids = cables.map(({ id }) => id);
    await this.tx.raw(
      'DELETE FROM cable_ends WHERE cable_id = ANY(?::uuid[])',
      [[...ids]],
    );
    const ends = cables.flatMap(({ id, value }) =>
      (['a', 'b'] as const).map(side => ({
        cable_id: id,
        side,
        port_id: this.portId(value[side]),
      })),
    );
    if (ends.length > 0) {
      await this.tx.batchInsert('cable_ends', ends, BATCH);
    }
  }

  private async putNames(names: readonly InterfaceNameMap[]): Promise<void> {
    const models = names.map(({ model }) => model);
    await this.tx('interface_name_maps').whereNotIn('model', models).delete();
    for (const { model, aliases, names: ports } of names) {
      await this.tx.raw(
        `INSERT INTO interface_name_maps AS map
           (model, aliases, names, created_at, created_by, updated_at, updated_by)
         VALUES (:model, :aliases, :names, :now, :actor, :now, :actor)
         ON CONFLICT (model) DO UPDATE SET aliases = excluded.aliases,
           names = excluded.names, version = map.version + 1,
           updated_at = excluded.updated_at, updated_by = excluded.updated_by
         WHERE (map.aliases, map.names) IS DISTINCT FROM (excluded.aliases, excluded.names)`,
        {
          model,
          aliases: JSON.stringify(aliases),
          names: JSON.stringify(ports),
          now: this.now,
          actor: this.actor,
        },
      );
    }
  }

  private portColumns({
    device,
    lag,
    rearPort,
    rearPosition,
    ...port
  }: DevicePort): Columns {
    const { kind, name, label, number, type, positions, macs, description } =
      port;
    const sibling = (other: DevicePort['kind'], of: string | undefined) =>
      of === undefined
        ? null
        : this.idOf(portKey({ device, kind: other, name: of }));
    return {
      device_id: this.idOf(deviceKey({ name: device })),
      kind,
      name,
      label: label ?? null,
      number: number ?? null,
      type,
      lag_id: sibling('interface', lag),
      rear_port_id: sibling('rear-port', rearPort),
      rear_position: rearPosition ?? null,
      positions: positions ?? null,
      macs,
      description: description ?? null,
    };
  }

  private portId(end: CableTermination): string {
    return this.idOf(endKey(end));
  }

  /** A new name counts before the one that is stored. */
  private idOf(key: string): string {
    const id = this.ids.get(key) ?? this.book.idOf(key);
    if (id === undefined) {
      throw new Error(`The plan refers to ${key}, which is not there`);
    }
    return id;
  }

  private isStored(id: string): boolean {
    const { devicesById, portsById, cablesById } = this.book;
    return devicesById.has(id) || portsById.has(id) || cablesById.has(id);
  }
}

function ofKind<T>(
  put: readonly RecordChange[],
  kind: RecordChange['kind'],
): Changes<T> {
  return put.filter(change => change.kind === kind) as unknown as Changes<T>;
}

/** The changes with an id for each, which is found under its key from then on. */
function named<T>(
  changes: Changes<T>,
  keyOf: (value: T) => string,
  ids: Map<string, string>,
): Changes<T> {
  return changes.map(({ id = randomUUID(), value }) => {
    ids.set(keyOf(value), id);
    return { id, value };
  });
}

function deviceColumns(device: PortDevice): Columns {
  return {
    name: device.name,
    role: device.role,
    role_name: device.roleName ?? null,
    manufacturer: device.manufacturer ?? null,
    model: device.model ?? null,
    site: device.site ?? null,
    location: device.location ?? null,
    rack: device.rack ?? null,
    status: device.status,
    description: device.description ?? null,
  };
}

function cableColumns(cable: Cable): Columns {
  return {
    label: cable.label ?? null,
    type: cable.type ?? null,
    status: cable.status,
    color: cable.color ?? null,
    length: cable.length ?? null,
    length_unit: cable.lengthUnit ?? null,
    description: cable.description ?? null,
  };
}
