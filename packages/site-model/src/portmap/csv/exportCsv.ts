import { ImportFile } from '../patch';
import { Cable, PortMap } from '../portMap';
import { formatCsv } from './formatCsv';
import { hideFormula } from './formulas';
import {
  CABLE_COLUMNS,
  DEVICE_COLUMNS,
  END_COLUMNS,
  PORT_COLUMNS,
} from './ownColumns';
import { FieldColumn } from './readFields';

/** Names of the files of our own CSV form. @public */
export const CSV_FILES = {
  devices: 'port-devices.csv',
  ports: 'ports.csv',
  cables: 'cables.csv',
} as const;

/**
 * A port map as three CSV files that {@link importCsv} reads back without loss.
 * Cells that a spreadsheet would calculate begin with an apostrophe.
 * @public
 */
export function exportCsv(map: PortMap): ImportFile[] {
  return [
    sheet(CSV_FILES.devices, DEVICE_COLUMNS, map.devices),
    sheet(CSV_FILES.ports, PORT_COLUMNS, map.ports),
    cableSheet(map.cables),
  ];
}

function sheet(
  name: string,
  columns: readonly FieldColumn[],
  records: readonly object[],
): ImportFile {
  const head = columns.map(({ column }) => column);
  const rows = records.map(record => cellsOf(record, columns));
  return { name, text: formatCsv([head, ...rows]) };
}

function cableSheet(cables: readonly Cable[]): ImportFile {
  const head = [...END_COLUMNS, ...CABLE_COLUMNS.map(({ column }) => column)];
  const rows = cables.map(cable => [
    ...[cable.a, cable.b].flatMap(({ device, kind, port }) =>
      [device, kind, port].map(hideFormula),
    ),
    ...cellsOf(cable, CABLE_COLUMNS),
  ]);
  return { name: CSV_FILES.cables, text: formatCsv([head, ...rows]) };
}

function cellsOf(record: object, columns: readonly FieldColumn[]): string[] {
  const values = new Map<string, unknown>(Object.entries(record));
  return columns.map(({ field }) => hideFormula(asCell(values.get(field))));
}

function asCell(value: unknown): string {
  if (value === undefined) {
    return '';
  }
  return Array.isArray(value) ? value.join(' ') : String(value);
}
