import { DeclaredDeviceFact, DeclaredRowFact, UnparsedFact } from '../../facts';
import { redactLine } from '../redactLine';
import { AddressReading, isAddressOnly, readAddressCell } from './addressCell';
import { Cell } from './CellReader';
import { Columns } from './Columns';
import { readIdCell } from './idCell';
import { MeaningfulRow } from './meaningfulTables';
import { plainText, withoutNotes } from './words';

/** What one row declares, and what of it could not be read. */
export interface RowReading {
  row?: DeclaredRowFact;
  device?: DeclaredDeviceFact;
  unparsed?: UnparsedFact;
}

/** Where an address is certainly out of place. */
const NEVER_ADDRESSES = [
  'name',
  'node',
  'vlan',
  'owner',
  'service',
  'status',
] as const;

/** Reads the rows of one table; the ones that say nothing give nothing (ruling R09). */
export class RowReader {
  static create(options: {
    file: string;
    headings: string[];
    columns: Columns;
  }): RowReader {
    return new RowReader(options.file, options.headings, options.columns);
  }

  private constructor(
    private readonly file: string,
    private readonly headings: string[],
    private readonly columns: Columns,
  ) {}

  read(row: MeaningfulRow): RowReading {
    return this.columns.id === undefined
      ? this.readDevice(row)
      : this.readGuest(row, this.columns.id);
  }

  private readDevice(row: MeaningfulRow): RowReading {
    const name = plainText(this.cell(row, this.columns.name)?.text);
    if (this.isStruckOut(row) || name === undefined) {
      return {};
    }
    const { addresses, ranges, problem } = this.addressesOf(row);
    const { line } = row.source;
    return {
      ...(addresses.length > 0 || ranges.length > 0
        ? { device: { file: this.file, line, name, addresses, ranges } }
        : {}),
      ...(problem === undefined
        ? {}
        : { unparsed: this.unparsed(row, problem) }),
    };
  }

  private readGuest(row: MeaningfulRow, idColumn: number): RowReading {
    const idCell = this.cell(row, idColumn);
    const id = readIdCell(idCell?.text ?? '');
    if (idCell?.struck || id.kind === 'none' || this.isStruckOut(row)) {
      return {};
    }
    if (id.kind === 'problem') {
      // A heading in the middle of a table, such as "| **Lab** | | |".
      const isHeading =
        row.source.cells.filter(cell => cell !== '').length === 1;
      return isHeading ? {} : { unparsed: this.unparsed(row, id.why) };
    }
    const reading = this.addressesOf(row);
    const shift = this.shiftOf(row, reading);
    const declared = {
      file: this.file,
      line: row.source.line,
      vmid: id.vmid,
    };
    if (shift !== undefined) {
      return {
        row: {
          ...declared,
          addresses: [],
          ranges: [],
          dynamic: false,
          shifted: true,
        },
        unparsed: this.unparsed(row, shift),
      };
    }
    const { addresses, ranges, dynamic, problem } = reading;
    return {
      row: {
        ...declared,
        ...this.wordsOf(row),
        addresses,
        ranges,
        dynamic,
        shifted: false,
      },
      ...(problem === undefined
        ? {}
        : { unparsed: this.unparsed(row, problem) }),
    };
  }

  /** Everything that names the thing is struck, whatever else stands in the row. */
  private isStruckOut(row: MeaningfulRow): boolean {
    const named = [this.columns.name, ...this.columns.addresses]
      .map(column => this.cell(row, column))
      .filter(cell => cell && (cell.text !== '' || cell.struck));
    return named.length > 0 && named.every(cell => cell!.struck);
  }

  private addressesOf(row: MeaningfulRow): AddressReading {
    const readings = this.columns.addresses.map(column =>
      readAddressCell(this.cell(row, column)?.text ?? ''),
    );
    const problem = readings.find(reading => reading.problem)?.problem;
    return {
      addresses: [...new Set(readings.flatMap(({ addresses }) => addresses))],
      ranges: [...new Set(readings.flatMap(({ ranges }) => ranges))],
      dynamic: readings.some(reading => reading.dynamic),
      ...(problem === undefined ? {} : { problem }),
      isForeign: readings.some(reading => reading.isForeign),
    };
  }

  /**
   * Why the cells seem to stand under the wrong headings. Then none of them is
   * believed: a warning is better than a wrong fact.
   */
  private shiftOf(
    row: MeaningfulRow,
    reading: AddressReading,
  ): string | undefined {
    const hasAddress = reading.addresses.length + reading.ranges.length > 0;
    const misplaced = hasAddress
      ? undefined
      : NEVER_ADDRESSES.map(meaning => this.columns[meaning]).find(column =>
          isAddressOnly(this.cell(row, column)?.text ?? ''),
        );
    const foreign = this.columns.addresses.find(
      column => readAddressCell(this.cell(row, column)?.text ?? '').isForeign,
    );
    if (misplaced !== undefined) {
      return `cells are shifted: ${this.quote(row, misplaced)}${
        foreign === undefined ? '' : ` and ${this.quote(row, foreign)}`
      }`;
    }
    return foreign === undefined
      ? undefined
      : `cells may be shifted: ${this.quote(row, foreign)} is no address`;
  }

  private quote(row: MeaningfulRow, column: number): string {
    const text = plainText(this.cell(row, column)?.text)?.slice(0, 60);
    return `"${text}" under "${this.headings[column]}"`;
  }

  private wordsOf(row: MeaningfulRow) {
    const { columns } = this;
    const words = {
      name: plainText(withoutNotes(this.cell(row, columns.name)?.text ?? '')),
      node: this.nodeOf(row),
      owner: plainText(this.cell(row, columns.owner)?.text),
      service: plainText(this.cell(row, columns.service)?.text),
      status: plainText(this.cell(row, columns.status)?.text),
      vlan: this.vlanOf(row),
    };
    return Object.fromEntries(
      Object.entries(words).filter(([, word]) => word !== undefined),
    ) as Partial<typeof words>;
  }

  /** One node; "a / b" for a guest that moves says nothing about where it is. */
  private nodeOf(row: MeaningfulRow): string | undefined {
    const text = this.cell(row, this.columns.node)?.text ?? '';
    const node = plainText(withoutNotes(text));
    const isSeveral = /[,;/+&|]|\b(?:or|oder)\b/i.test(node ?? '');
    return isSeveral || isAddressOnly(node ?? '') ? undefined : node;
  }

  private vlanOf(row: MeaningfulRow): number | undefined {
    const text = plainText(
      withoutNotes(this.cell(row, this.columns.vlan)?.text ?? ''),
    );
    const digits = /^(?:vlan[\s#-]?)?(\d{1,4})$/i.exec(text ?? '')?.[1];
    const vlan = Number(digits ?? 0);
    return vlan >= 1 && vlan <= 4094 ? vlan : undefined;
  }

  private cell(
    row: MeaningfulRow,
    column: number | undefined,
  ): Cell | undefined {
    return column === undefined ? undefined : row.cells.get(column);
  }

  private unparsed(row: MeaningfulRow, why: string): UnparsedFact {
    const { line, text } = row.source;
    return { file: this.file, line, text: redactLine(text), why };
  }
}
