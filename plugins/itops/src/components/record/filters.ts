import { FilterDefinition, textOptions } from '../table';
import { ORIGINS } from '../../format/portRecords';

export const ORIGIN_FILTER: FilterDefinition<string> = {
  name: 'origin',
  label: 'Written',
  options: textOptions(ORIGINS),
};

/** A filter by what the rows in view say; the server knows no list of its own. */
export function seenFilter<T>(
  name: string,
  label: string,
  rows: T[],
  valueOf: (row: T) => (string | undefined)[],
): FilterDefinition<string> {
  const seen = new Set(rows.flatMap(valueOf).filter(value => value));
  return {
    name,
    label,
    options: [...seen]
      .map(value => ({ value: value!, label: value! }))
      .sort((a, b) =>
        a.label.localeCompare(b.label, undefined, { numeric: true }),
      )
      .slice(0, 50),
  };
}
