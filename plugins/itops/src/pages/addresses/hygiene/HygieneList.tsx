import { ReactNode, useCallback } from 'react';
import { SourceFreshness } from '@sankofa/plugin-itops-common';
import { PageFrame } from '../../../components/frame';
import { NothingThere } from '../../../components/states';
import {
  CsvButton,
  DataColumn,
  DataTable,
  List,
  Pager,
} from '../../../components/table';
import { ViewBar } from '../../../components/views';
import { count } from '../../../format/quantity';
import { useAsOf } from '../../../hooks/useAsOf';
import { useLinks } from '../../../hooks/useLinks';
import { Live } from '../../../hooks/useLive';
import { TableQuery } from '../../../hooks/useTableQuery';
import { DECLARED_CONFIG } from '../../configExamples';
import { AddressViews } from '../AddressViews';
import styles from './Hygiene.module.css';

export type HygieneKind = 'silent' | 'answering' | 'conflicts';

const KINDS: Record<HygieneKind, string> = {
  silent: 'Written down, but silent',
  answering: 'Answering, given to nobody',
  conflicts: 'Contradictions',
};

/** Rows per request of a CSV file: the most the server gives at once. */
const FILE_PAGE = 500;

/** What is drawn of a list, which may know more of its answer. */
interface ListOf<A extends Found & { items: unknown[] }> {
  live: Pick<Live<A>, 'data' | 'problem' | 'outdated' | 'reload'>;
  load: List<A>['load'];
}

interface Found {
  at: string;
  sources: SourceFreshness[];
  nextCursor?: string;
  total?: number;
}

/** One list of addresses that somebody should look at; a row leads to its address. */
export function HygieneList<T extends { address: string }>(props: {
  kind: HygieneKind;
  /** What an empty list says there are none of. */
  what: string;
  /** What the list means, and what helps. */
  says: ReactNode;
  query: TableQuery<never>;
  list: ListOf<Found & { items: T[] }>;
  columns: DataColumn<T>[];
  idOf: (row: T) => string;
  children?: ReactNode;
}) {
  const { kind, what, says, query, list, columns, idOf, children } = props;
  const { live, load } = list;
  const { data } = live;
  const links = useLinks();
  const { asOf, past } = useAsOf();
  const hrefOf = useCallback(
    ({ address }: T) => links.addresses({ address, asOf }),
    [links, asOf],
  );
  return (
    <PageFrame
      answer={data}
      problem={live.problem}
      onRetry={live.reload}
      question={
        <>
          <AddressViews current="hygiene" />
          <ViewBar
            label="What does not fit"
            current={kind}
            views={Object.entries(KINDS).map(([view, label]) => ({
              view: view as HygieneKind,
              label,
              href: links.addresses({
                view: 'hygiene',
                of: view === 'silent' ? undefined : view,
                asOf,
              }),
            }))}
            aside={
              <div className={styles.aside}>
                {data?.total !== undefined && (
                  <span aria-live="polite">
                    {count(data.total, 'address', 'addresses')}
                  </span>
                )}
                <CsvButton
                  fileName={`${kind}${past ? '-past' : ''}.csv`}
                  columns={columns}
                  load={(cursor, signal) =>
                    load({ cursor, limit: FILE_PAGE }, signal)
                  }
                  isDisabled={!data || data.items.length === 0}
                />
              </div>
            }
          />
        </>
      }
    >
      <p className={styles.says}>{says}</p>
      {children}
      <DataTable
        label={KINDS[kind]}
        columns={columns}
        rows={data?.items}
        idOf={idOf}
        outdated={live.outdated}
        hrefOf={hrefOf}
        empty={
          <NothingThere
            what={what}
            teaches="Records and declared files are held against what clusters, switches and neighbour tables say. It needs at least one of them to read."
            config={DECLARED_CONFIG}
            sources={data?.sources ?? []}
          />
        }
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
