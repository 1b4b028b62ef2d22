import { ReactNode } from 'react';
import { CsvValue } from '../../format/csv';

/** One column of a table: how it looks, sorts, exports and becomes a card. */
export interface DataColumn<T> {
  id: string;
  label: string;
  /** The field the server sorts by; absent where it cannot. */
  sortBy?: string;
  /** The cell that names the row for screen readers. */
  rowHeader?: boolean;
  /** Share of the width of the table, against the other columns. */
  width: number;
  /** Left out where there is little room. */
  roomy?: boolean;
  /** Only in the file, for what the table shows with a mark. */
  fileOnly?: boolean;
  render: (row: T) => ReactNode;
  /** Left out of the file where absent. */
  csv?: (row: T) => CsvValue;
  /** Place on a card: its head, beside the head, a labelled line, or nowhere. */
  card?: 'head' | 'badge' | 'line' | 'none';
}

/** A column that only the file has. */
export function fileColumn<T>(
  label: string,
  csv: (row: T) => CsvValue,
): DataColumn<T> {
  return {
    id: label,
    label,
    width: 0,
    fileOnly: true,
    render: () => null,
    csv,
  };
}
