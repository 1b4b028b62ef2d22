import { CsvError, parse } from 'csv-parse/sync';

/** A record of a CSV file; cells without blanks at their ends. */
export interface CsvRecord {
  /** Where it begins; the first line is 1. */
  line: number;
  cells: string[];
}

export type CsvReading =
  | { records: CsvRecord[] }
  | { problem: { line: number; message: string } };

const DELIMITERS = [',', ';', '\t', '|'];

/**
 * The records of a text, empty lines left out. Reads commas, semicolons, tabs and
 * bars, a byte order mark, and any kind of line end. Never throws.
 */
export function parseCsv(text: string): CsvReading {
  try {
    // One kind of line end, or the parser would count some of them twice.
    const rows = parse(text.replace(/\r\n?/g, '\n'), {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      record_delimiter: '\n',
      relax_column_count: true,
      // The types of the library do not follow `info`.
    }) as unknown as { record: string[]; info: { lines: number } }[];
    let last = 0;
    const records = rows.map(({ record, info }) => {
      const line = last + 1;
      // The parser counts the line on which a record ends.
      last = info.lines;
      return { line, cells: record.map(cell => cell.trim()) };
    });
    return {
      records: records.filter(
        ({ cells }) => cells.length > 1 || cells[0] !== '',
      ),
    };
  } catch (error) {
    if (!(error instanceof CsvError)) {
      throw error;
    }
    return {
      problem: { line: Math.max(1, lineOf(error)), message: error.message },
    };
  }
}

function lineOf(error: CsvError): number {
  const { lines } = error as CsvError & { lines?: number };
  return lines ?? 1;
}

/** The one that stands most often in the first line, outside of quotes. */
function delimiterOf(text: string): string {
  const [first] = text.replace(/^\ufeff/, '').split(/[\r\n]/, 1);
  const bare = first.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map(delimiter => bare.split(delimiter).length - 1);
  return DELIMITERS[counts.indexOf(Math.max(...counts))];
}
