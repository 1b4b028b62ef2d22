import { useApi } from '@backstage/frontend-plugin-api';
import { PathsPage } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { PageFrame } from '../../components/frame';
import { PathList } from '../../components/path';
import { NoMatch, SkeletonLines } from '../../components/states';
import { StateCounts } from '../../components/status';
import {
  CsvButton,
  FilterDefinition,
  Pager,
  FilterBar,
  sourceFilter,
  wordOptions,
  useList,
} from '../../components/table';
import { HOP_STATUSES } from '../../format/hops';
import { count } from '../../format/quantity';
import { useAsOf } from '../../hooks/useAsOf';
import { useTableQuery } from '../../hooks/useTableQuery';
import { NoPaths } from './NoPaths';
import { PathViews } from './PathViews';
import { pathColumns } from './pathColumns';
import { useOpenHop } from './useOpenHop';

const FILTERS = ['status', 'source'] as const;

/** What the whole of a path can be; a hop alone may also not apply. */
const { 'not-applicable': _, ...STATUSES } = HOP_STATUSES;
const WORST_FIRST = Object.keys(STATUSES).reverse();

/** Rows per request of a CSV file: the most the server gives at once. */
const FILE_PAGE = 500;

function filtersOf(
  answer: PathsPage | undefined,
): FilterDefinition<(typeof FILTERS)[number]>[] {
  return [
    { name: 'status', label: 'Status', options: wordOptions(STATUSES) },
    sourceFilter(answer?.sources.filter(({ kind }) => kind === 'npm')),
  ];
}

/** Every host name with its way to a switch port, hop by hop. */
export function ForwardView() {
  const api = useApi(itopsApiRef);
  const { past } = useAsOf();
  const query = useTableQuery(FILTERS);
  const { live, load } = useList('paths', query, (request, signal) =>
    api.paths({ ...query.filters, ...request }, { signal }),
  );
  const { data } = live;
  const { panel, open } = useOpenHop(data, data?.items);
  return (
    <>
      <PageFrame answer={data} problem={live.problem} onRetry={live.reload}>
        <FilterBar
          query={query}
          filters={filtersOf(data)}
          placeholder="Search any hop: host name, address, guest, node, port"
          aside={
            <>
              {data && (
                <span aria-live="polite">{count(data.total, 'path')}</span>
              )}
              <CsvButton
                fileName={`paths${past ? '-past' : ''}.csv`}
                columns={pathColumns}
                load={(cursor, signal) =>
                  load({ cursor, limit: FILE_PAGE }, signal)
                }
                isDisabled={!data || data.total === 0}
              />
            </>
          }
        />
        <PathViews
          current="forward"
          aside={
            data && (
              <StateCounts
                of="hop"
                label="Paths by status"
                states={WORST_FIRST}
                byState={data.counts.byStatus}
                chosen={query.filters.status}
                onChoose={status => query.setFilter('status', status)}
              />
            )
          }
        />
        {live.loading && (
          <SkeletonLines lines={8} height={48} label="Loading paths" />
        )}
        {data && data.items.length > 0 && (
          <PathList
            label="Paths"
            rows={data.items}
            outdated={live.outdated}
            sort={{
              by: query.sort,
              order: query.order,
              onSort: query.setSort,
            }}
            onOpen={open}
          />
        )}
        {data?.items.length === 0 &&
          (query.filtered ? (
            <NoMatch what="path" onClear={query.clear} />
          ) : (
            <NoPaths sources={data.sources} />
          ))}
        {data && (
          <Pager
            query={query}
            rows={data.items.length}
            total={data.total}
            nextCursor={data.nextCursor}
          />
        )}
      </PageFrame>
      {panel}
    </>
  );
}
