import { useRef } from 'react';

/**
 * Keeps the identity of rows whose content did not change, so that a refresh
 * of 100 rows redraws only those that differ.
 */
export function useStableRows<T extends object>(
  rows: T[] | undefined,
  idOf: (row: T) => string,
): T[] | undefined {
  const known = useRef(new Map<string, { row: T; text: string }>());
  const last = useRef<{ input?: T[]; output?: T[] }>({});
  if (last.current.input === rows) {
    return last.current.output;
  }
  const before = known.current;
  const after: typeof before = new Map();
  const output = rows?.map(row => {
    const id = idOf(row);
    const text = JSON.stringify(row);
    const old = before.get(id);
    const kept = old?.text === text ? old : { row, text };
    after.set(id, kept);
    return kept.row;
  });
  known.current = after;
  last.current = { input: rows, output };
  return output;
}
