import { z } from 'zod';
import { ImportProblem } from '../patch';
import { TableRow } from './readTable';

/** How a column becomes a field. */
export interface FieldColumn {
  column: string;
  field: string;
  /** What the text means; what it cannot read it hands on, for the schema to refuse. */
  read?(text: string): unknown;
  /** Never empty in a record: an empty cell says nothing. */
  always?: boolean;
}

export type ReadFields<T> =
  | { said: Partial<T> }
  | { problems: ImportProblem[] };

/**
 * The fields that a row speaks of, checked; one problem for each cell that is wrong.
 *
 * @param schema - in which every field may be left out
 */
export function readFields<T>(
  row: TableRow,
  columns: readonly FieldColumn[],
  schema: z.ZodObject,
  file: string,
): ReadFields<T> {
  const said: Record<string, unknown> = {};
  for (const { column, field, read = String, always } of columns) {
    const cell = row.cell(column);
    if (cell !== undefined && cell !== '') {
      said[field] = read(cell);
    } else if (cell === '' && !always) {
      said[field] = undefined;
    }
  }
  const checked = schema.safeParse(said);
  if (checked.success) {
    return { said: said as Partial<T> };
  }
  const problems = checked.error.issues.map(({ path, message }) => {
    const column = columns.find(({ field }) => field === path[0])?.column;
    return {
      file,
      line: row.line,
      ...(column && { column, message: `'${row.cell(column)}': ${message}` }),
      ...(!column && { message }),
    } as ImportProblem;
  });
  return { problems };
}

/** A whole number; other text is handed on. */
export function readInteger(text: string): number | string {
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}

/** A decimal number with a point; other text is handed on. */
export function readDecimal(text: string): number | string {
  return /^\d{1,9}(\.\d+)?$/.test(text) ? Number(text) : text;
}
