import { Cell, CellReader } from './CellReader';
import { findTables, FoundRow, FoundTable } from './findTables';

/** The cells of a row by what their columns mean. */
export interface MeaningfulRow {
  source: FoundRow;
  /** By column; only columns with a meaning are there. */
  cells: Map<number, Cell>;
}

/** A table whose headings say what it declares. */
export interface MeaningfulTable<C> {
  headings: string[];
  columns: C;
  rows: MeaningfulRow[];
}

/** A table declares something or it does not; no heading is that long. */
const MAX_COLUMNS = 64;

/** Reads the markup of all cells that matter in one go. */
function rowsOf(
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
 * The tables of a Markdown text whose headings have a meaning.
 *
 * @param text - a byte order mark and CRLF are accepted
 * @param columnsOf - the meaning of headings; `undefined` for a table that is not meant
 */
export function meaningfulTables<C extends object>(
  text: string,
  columnsOf: (headings: string[]) => C | undefined,
): MeaningfulTable<C>[] {
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n/g, '\n');
  const reader = CellReader.create();
  return findTables(source).flatMap((table): MeaningfulTable<C>[] => {
    if (table.headings.length > MAX_COLUMNS) {
      return [];
    }
    const headings = reader.read(table.headings).map(cell => cell.text);
    const columns = columnsOf(headings);
    if (!columns) {
      return [];
    }
    const used: number[] = Object.values(columns)
      .flat()
      .filter(column => column !== undefined);
    return [{ headings, columns, rows: rowsOf(table, used, reader) }];
  });
}
