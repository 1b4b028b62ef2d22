import { normalizeMac } from '../../values';
import { FieldColumn, readDecimal, readInteger } from './readFields';

const plain = (...names: string[]): FieldColumn[] =>
  names.map(name => ({ column: name, field: name }));

/** `port-devices.csv` */
export const DEVICE_COLUMNS: readonly FieldColumn[] = [
  { column: 'name', field: 'name', always: true },
  { column: 'role', field: 'role', always: true },
  { column: 'role_name', field: 'roleName' },
  ...plain('manufacturer', 'model', 'site', 'location', 'rack'),
  { column: 'status', field: 'status', always: true },
  ...plain('description'),
];

function readMacs(text: string): string[] {
  return text.split(/\s+/).map(mac => normalizeMac(mac) ?? mac);
}

/** `ports.csv`; the MAC addresses of a port are separated by blanks, the primary one first. */
export const PORT_COLUMNS: readonly FieldColumn[] = [
  { column: 'device', field: 'device', always: true },
  { column: 'kind', field: 'kind', always: true },
  { column: 'name', field: 'name', always: true },
  ...plain('label'),
  { column: 'number', field: 'number', read: readInteger },
  { column: 'type', field: 'type', always: true },
  ...plain('lag'),
  { column: 'rear_port', field: 'rearPort' },
  { column: 'rear_position', field: 'rearPosition', read: readInteger },
  { column: 'positions', field: 'positions', read: readInteger },
  { column: 'macs', field: 'macs', read: readMacs },
  ...plain('description'),
];

/** `cables.csv`, beside the columns of its two ends. */
export const CABLE_COLUMNS: readonly FieldColumn[] = [
  ...plain('label', 'type'),
  { column: 'status', field: 'status', always: true },
  { column: 'color', field: 'color', read: text => text.toLowerCase() },
  { column: 'length', field: 'length', read: readDecimal },
  { column: 'length_unit', field: 'lengthUnit' },
  ...plain('description'),
];

export const END_COLUMNS = [
  'a_device',
  'a_kind',
  'a_port',
  'b_device',
  'b_kind',
  'b_port',
] as const;
