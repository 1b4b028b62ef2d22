import { DataColumn } from '@sankofa/plugin-itops/src/components/table/columns';

/** What the grids list: clients as a big switch has learned them. */
export interface GridRow {
  id: string;
  host: string;
  mac: string;
  address: string;
  port: string;
}

/** The same rows for every grid. */
export function gridRows(count: number): GridRow[] {
  return Array.from({ length: count }, (_, index) => {
    const hex = index.toString(16).padStart(6, '0');
    return {
      id: hex,
      host: `host-${index}`,
      mac: `02:00:00:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4)}`,
      address: `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`,
      port: `switch-${index % 200}/${1 + (index % 48)}`,
    };
  });
}

const FIELDS = ['host', 'mac', 'address', 'port'] as const;

/** Cells of plain text, so that the grids and not their cells are compared. */
export const gridColumns: DataColumn<GridRow>[] = FIELDS.map(field => ({
  id: field,
  label: field,
  width: 1,
  rowHeader: field === 'host',
  render: row => row[field],
}));

/** What a filter in front of a list does; with an empty text nothing. */
export function filtered(rows: GridRow[], text: string): GridRow[] {
  return text === ''
    ? rows
    : rows.filter(row => FIELDS.some(field => row[field].includes(text)));
}
