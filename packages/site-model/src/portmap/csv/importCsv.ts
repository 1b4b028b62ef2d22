import { z } from 'zod';
import { cableKey, cableLabel, deviceKey, portKey, portLabel } from '../keys';
import {
  FilePlace,
  ImportFile,
  ImportProblem,
  ImportReading,
  PatchRow,
} from '../patch';
import {
  Cable,
  DevicePort,
  PORT_KINDS,
  PortDevice,
  PortKind,
  cableTerminationSchema,
} from '../portMap';
import { CSV_FILES } from './exportCsv';
import { revealFormula } from './formulas';
import {
  CABLE_COLUMNS,
  DEVICE_COLUMNS,
  END_COLUMNS,
  PORT_COLUMNS,
} from './ownColumns';
import { FieldColumn, readFields } from './readFields';
import { TableRow, readTable } from './readTable';
import { RowKeys } from './rowKeys';
import {
  saidCableSchema,
  saidDeviceSchema,
  saidPortSchema,
} from '../saidSchemas';

/** Role and status of a device that the file does not give. */
export const NEW_DEVICE: Partial<PortDevice> = {
  role: 'other',
  status: 'active',
};
/** State of a cable that the file does not give. */
export const NEW_CABLE: Partial<Cable> = { status: 'connected' };

/** Type, addresses and positions of a port that the file does not give. */
export function newPort(kind: PortKind | undefined): Partial<DevicePort> {
  return {
    type: 'other',
    macs: [],
    ...(kind === 'rear-port' && { positions: 1 }),
  };
}

/**
 * Reads our own CSV form: any of `port-devices.csv`, `ports.csv` and `cables.csv`.
 * Never throws; what cannot be read is a problem with its line.
 * @public
 */
export function importCsv(files: readonly ImportFile[]): ImportReading {
  const reading: ImportReading = {
    patch: { devices: [], ports: [], cables: [], covers: [] },
    problems: [],
    notes: [],
  };
  const keys = RowKeys.create();
  const { patch, problems } = reading;
  for (const file of files) {
    const name = file.name.split(/[\\/]/).at(-1)?.toLowerCase();
    if (name === CSV_FILES.devices) {
      patch.covers.push('device');
      patch.devices.push(...readDevices(file, keys, problems));
    } else if (name === CSV_FILES.ports) {
      patch.covers.push(...PORT_KINDS);
      patch.ports.push(...readPorts(file, keys, problems));
    } else if (name === CSV_FILES.cables) {
      patch.covers.push('cable');
      patch.cables.push(...readCables(file, keys, problems));
    } else {
      const names = Object.values(CSV_FILES).join(', ');
      const message = `The name of the file says what is in it; it must be one of ${names}`;
      problems.push({ file: file.name, line: 1, message });
    }
  }
  return reading;
}

function columnsOf(
  columns: readonly FieldColumn[],
  others: readonly string[] = [],
) {
  const names = new Set([...columns.map(({ column }) => column), ...others]);
  return (heading: string) => (names.has(heading) ? heading : undefined);
}

function revealed(row: TableRow): TableRow {
  return {
    line: row.line,
    cell(column) {
      const text = row.cell(column);
      return text === undefined ? undefined : revealFormula(text);
    },
  };
}

/** The records of one file; rows that are wrong become problems. */
function readRows<T extends object>(
  file: ImportFile,
  spec: {
    columns: readonly FieldColumn[];
    others?: readonly string[];
    needed: readonly string[];
    schema: z.ZodObject;
    /** Key and name of what the row says, or the problem. */
    identify(
      said: Partial<T>,
      row: TableRow,
      at: FilePlace,
    ): { key: string; label: string; said: Partial<T> } | ImportProblem[];
    fallback(said: Partial<T>): Partial<T>;
  },
  keys: RowKeys,
  problems: ImportProblem[],
): PatchRow<T>[] {
  const { columns, others, needed, schema } = spec;
  const table = readTable(file, columnsOf(columns, others), needed);
  problems.push(...table.problems);
  return table.rows.flatMap(raw => {
    const row = revealed(raw);
    const at = { file: file.name, line: row.line };
    const fields = readFields<T>(row, columns, schema, file.name);
    if ('problems' in fields) {
      problems.push(...fields.problems);
      return [];
    }
    const found = spec.identify(fields.said, row, at);
    if (Array.isArray(found)) {
      problems.push(...found);
      return [];
    }
    const twice = keys.claim(found.key, found.label, at);
    if (twice) {
      problems.push(twice);
      return [];
    }
    const { key, said } = found;
    return [{ key, said, fallback: spec.fallback(said), at }];
  });
}

/** One problem that names the cells that must not be empty. */
function empty(at: FilePlace, columns: readonly string[]): ImportProblem[] {
  return [{ ...at, message: `The row needs ${columns.join(', ')}` }];
}

function readDevices(
  file: ImportFile,
  keys: RowKeys,
  problems: ImportProblem[],
) {
  return readRows<PortDevice>(
    file,
    {
      columns: DEVICE_COLUMNS,
      needed: ['name'],
      schema: saidDeviceSchema,
      identify: (said, _, at) =>
        said.name === undefined
          ? empty(at, ['name'])
          : { key: deviceKey({ name: said.name }), label: said.name, said },
      fallback: () => NEW_DEVICE,
    },
    keys,
    problems,
  );
}

function readPorts(file: ImportFile, keys: RowKeys, problems: ImportProblem[]) {
  return readRows<DevicePort>(
    file,
    {
      columns: PORT_COLUMNS,
      needed: ['device', 'kind', 'name'],
      schema: saidPortSchema,
      identify: (said, _, at) => {
        const { device, kind, name } = said;
        if (device === undefined || kind === undefined || name === undefined) {
          return empty(at, ['device', 'kind', 'name']);
        }
        const port = { device, kind, name };
        return { key: portKey(port), label: portLabel(port), said };
      },
      fallback: ({ kind }) => newPort(kind),
    },
    keys,
    problems,
  );
}

function readCables(
  file: ImportFile,
  keys: RowKeys,
  problems: ImportProblem[],
) {
  return readRows<Cable>(
    file,
    {
      columns: CABLE_COLUMNS,
      others: END_COLUMNS,
      needed: END_COLUMNS,
      schema: saidCableSchema,
      identify: (said, row, at) => {
        const ends = (['a', 'b'] as const).map(side =>
          cableTerminationSchema.safeParse({
            device: row.cell(`${side}_device`),
            kind: row.cell(`${side}_kind`),
            port: row.cell(`${side}_port`),
          }),
        );
        const [a, b] = ends.map(({ data }) => data);
        if (!a || !b) {
          return ends.flatMap((end, index) =>
            (end.error?.issues ?? []).map(({ path, message }) => {
              const column = `${'ab'[index]}_${String(path[0])}`;
              return {
                ...at,
                column,
                message: `'${row.cell(column)}': ${message}`,
              };
            }),
          );
        }
        const cable = { a, b };
        return {
          key: cableKey(cable),
          label: cableLabel(cable),
          said: { ...said, ...cable },
        };
      },
      fallback: () => NEW_CABLE,
    },
    keys,
    problems,
  );
}
