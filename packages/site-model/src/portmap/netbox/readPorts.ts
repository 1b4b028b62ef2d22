import { normalizeMac } from '../../values';
import { newPort } from '../csv/importCsv';
import { FieldColumn, readInteger } from '../csv/readFields';
import { portKey, portLabel } from '../keys';
import { DevicePort, PortKind } from '../portMap';
import { NetboxReading, NetboxRow } from './NetboxReading';
import { readType } from './choices';
import { readPortDescription } from './portNumber';
import { saidPortSchema } from '../saidSchemas';

const COMMON: readonly FieldColumn[] = [
  { column: 'device', field: 'device', always: true },
  { column: 'name', field: 'name', always: true },
  { column: 'label', field: 'label' },
  { column: 'type', field: 'type', read: readType, always: true },
];
const LAG: FieldColumn = { column: 'lag', field: 'lag' };
const POSITIONS: FieldColumn = {
  column: 'positions',
  field: 'positions',
  read: readInteger,
  always: true,
};
const REAR: readonly FieldColumn[] = [
  { column: 'rear_port', field: 'rearPort', always: true },
  {
    column: 'rear_port_position',
    field: 'rearPosition',
    read: readInteger,
    always: true,
  },
];

/** interfaces.csv */
export function readInterfaces(
  reading: NetboxReading,
  rows: readonly NetboxRow[],
): void {
  read(reading, rows, 'interface', [...COMMON, LAG], row => {
    const macs = row.cell('mac_addresses');
    if (macs === undefined) {
      return {};
    }
    const primary = row.cell('primary_mac');
    const all = [primary ?? '', ...macs.split(/[\s,]+/)]
      .filter(Boolean)
      .map(mac => normalizeMac(mac) ?? mac);
    return { macs: [...new Set(all)] };
  });
}

/** rear-ports.csv */
export function readRearPorts(
  reading: NetboxReading,
  rows: readonly NetboxRow[],
): void {
  read(reading, rows, 'rear-port', [...COMMON, POSITIONS], () => ({}));
}

/** front-ports.csv; a front port of several positions leads nowhere we could say. */
export function readFrontPorts(
  reading: NetboxReading,
  rows: readonly NetboxRow[],
): void {
  read(reading, rows, 'front-port', [...COMMON, ...REAR], row => {
    const positions = row.cell('positions') ?? '';
    const mappings = row.cell('mappings');
    const mapping = mappings && /^(.+):(\d{1,9})$/.exec(mappings);
    if (!['', '1'].includes(positions) || mappings?.includes(',')) {
      reading.problem(
        row.at,
        'A front port with several positions cannot be kept; each front port leads to one position of a rear port',
      );
      return undefined;
    }
    return mapping
      ? { rearPort: mapping[1], rearPosition: Number(mapping[2]) }
      : {};
  });
}

/**
 * @param more - fields that need more than one column; undefined when they are
 * wrong, which it has said then
 */
function read(
  reading: NetboxReading,
  rows: readonly NetboxRow[],
  kind: PortKind,
  columns: readonly FieldColumn[],
  more: (row: NetboxRow) => Record<string, unknown> | undefined,
): void {
  reading.patch.covers.push(kind);
  for (const row of rows) {
    const fields = reading.fields<DevicePort>(row, columns, saidPortSchema);
    const others = fields && more(row);
    if (!fields || !others) {
      continue;
    }
    const { device, name } = fields;
    if (device === undefined || name === undefined) {
      reading.problem(row.at, 'The row needs device and name');
      continue;
    }
    const text = row.cell('description');
    const described = text === undefined ? {} : readPortDescription(text);
    const told = reading.names.numberOf(reading.device(device), name);
    const said = checked(reading, row, {
      ...fields,
      ...others,
      kind,
      ...(text !== undefined && { description: described.description }),
      ...(described.number && { number: described.number.value }),
    });
    const port = { device, kind, name };
    if (!said || !reading.claim(portKey(port), portLabel(port), row.at)) {
      continue;
    }
    reading.checkType(row, said.type);
    reading.patch.ports.push({
      key: portKey(port),
      said,
      fallback: {
        ...newPort(kind),
        ...(kind === 'front-port' && { rearPosition: 1 }),
        ...(!described.number && told !== undefined && { number: told }),
      },
      at: row.at,
    });
  }
}

function checked(
  reading: NetboxReading,
  row: NetboxRow,
  said: Record<string, unknown>,
): Partial<DevicePort> | undefined {
  const { success, error } = saidPortSchema.safeParse(said);
  for (const { path, message } of error?.issues ?? []) {
    reading.problem(row.at, `${String(path[0])}: ${message}`);
  }
  return success ? (said as Partial<DevicePort>) : undefined;
}
