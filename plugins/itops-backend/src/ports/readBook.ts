import {
  CableTermination,
  InterfaceNameMap,
  PortOrigin,
  cableSchema,
  devicePortSchema,
  interfaceNameMapSchema,
  portDeviceSchema,
} from '@sankofa/site-model';
import { Knex } from 'knex';
import { PortRecordBook } from './PortRecordBook';
import {
  RecordMeta,
  StoredCable,
  StoredDevice,
  StoredPort,
} from './PortRecordStore';

interface MetaRow {
  id: string;
  origin: PortOrigin;
  version: number;
  created_at: Date;
  created_by: string;
  updated_at: Date;
  updated_by: string;
}

/** Columns by field name, `null` where there is nothing. */
type Row = MetaRow & Record<string, unknown>;

const META = `id, origin, version, created_at, created_by, updated_at, updated_by`;

const DEVICES = `SELECT ${META}, name, role, role_name AS "roleName",
    manufacturer, model, site, location, rack, status, description
  FROM port_devices ORDER BY name`;

const PORTS = `SELECT ${META.replace(/\w+/g, 'p.$&')}, p.device_id, p.lag_id,
    p.rear_port_id, d.name AS device, p.kind, p.name, p.label, p.number, p.type,
    lag.name AS lag, rear.name AS "rearPort", p.rear_position AS "rearPosition",
    p.positions, p.macs, p.description
  FROM device_ports p
  JOIN port_devices d ON d.id = p.device_id
  LEFT JOIN device_ports lag ON lag.id = p.lag_id
  LEFT JOIN device_ports rear ON rear.id = p.rear_port_id
  ORDER BY d.name, p.kind, p.name`;

const END = (side: 'a' | 'b') => `${side}e.port_id AS ${side}_port_id,
    ${side}d.name AS ${side}_device, ${side}p.kind AS ${side}_kind,
    ${side}p.name AS ${side}_port`;

const JOIN_END = (side: 'a' | 'b') =>
  `JOIN cable_ends ${side}e ON ${side}e.cable_id = c.id AND ${side}e.side = '${side}'
  JOIN device_ports ${side}p ON ${side}p.id = ${side}e.port_id
  JOIN port_devices ${side}d ON ${side}d.id = ${side}p.device_id`;

const CABLES = `SELECT ${META.replace(
  /\w+/g,
  'c.$&',
)}, c.label, c.type, c.status,
    c.color, c.length, c.length_unit AS "lengthUnit", c.description,
    ${END('a')}, ${END('b')}
  FROM cables c ${JOIN_END('a')} ${JOIN_END('b')}
  ORDER BY ad.name, ap.kind, ap.name`;

const NAMES =
  'SELECT model, aliases, names FROM interface_name_maps ORDER BY model';

/** All physical records, as the transaction sees them. */
export async function readBook(
  knex: Knex,
  version: number,
): Promise<PortRecordBook> {
  const read = async <T = Row>(sql: string): Promise<T[]> =>
    (await knex.raw<{ rows: T[] }>(sql)).rows;
  return PortRecordBook.create({
    version,
    devices: (await read(DEVICES)).map(deviceOf),
    ports: (await read(PORTS)).map(portOf),
    cables: (await read(CABLES)).map(cableOf),
    names: (await read<InterfaceNameMap>(NAMES)).map(row =>
      interfaceNameMapSchema.parse(row),
    ),
  });
}

function metaOf(row: MetaRow): RecordMeta {
  return {
    id: row.id,
    origin: row.origin,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.updated_by,
  };
}

/** The fields of a record: columns of its schema that are not empty. */
function fieldsOf(row: Row, shape: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(shape)
      .filter(field => row[field] !== null && row[field] !== undefined)
      .map(field => [field, row[field]]),
  );
}

function deviceOf(row: Row): StoredDevice {
  return {
    meta: metaOf(row),
    value: fieldsOf(row, portDeviceSchema.shape) as StoredDevice['value'],
  };
}

function portOf(row: Row): StoredPort {
  return {
    meta: metaOf(row),
    deviceId: String(row.device_id),
    lagId: (row.lag_id as string | null) ?? undefined,
    rearPortId: (row.rear_port_id as string | null) ?? undefined,
    value: fieldsOf(row, devicePortSchema.shape) as StoredPort['value'],
  };
}

function cableOf(row: Row): StoredCable {
  const end = (side: 'a' | 'b') => ({
    device: row[`${side}_device`] as string,
    kind: row[`${side}_kind`] as CableTermination['kind'],
    port: row[`${side}_port`] as string,
  });
  const { length, ...fields } = fieldsOf(row, cableSchema.shape);
  return {
    meta: metaOf(row),
    aPortId: String(row.a_port_id),
    bPortId: String(row.b_port_id),
    value: {
      ...(fields as Omit<StoredCable['value'], 'a' | 'b'>),
      // A decimal arrives as text.
      ...(length !== undefined && { length: Number(length) }),
      a: end('a'),
      b: end('b'),
    },
  };
}
