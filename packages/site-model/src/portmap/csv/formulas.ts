/** What spreadsheets take for the beginning of a formula, also in full width. */
const FORMULA = /^'*[=+\-@＝＋－＠]/;
const HIDDEN_FORMULA = /^'+[=+\-@＝＋－＠]/;

/**
 * A cell that no spreadsheet calculates: an apostrophe before what would begin a
 * formula, and before apostrophes that would read as such, so that
 * {@link revealFormula} gives back exactly the same.
 */
export function hideFormula(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

export function revealFormula(cell: string): string {
  return HIDDEN_FORMULA.test(cell) ? cell.slice(1) : cell;
}
