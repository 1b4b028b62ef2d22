import { useMemo, useRef } from 'react';
import { useUrlState } from './useUrlState';

/** Rows of one page. */
export const PAGE_SIZE = 100;

export type Order = 'asc' | 'desc';

/** What a table shows, read from and written to the address of the page. */
export interface TableQuery<F extends string> {
  q: string | undefined;
  sort: string | undefined;
  order: Order | undefined;
  cursor: string | undefined;
  /** 1 for the first page. */
  page: number;
  filters: Partial<Record<F, string>>;
  /** Search or at least one filter is set. */
  filtered: boolean;
  /** The same for the same question, whatever the page. */
  key: string;
  setSearch: (text: string) => void;
  setFilter: (name: F, value: string | undefined) => void;
  setSort: (sort: string, order: Order) => void;
  clear: () => void;
  next: (cursor: string) => void;
  previous: () => void;
}

const FIRST_PAGE = { cursor: undefined, page: undefined };

/**
 * Search, filters, order and page of a table. A new question always starts at
 * its first page; keyset pages have no way back of their own, so the cursors
 * of the pages before are remembered here.
 */
export function useTableQuery<F extends string>(
  filterNames: readonly F[],
): TableQuery<F> {
  const url = useUrlState();
  const q = url.get('q');
  const sort = url.get('sort');
  const ascending: Order | undefined = sort ? 'asc' : undefined;
  const order = url.get('order') === 'desc' ? 'desc' : ascending;
  const cursor = url.get('cursor');
  const page = cursor ? Math.max(2, Number(url.get('page')) || 2) : 1;

  const filters: Partial<Record<F, string>> = {};
  for (const name of filterNames) {
    const value = url.get(name);
    if (value) {
      filters[name] = value;
    }
  }
  const key = JSON.stringify([q, sort, order, filters, url.get('asOf')]);

  const known = useRef<{ key: string; cursors: Map<number, string> }>({
    key,
    cursors: new Map(),
  });
  if (known.current.key !== key) {
    known.current = { key, cursors: new Map() };
  }
  if (cursor) {
    known.current.cursors.set(page, cursor);
  }

  return useMemo(() => {
    const set = (patch: Record<string, string | undefined>) =>
      url.set({ ...FIRST_PAGE, ...patch });
    return {
      q,
      sort,
      order,
      cursor,
      page,
      filters,
      filtered: q !== undefined || Object.keys(filters).length > 0,
      key,
      setSearch: text =>
        url.set({ ...FIRST_PAGE, q: text.trim() }, { replace: true }),
      setFilter: (name, value) => set({ [name]: value }),
      setSort: (name, direction) => set({ sort: name, order: direction }),
      clear: () =>
        set({
          q: undefined,
          ...Object.fromEntries(filterNames.map(name => [name, undefined])),
        }),
      next: following => url.set({ cursor: following, page: String(page + 1) }),
      previous: () => {
        const before = known.current.cursors.get(page - 1);
        url.set(
          page > 2 && before
            ? { cursor: before, page: String(page - 1) }
            : FIRST_PAGE,
        );
      },
    };
    // `filters` is rebuilt on every render; `key` says whether it changed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, cursor, page, url]);
}
