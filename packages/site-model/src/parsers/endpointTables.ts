import { DeclaredDeviceFact, DeclaredRowFact, UnparsedFact } from '../facts';
import { Cell, CellReader } from './tables/CellReader';
import { Columns, readColumns } from './tables/Columns';
import { findTables, FoundTable } from './tables/findTables';
import { MeaningfulRow, RowReader } from './tables/RowReader';

/**
 * What the endpoint tables of a Markdown file declare.
 * @public
 */
export interface EndpointTablesReading {
  /** Rows with a VMID, in the order of the file. */
  rows: DeclaredRowFact[];
  /** Rows of tables without an id column that name a thing and its address. */
  devices: DeclaredDeviceFact[];
  /** At most one for each line. */
  unparsed: UnparsedFact[];
  /** How many tables have headings that say what they declare. */
  tables: number;
}

/** A table is a table of endpoints or it is not; no heading is that long. */
const MAX_COLUMNS = 64;

function usedColumns(columns: Columns): number[] {
  return Object.values(columns)
    .flat()
    .filter(column => column !== undefined);
}

/** Reads the markup of all cells that matter in one go. */
function meaningfulRows(
  table: FoundTable,
  columns: number[],
  reader: CellReader,
): MeaningfulRow[] {
  const sources = table.rows.flatMap(row =>
    columns.map(column => row.cells[column] ?? ''),
  );
  const cells = reader.read(sources);
  return table.rows.map((source, index) => ({
    source,
    cells: new Map<number, Cell>(
      columns.map((column, position) => [
        column,
        cells[index * columns.length + position],
      ]),
    ),
  }));
}

/**
 * Reads every table of a Markdown file whose headings name endpoints: a VMID
 * column, or a name beside an address. Columns are found by what their headings
 * mean, in any order and several languages.
 *
 * - Fenced and indented code, HTML comments and prose are ignored (ruling R09);
 *   blank lines between rows are not, although renderers end a table there.
 * - A struck-out row declares nothing; rows whose id is empty, a dash, `N/A`, `TBD`
 *   or a placeholder are silent.
 * - A row whose cells stand under the wrong headings declares its VMID only and is
 *   unparsed as well; so is a row with an invalid address, which keeps the rest.
 * - Cells may hold links, code, emphasis, line breaks, several addresses, ports,
 *   masks, ranges, `DHCP`, `TBD`; words behind them are notes.
 *
 * @param text - the file; a byte order mark and CRLF are accepted
 * @param options - `file` is the name that facts carry
 * @public
 */
export function parseEndpointTables(
  text: string,
  options: { file: string },
): EndpointTablesReading {
  const { file } = options;
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n/g, '\n');
  const reader = CellReader.create();
  const result: EndpointTablesReading = {
    rows: [],
    devices: [],
    unparsed: [],
    tables: 0,
  };
  for (const table of findTables(source)) {
    if (table.headings.length > MAX_COLUMNS) {
      continue;
    }
    const headings = reader.read(table.headings).map(cell => cell.text);
    const columns = readColumns(headings);
    if (!columns) {
      continue;
    }
    result.tables++;
    const rowReader = RowReader.create({ file, headings, columns });
    for (const row of meaningfulRows(table, usedColumns(columns), reader)) {
      const { row: declared, device, unparsed } = rowReader.read(row);
      result.rows.push(...(declared ? [declared] : []));
      result.devices.push(...(device ? [device] : []));
      result.unparsed.push(...(unparsed ? [unparsed] : []));
    }
  }
  return result;
}
