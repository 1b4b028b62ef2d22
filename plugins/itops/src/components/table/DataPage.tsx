import { ReactNode, useCallback } from 'react';
import { Page } from '@sankofa/plugin-itops-common';
import { count } from '../../format/quantity';
import { useAsOf } from '../../hooks/useAsOf';
import { Live } from '../../hooks/useLive';
import { TableQuery } from '../../hooks/useTableQuery';
import { PageFrame } from '../frame';
import { CsvButton } from './CsvButton';
import { DataTable } from './DataTable';
import { FilterBar, FilterDefinition } from './FilterBar';
import { Pager } from './Pager';
import { DataColumn } from './columns';
import { List } from './useList';

export interface DataPageProps<T extends object, F extends string> {
  /** One and many of what is listed: "guest", "guests". */
  nouns: [string, string];
  query: TableQuery<F>;
  filters: FilterDefinition<F>[];
  placeholder: string;
  columns: DataColumn<T>[];
  live: Pick<Live<Page<T>>, 'data' | 'problem' | 'outdated' | 'reload'>;
  /** Loads any page of the same question, for the CSV file. */
  load: List<Page<T>>['load'];
  idOf: (row: T) => string;
  hrefOf?: (row: T) => string | undefined;
  onOpen?: (row: T) => void;
  /** Shown when the site has none at all. */
  empty: ReactNode;
  /** Shown when the filters match none. */
  noMatch: ReactNode;
  /** Above everything that depends on the answer. */
  question?: ReactNode;
  /** Above the table: counts, legends. */
  children?: ReactNode;
}

/** Rows per request of a CSV file: the most the server gives at once. */
const CSV_PAGE_SIZE = 500;

/** A page that lists things: search, filters, table, pages, file. */
export function DataPage<T extends object, F extends string>(
  props: DataPageProps<T, F>,
) {
  const { nouns, query, filters, placeholder, columns, live, load } = props;
  const { idOf, hrefOf, onOpen, empty, noMatch, question, children } = props;
  const { data } = live;
  const { past } = useAsOf();
  const loadForFile = useCallback(
    (cursor: string | undefined, signal: AbortSignal) =>
      load({ cursor, limit: CSV_PAGE_SIZE }, signal),
    [load],
  );
  return (
    <PageFrame
      answer={data}
      problem={live.problem}
      onRetry={live.reload}
      question={question}
    >
      <FilterBar
        query={query}
        filters={filters}
        placeholder={placeholder}
        aside={
          <>
            {data && (
              <span aria-live="polite">{count(data.total, ...nouns)}</span>
            )}
            <CsvButton
              fileName={`${nouns[1]}${past ? '-past' : ''}.csv`}
              columns={columns}
              load={loadForFile}
              isDisabled={!data || data.total === 0}
            />
          </>
        }
      />
      {children}
      <DataTable
        label={nouns[1].replace(/^./, letter => letter.toUpperCase())}
        columns={columns}
        rows={data?.items}
        idOf={idOf}
        outdated={live.outdated}
        sort={{ by: query.sort, order: query.order }}
        onSort={query.setSort}
        hrefOf={hrefOf}
        onOpen={onOpen}
        empty={query.filtered ? noMatch : empty}
      />
      {data && (
        <Pager
          query={query}
          rows={data.items.length}
          total={data.total}
          nextCursor={data.nextCursor}
        />
      )}
    </PageFrame>
  );
}
