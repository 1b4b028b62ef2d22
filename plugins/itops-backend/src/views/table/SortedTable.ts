import { InputError } from '@backstage/errors';
import { compareText } from '@sankofa/site-model';
import { Cursor, decodeCursor, encodeCursor } from './Cursor';

type SortValue = string | number | undefined;

/** What a list of rows can be asked. */
export interface TableDefinition<T> {
  idOf(row: T): string;
  /** Fields to sort by; rows without a value come last in both directions. */
  sorts: Record<string, (row: T) => SortValue>;
  defaultSort: string;
  /** Texts are fixed-width keys: their order is that of their characters. */
  byKey?: boolean;
  /** Lower-case text that a free search looks through. */
  textOf(row: T): string;
}

export interface TableQuery {
  q?: string;
  sort?: string;
  order?: 'asc' | 'desc';
  cursor?: string;
  limit: number;
}

export interface TablePage<T> {
  items: T[];
  nextCursor?: string;
  total: number;
}

type CompareTexts = (left: string, right: string) => number;

const natural = new Intl.Collator('en', { numeric: true });

/** `node2` before `node10`; what reads alike still has one order. */
function compareNames(left: string, right: string): number {
  return natural.compare(left, right) || compareText(left, right);
}

/**
 * Rows that never change, in every order that was asked for. Each order is
 * worked out once; a page is a search for its beginning and a walk from there.
 */
export class SortedTable<T> {
  private readonly orders = new Map<string, readonly T[]>();
  private texts: Map<T, string> | undefined;
  private readonly compareTexts: CompareTexts;

  private constructor(
    private readonly rows: readonly T[],
    private readonly definition: TableDefinition<T>,
  ) {
    this.compareTexts = definition.byKey ? compareText : compareNames;
  }

  static create<T>(
    rows: readonly T[],
    definition: TableDefinition<T>,
  ): SortedTable<T> {
    return new SortedTable(rows, definition);
  }

  /**
   * @param matches - further conditions; absent when there are none
   * @throws InputError when the order or the cursor makes no sense here
   */
  page(query: TableQuery, matches?: (row: T) => boolean): TablePage<T> {
    const sort = query.sort ?? this.definition.defaultSort;
    const order = query.order ?? 'asc';
    const ordered = this.inOrder(sort, order);
    const found = this.found(ordered, query.q, matches);
    const from = query.cursor
      ? this.after(found, decodeCursor(query.cursor), sort, order)
      : 0;
    const items = found.slice(from, from + query.limit);
    const last = items.at(-1);
    return {
      items,
      total: found.length,
      ...(last !== undefined &&
        from + items.length < found.length && {
          nextCursor: encodeCursor({
            sort,
            order,
            value: this.definition.sorts[sort](last) ?? null,
            id: this.definition.idOf(last),
          }),
        }),
    };
  }

  /** Every row that the query finds, whatever its page. */
  all(
    { q }: Pick<TableQuery, 'q'>,
    matches?: (row: T) => boolean,
  ): readonly T[] {
    return this.found(this.rows, q, matches);
  }

  private inOrder(sort: string, order: 'asc' | 'desc'): readonly T[] {
    const { idOf, sorts } = this.definition;
    if (!Object.hasOwn(sorts, sort)) {
      throw new InputError(
        `Cannot sort by '${sort}'; there are ${Object.keys(sorts).join(', ')}`,
      );
    }
    const name = `${sort} ${order}`;
    const known = this.orders.get(name);
    if (known) {
      return known;
    }
    const keyed = this.rows.map(row => ({
      row,
      value: sorts[sort](row),
      id: idOf(row),
    }));
    keyed.sort((left, right) =>
      comparePlaces(left, right, order, this.compareTexts),
    );
    const ordered = keyed.map(({ row }) => row);
    this.orders.set(name, ordered);
    return ordered;
  }

  private found(
    ordered: readonly T[],
    q: string | undefined,
    matches: ((row: T) => boolean) | undefined,
  ): readonly T[] {
    const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) {
      return matches ? ordered.filter(matches) : ordered;
    }
    this.texts ??= new Map(
      this.rows.map(row => [row, this.definition.textOf(row)]),
    );
    const texts = this.texts;
    return ordered.filter(
      row =>
        words.every(word => texts.get(row)!.includes(word)) &&
        (!matches || matches(row)),
    );
  }

  /** First row behind the place of the cursor; its own row may be gone. */
  private after(
    found: readonly T[],
    cursor: Cursor,
    sort: string,
    order: 'asc' | 'desc',
  ): number {
    if (cursor.sort !== sort || cursor.order !== order) {
      throw new InputError(
        'cursor belongs to another order; begin again without it',
      );
    }
    const { idOf, sorts } = this.definition;
    const place = { value: cursor.value ?? undefined, id: cursor.id };
    let low = 0;
    let high = found.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const row = found[middle];
      const here = { value: sorts[sort](row), id: idOf(row) };
      if (comparePlaces(here, place, order, this.compareTexts) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

interface Place {
  value: SortValue;
  id: string;
}

function comparePlaces(
  left: Place,
  right: Place,
  order: 'asc' | 'desc',
  compareTexts: CompareTexts,
): number {
  const blanks =
    Number(left.value === undefined) - Number(right.value === undefined);
  if (blanks !== 0) {
    return blanks;
  }
  const values =
    typeof left.value === 'number' && typeof right.value === 'number'
      ? left.value - right.value
      : compareTexts(String(left.value), String(right.value));
  const directed = order === 'asc' ? values : -values;
  return directed || compareTexts(left.id, right.id);
}
