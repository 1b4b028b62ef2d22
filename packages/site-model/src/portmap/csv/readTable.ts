import { ImportFile, ImportProblem } from '../patch';
import { parseCsv } from './parseCsv';

/** A heading that is known, and whose column is not kept. */
export const NOT_KEPT = Symbol('not kept');

/** The column behind a heading, `NOT_KEPT`, or nothing where the heading is unknown. */
export type ColumnOf = (
  heading: string,
) => string | typeof NOT_KEPT | undefined;

export interface TableRow {
  line: number;
  /** Undefined where the file has no such column, empty where the cell is. */
  cell(column: string): string | undefined;
}

export interface Table {
  rows: TableRow[];
  problems: ImportProblem[];
  /** Headings whose columns are not kept. */
  notKept: string[];
}

/**
 * The rows of a file with a line of headings. An unknown heading, or one that is
 * there twice, refuses the whole file: a column that nobody reads is a fact lost.
 */
export function readTable(
  file: ImportFile,
  columnOf: ColumnOf,
  needed: readonly string[],
): Table {
  const refuse = (line: number, message: string, column?: string): Table => ({
    rows: [],
    problems: [{ file: file.name, line, ...(column && { column }), message }],
    notKept: [],
  });
  const reading = parseCsv(file.text);
  if ('problem' in reading) {
    return refuse(reading.problem.line, reading.problem.message);
  }
  const [head, ...records] = reading.records;
  if (!head) {
    return refuse(1, 'The file is empty; its first line must be the headings');
  }
  const places = new Map<string, number>();
  const notKept: string[] = [];
  for (const [index, heading] of head.cells.entries()) {
    const column = columnOf(heading);
    if (column === undefined) {
      return refuse(
        head.line,
        `The heading '${heading}' is unknown, so nothing of the file is taken`,
        heading,
      );
    }
    if (column === NOT_KEPT) {
      notKept.push(heading);
    } else if (places.has(column)) {
      return refuse(
        head.line,
        `The heading '${heading}' is there twice`,
        heading,
      );
    } else {
      places.set(column, index);
    }
  }
  const absent = needed.filter(column => !places.has(column));
  if (absent.length > 0) {
    return refuse(head.line, `The column ${absent.join(' and ')} is missing`);
  }
  const width = head.cells.length;
  const sound = records.filter(({ cells }) => cells.length === width);
  return {
    rows: sound.map(({ line, cells }) => ({
      line,
      cell(column) {
        const place = places.get(column);
        return place === undefined ? undefined : cells[place];
      },
    })),
    problems: records
      .filter(({ cells }) => cells.length !== width)
      .map(({ line, cells }) => ({
        file: file.name,
        line,
        message: `The row has ${cells.length} cells, but there are ${width} headings`,
      })),
    notKept,
  };
}
