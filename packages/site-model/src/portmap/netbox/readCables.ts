import { NEW_CABLE } from '../csv/importCsv';
import { FieldColumn, readDecimal } from '../csv/readFields';
import { cableKey, cableLabel } from '../keys';
import {
  Cable,
  CableTermination,
  DevicePort,
  PortKind,
  cableSchema,
} from '../portMap';
import { NetboxReading, NetboxRow } from './NetboxReading';
import { kindOfContentType, readStatus, readType } from './choices';
import { saidCableSchema } from '../saidSchemas';

const LENGTH_WITH_UNIT = /^(\d+(?:\.\d+)?) ?([a-z]+)$/i;

const COLUMNS: readonly FieldColumn[] = [
  { column: 'label', field: 'label' },
  { column: 'type', field: 'type', read: readType },
  { column: 'status', field: 'status', read: readStatus, always: true },
  {
    column: 'color',
    field: 'color',
    read: text => text.replace(/^#/, '').toLowerCase(),
  },
  { column: 'length', field: 'length', read: readLength },
  { column: 'length_unit', field: 'lengthUnit' },
  { column: 'description', field: 'description' },
];

/** The export writes `5 m` into one cell. */
function readLength(text: string): number | string {
  return readDecimal(LENGTH_WITH_UNIT.exec(text)?.[1] ?? text);
}

/** Kinds of port by device and name: the export does not say which one is meant. */
type Kinds = ReadonlyMap<string, readonly PortKind[]>;

/** cables.csv */
export function readCables(
  reading: NetboxReading,
  rows: readonly NetboxRow[],
): void {
  reading.patch.covers.push('cable');
  const kinds = kindsOf(reading);
  for (const row of rows) {
    const said = reading.fields<Cable>(row, COLUMNS, saidCableSchema);
    const a = endOf(reading, row, 'a', kinds);
    const b = endOf(reading, row, 'b', kinds);
    if (!said || !a || !b) {
      continue;
    }
    const ends = { a, b };
    const unit = unitOf(row);
    if (reading.claim(cableKey(ends), cableLabel(ends), row.at)) {
      reading.checkType(row, said.type);
      reading.patch.cables.push({
        key: cableKey(ends),
        said: { ...said, ...unit, ...ends },
        fallback: NEW_CABLE,
        at: row.at,
      });
    }
  }
}

function unitOf(row: NetboxRow): { lengthUnit?: Cable['lengthUnit'] } {
  if (row.cell('length_unit') !== undefined) {
    return {};
  }
  const length = row.cell('length');
  const unit = length && LENGTH_WITH_UNIT.exec(length)?.[2].toLowerCase();
  const { data } = cableSchema.shape.lengthUnit.safeParse(unit);
  return length === undefined ? {} : { lengthUnit: data };
}

function kindsOf(reading: NetboxReading): Kinds {
  const kinds = new Map<string, Set<PortKind>>();
  const ports: Partial<DevicePort>[] = [
    ...reading.current.ports,
    ...reading.patch.ports.map(({ said }) => said),
  ];
  for (const { device, kind, name } of ports) {
    const place = JSON.stringify([device, name]);
    kinds.set(place, (kinds.get(place) ?? new Set()).add(kind!));
  }
  return new Map([...kinds].map(([place, set]) => [place, [...set]]));
}

function endOf(
  reading: NetboxReading,
  row: NetboxRow,
  side: 'a' | 'b',
  kinds: Kinds,
): CableTermination | undefined {
  const device = row.cell(`side_${side}_device`);
  const port = row.cell(`side_${side}_name`);
  if (!device || !port) {
    reading.problem(
      row.at,
      `Side ${side.toUpperCase()} needs a device and the name of its port`,
    );
    return undefined;
  }
  const type = row.cell(`side_${side}_type`);
  const kind = type ? kindOfContentType(type) : undefined;
  if (kind) {
    return { device, kind, port };
  }
  if (type) {
    reading.problem(
      row.at,
      `'${type}' is no kind of port; only interfaces, front ports and rear ports are kept`,
      `side_${side}_type`,
    );
    return undefined;
  }
  const candidates = kinds.get(JSON.stringify([device, port])) ?? [];
  if (candidates.length === 1) {
    return { device, kind: candidates[0], port };
  }
  reading.problem(
    row.at,
    candidates.length === 0
      ? `${device} has no port ${port}`
      : `${device} has several ports ${port} (${candidates.join(
          ', ',
        )}); only the import form, with side_${side}_type, can tell which`,
  );
  return undefined;
}
