import { z } from 'zod';
import { FieldColumn, readFields } from '../csv/readFields';
import { TableRow, readTable } from '../csv/readTable';
import { RowKeys } from '../csv/rowKeys';
import { InterfaceNameBook } from '../interfaceNames';
import { deviceKey } from '../keys';
import {
  FilePlace,
  ImportFile,
  ImportNote,
  ImportProblem,
  PatchRow,
  PortMapPatch,
} from '../patch';
import { PortDevice, PortMap } from '../portMap';
import { isTypeWord } from './choices';
import { Words, columnOf, translate } from './columns';
import { NetboxTable } from './tables';

/** A row of one of NetBox's tables with its place. */
export interface NetboxRow extends TableRow {
  at: FilePlace;
}

/** What the tables of one import share: the records so far, and what was noticed. */
export class NetboxReading {
  readonly patch: PortMapPatch = {
    devices: [],
    ports: [],
    cables: [],
    covers: [],
  };
  readonly problems: ImportProblem[] = [];
  readonly notes: ImportNote[] = [];
  private readonly keys = RowKeys.create();
  private readonly devices: Map<string, Partial<PortDevice>>;

  private constructor(
    readonly current: PortMap,
    readonly names: InterfaceNameBook,
    private readonly words: Words,
  ) {
    this.devices = new Map(
      current.devices.map(device => [deviceKey(device), device]),
    );
  }

  static create(options: {
    current: PortMap;
    names: InterfaceNameBook;
    words: Words;
  }): NetboxReading {
    return new NetboxReading(options.current, options.names, options.words);
  }

  rows(file: ImportFile, table: NetboxTable): NetboxRow[] {
    const needed = table.needed.filter(names => names.length === 1).flat();
    const read = readTable(file, columnOf(table, this.words), needed);
    this.problems.push(...read.problems);
    if (read.notKept.length > 0) {
      this.note(file.name, `Not kept: ${read.notKept.join(', ')}`);
    }
    const { words } = this;
    return read.rows.map(({ line, cell }) => ({
      line,
      at: { file: file.name, line },
      cell(column) {
        const text = cell(column);
        return text === undefined ? undefined : translate(text, words);
      },
    }));
  }

  /** The fields of a row, or nothing when one is wrong, which becomes a problem. */
  fields<T>(
    row: NetboxRow,
    columns: readonly FieldColumn[],
    schema: z.ZodObject,
  ): Partial<T> | undefined {
    const fields = readFields<T>(row, columns, schema, row.at.file);
    if ('said' in fields) {
      return fields.said;
    }
    this.problems.push(...fields.problems);
    return undefined;
  }

  problem(at: FilePlace, message: string, column?: string): void {
    this.problems.push({ ...at, ...(column && { column }), message });
  }

  note(file: string, message: string): void {
    this.notes.push({ file, message });
  }

  /** False when another row was for the same record, which becomes a problem. */
  claim(key: string, label: string, at: FilePlace): boolean {
    const twice = this.keys.claim(key, label, at);
    if (twice) {
      this.problems.push(twice);
    }
    return !twice;
  }

  addDevice(row: PatchRow<PortDevice>): void {
    this.patch.devices.push(row);
    const before = this.devices.get(row.key);
    this.devices.set(row.key, { ...before, ...row.said });
  }

  /** The device as it will be after the import, as far as it is known. */
  device(name: string): Partial<PortDevice> | undefined {
    return this.devices.get(deviceKey({ name }));
  }

  /** Says so when a type is no word that NetBox's import would take. */
  checkType(row: NetboxRow, type: string | undefined): void {
    if (type !== undefined && !isTypeWord(type)) {
      this.note(
        row.at.file,
        `Line ${row.line}: the type '${type}' is no word of NetBox's import; it is kept as written`,
      );
    }
  }
}
