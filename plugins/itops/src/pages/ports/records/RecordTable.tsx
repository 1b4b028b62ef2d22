import { useCallback, useMemo } from 'react';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink, Flex } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { SidePanel } from '../../../components/panel';
import { AnyRecord, RecordPanel } from '../../../components/record';
import {
  EmptyState,
  NoMatch,
  ProblemState,
  SkeletonLines,
} from '../../../components/states';
import {
  CsvButton,
  DataTable,
  FilterBar,
  Pager,
  useList,
} from '../../../components/table';
import { count } from '../../../format/quantity';
import { useLinks } from '../../../hooks/useLinks';
import { useLive } from '../../../hooks/useLive';
import { useTableQuery } from '../../../hooks/useTableQuery';
import { useUrlState } from '../../../hooks/useUrlState';
import { RecordKind, RecordsPage } from './RecordKind';
import { useEditable } from './useEditable';

/** Rows per request of a CSV file: the most the server gives at once. */
const FILE_PAGE = 500;
const NEW = 'new';
const idOf = ({ id }: AnyRecord) => id;

/** The records of one kind: search, filters, pages, and a drawer for one of them. */
export function RecordTable<T extends AnyRecord>(props: {
  kind: RecordKind<T>;
}) {
  const { kind } = props;
  const api = useApi(itopsApiRef);
  const toastApi = useApi(toastApiRef);
  const links = useLinks();
  const url = useUrlState();
  const editable = useEditable();
  const query = useTableQuery(kind.filters);
  const { live, load } = useList<RecordsPage<T>, string>(
    kind.id,
    query,
    // Records have no past: no moment is asked for.
    ({ asOf: _, ...request }, signal) =>
      kind.api(api).list({ ...query.filters, ...request }, { signal }),
  );
  const { data, problem } = live;
  const columns = useMemo(() => kind.columns(links), [kind, links]);

  const wanted = url.get('record');
  const known = data?.items.find(({ id }) => id === wanted);
  const isMissing =
    wanted !== undefined && wanted !== NEW && data !== undefined && !known;
  const fetched = useLive<T>(
    `${kind.id} ${isMissing} ${wanted}`,
    isMissing ? signal => kind.api(api).get(wanted!, { signal }) : undefined,
  );
  const record = known ?? (isMissing ? fetched.data : undefined);
  const open = useCallback((row: T) => url.set({ record: row.id }), [url]);
  const close = () => url.set({ record: undefined });
  const done = (said: string) => {
    toastApi.post({ title: said, status: 'success' });
    close();
    live.reload();
  };
  const create = editable.may && (
    <Button
      size="small"
      variant="primary"
      iconStart={<RiAddLine />}
      onPress={() => url.set({ record: NEW })}
    >
      {`New ${kind.nouns[0]}`}
    </Button>
  );
  const panel = (of: T | undefined) => (
    <RecordPanel
      key={of?.id ?? NEW}
      kind={kind}
      record={of}
      editable={editable}
      onSaved={saved => done(`Saved ${kind.titleOf(saved)}.`)}
      onDeleted={() => done(`Deleted ${of ? kind.titleOf(of) : ''}.`)}
      onClose={close}
    />
  );
  return (
    <>
      <FilterBar
        query={query}
        filters={kind.filtersOf(data?.items ?? [])}
        placeholder={kind.placeholder}
        aside={
          <>
            {data && (
              <span aria-live="polite">{count(data.total, ...kind.nouns)}</span>
            )}
            <CsvButton
              fileName={`${kind.id}-in-view.csv`}
              columns={columns}
              load={(cursor, signal) =>
                load({ cursor, limit: FILE_PAGE }, signal)
              }
              isDisabled={!data || data.total === 0}
            />
            {create}
          </>
        }
      />
      {problem && (
        <ProblemState
          problem={problem}
          onRetry={live.reload}
          keepsData={data !== undefined}
        />
      )}
      {(data || !problem) && (
        <DataTable
          label={kind.title}
          columns={columns}
          rows={data?.items}
          idOf={idOf}
          outdated={live.outdated}
          sort={{ by: query.sort, order: query.order }}
          onSort={query.setSort}
          onOpen={open}
          empty={
            query.filtered ? (
              <NoMatch what={kind.nouns[0]} onClear={query.clear} />
            ) : (
              <EmptyState
                title={`No ${kind.nouns[1]} are written down yet`}
                action={
                  create && (
                    <Flex gap="2">
                      {create}
                      <ButtonLink
                        size="small"
                        variant="secondary"
                        href={links.ports({ view: 'import' })}
                      >
                        Import files
                      </ButtonLink>
                    </Flex>
                  )
                }
              >
                What people know about switches, panels, hosts and the cables
                between them stands here, beside what the network says. Import a
                spreadsheet or NetBox’s tables, or write them down one by one.
              </EmptyState>
            )
          }
        />
      )}
      {data && (
        <Pager
          query={query}
          rows={data.items.length}
          total={data.total}
          nextCursor={data.nextCursor}
        />
      )}
      {wanted === NEW && panel(undefined)}
      {record && panel(record)}
      {isMissing && !record && (
        <SidePanel title={`One ${kind.nouns[0]}`} onClose={close}>
          {fetched.problem ? (
            <ProblemState problem={fetched.problem} onRetry={fetched.reload} />
          ) : (
            <SkeletonLines lines={6} label={`Loading the ${kind.nouns[0]}`} />
          )}
        </SidePanel>
      )}
    </>
  );
}
