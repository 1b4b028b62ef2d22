/** Where the arrow and page keys lead in a list, as screen readers teach it. */
const STEPS: Partial<
  Record<string, (at: number, rows: number, page: number) => number>
> = {
  ArrowDown: at => at + 1,
  ArrowUp: at => at - 1,
  PageDown: (at, _, page) => at + page,
  PageUp: (at, _, page) => at - page,
  Home: () => 0,
  End: (_, rows) => rows - 1,
};

/**
 * The row a key leads to.
 *
 * @param at - the current row
 * @param rows - how many there are
 * @param page - how many are in view
 * @returns nothing for a key that moves nothing
 */
export function rowAfterKey(
  key: string,
  { at, rows, page }: { at: number; rows: number; page: number },
): number | undefined {
  const step = STEPS[key];
  return step && rows > 0
    ? Math.max(0, Math.min(rows - 1, step(at, rows, Math.max(1, page))))
    : undefined;
}
