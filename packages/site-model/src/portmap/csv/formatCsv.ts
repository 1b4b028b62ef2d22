const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

function quoted(cell: string): string {
  return NEEDS_QUOTES.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;
}

/** Commas, quotes only where they are needed, every line ended. */
export function formatCsv(rows: readonly (readonly string[])[]): string {
  return rows.map(cells => `${cells.map(quoted).join(',')}\n`).join('');
}
