import { useCallback, useMemo, useState } from 'react';
import { Checkbox } from '@backstage/ui';
import { DataColumn } from '../table';
import { AnyRecord } from './RecordForm';

export interface Chosen<T> {
  rows: T[];
  /** A column with a box for each row. */
  column: DataColumn<T>;
  has: (row: T) => boolean;
  add: (rows: T[]) => void;
  clear: () => void;
}

/**
 * Rows that somebody chose, also over several pages, each in the version that
 * was seen when it was chosen.
 *
 * @param titleOf - how a row is called in the name of its box
 */
export function useChosen<T extends AnyRecord>(
  titleOf: (row: T) => string,
): Chosen<T> {
  const [chosen, setChosen] = useState<ReadonlyMap<string, T>>(new Map());
  const toggle = useCallback((row: T, isChosen: boolean) => {
    setChosen(now => {
      const next = new Map(now);
      if (isChosen) {
        next.set(row.id, row);
      } else {
        next.delete(row.id);
      }
      return next;
    });
  }, []);
  const column = useMemo(
    (): DataColumn<T> => ({
      id: 'choose',
      label: 'Choose',
      width: 88,
      card: 'badge',
      render: row => (
        <Checkbox
          aria-label={`Choose ${titleOf(row)}`}
          isSelected={chosen.has(row.id)}
          onChange={isChosen => toggle(row, isChosen)}
        />
      ),
    }),
    [chosen, titleOf, toggle],
  );
  return {
    rows: [...chosen.values()],
    column,
    has: ({ id }) => chosen.has(id),
    add: rows =>
      setChosen(
        now => new Map([...now, ...rows.map(row => [row.id, row] as const)]),
      ),
    clear: () => setChosen(new Map()),
  };
}
