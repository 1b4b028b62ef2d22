import { useCallback, useRef } from 'react';
import { POLL_MS } from '../../hooks/polling';
import { useAsOf } from '../../hooks/useAsOf';
import { Live, useLive } from '../../hooks/useLive';
import { Order, PAGE_SIZE, TableQuery } from '../../hooks/useTableQuery';
import { CsvPage } from './collectCsv';

/** What every list asks the server for, besides its own filters. */
export interface ListRequest {
  q: string | undefined;
  sort: string | undefined;
  order: Order | undefined;
  asOf: string | undefined;
  cursor: string | undefined;
  limit: number;
}

export interface List<T extends CsvPage<unknown>> {
  /** The page in view, kept up to date while it shows what is so now. */
  live: Live<T>;
  /** Loads any page of the same question, for a file. */
  load: (
    page: { cursor?: string; limit: number },
    signal: AbortSignal,
  ) => Promise<T>;
}

/**
 * A list that is read page by page.
 *
 * @param name - keeps apart what different lists ask
 * @param query - search, filters, order and page, from the address of the page
 * @param ask - asks the server; adds the filters to what every list asks for
 */
export function useList<T extends CsvPage<unknown>, F extends string>(
  name: string,
  query: TableQuery<F>,
  ask: (request: ListRequest, signal: AbortSignal) => Promise<T>,
): List<T> {
  const { q, sort, order, cursor, key } = query;
  const { asOf } = useAsOf();
  const question = useRef({ ask, q, sort, order, asOf });
  question.current = { ask, q, sort, order, asOf };
  const load: List<T>['load'] = useCallback((page, signal) => {
    const { ask: send, ...asked } = question.current;
    return send({ ...asked, cursor: page.cursor, limit: page.limit }, signal);
  }, []);
  const live = useLive(
    `${name} ${key} ${asOf} ${cursor}`,
    signal => load({ cursor, limit: PAGE_SIZE }, signal),
    asOf ? undefined : POLL_MS,
  );
  return { live, load };
}
