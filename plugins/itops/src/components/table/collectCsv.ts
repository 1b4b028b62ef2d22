import { toCsv } from '../../format/csv';
import { DataColumn } from './columns';

/** A file of more rows would not open in a spreadsheet anyway. */
const MAX_ROWS = 200_000;

export interface CsvPage<T> {
  items: T[];
  nextCursor?: string;
  /** Absent where nobody counted. */
  total?: number;
}

/**
 * All rows that match, over all pages, as CSV.
 *
 * @param load - loads the page at a cursor, with the filters of the table
 * @param onProgress - told how many rows are there, of how many where that is known
 */
export async function collectCsv<T>(
  columns: DataColumn<T>[],
  load: (cursor: string | undefined) => Promise<CsvPage<T>>,
  onProgress: (rows: number, total: number | undefined) => void,
): Promise<string> {
  const kept = columns.flatMap(({ label, csv }) =>
    csv ? [{ label, csv }] : [],
  );
  const rows: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await load(cursor);
    rows.push(...page.items);
    cursor = page.nextCursor;
    onProgress(rows.length, page.total);
  } while (cursor && rows.length < MAX_ROWS);
  return toCsv(
    kept.map(({ label }) => label),
    rows.map(row => kept.map(({ csv }) => csv(row))),
  );
}
