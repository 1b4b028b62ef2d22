import { ReactNode, useCallback, useMemo } from 'react';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink, Flex } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import { itopsApiRef } from '../../api/itopsApiRef';
import { FreshnessStrip } from '../freshness';
import { SidePanel } from '../panel';
import { EmptyState, NoMatch, ProblemState, SkeletonLines } from '../states';
import { CsvButton, DataTable, FilterBar, Pager, useList } from '../table';
import { count } from '../../format/quantity';
import { useLinks } from '../../hooks/useLinks';
import { useLive } from '../../hooks/useLive';
import { useTableQuery } from '../../hooks/useTableQuery';
import { useUrlState } from '../../hooks/useUrlState';
import { RecordKind, RecordsPage } from './RecordKind';
import { AnyRecord } from './RecordForm';
import { RecordPanel } from './RecordPanel';
import { Chooser } from './Chooser';
import { useChosen } from './useChosen';
import { Editable } from './useEditable';

/** Rows per request of a CSV file: the most the server gives at once. */
const FILE_PAGE = 500;
const NEW = 'new';
const idOf = ({ id }: AnyRecord) => id;

/** The records of one kind: search, filters, pages, and a drawer for one of them. */
export function RecordTable<T extends AnyRecord>(props: {
  kind: RecordKind<T>;
  editable: Editable;
  /** What can be done with several rows at once; they are chosen by boxes. */
  withChosen?: (rows: T[], onDone: (said: string) => void) => ReactNode;
}) {
  const { kind, editable, withChosen } = props;
  const api = useApi(itopsApiRef);
  const toastApi = useApi(toastApiRef);
  const links = useLinks();
  const url = useUrlState();
  const query = useTableQuery(kind.filters);
  const { live, load } = useList<RecordsPage<T>, string>(
    kind.id,
    query,
    // Records have no past; what is observed beside them has.
    ({ asOf, ...request }, signal) =>
      kind
        .api(api)
        .list(
          { ...query.filters, ...request, ...(kind.observed && { asOf }) },
          { signal },
        ),
  );
  const { data, problem } = live;
  const columns = useMemo(() => kind.columns(links), [kind, links]);
  const chosen = useChosen(kind.titleOf);
  const canChoose = editable.may && withChosen !== undefined;
  const shown = canChoose ? [chosen.column, ...columns] : columns;

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
    chosen.clear();
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
            {data?.total !== undefined && (
              <span aria-live="polite">{count(data.total, ...kind.nouns)}</span>
            )}
            <CsvButton
              fileName={`${kind.id}-in-view.csv`}
              columns={columns}
              load={(cursor, signal) =>
                load({ cursor, limit: FILE_PAGE }, signal)
              }
              isDisabled={!data || data.items.length === 0}
            />
            {create}
          </>
        }
      />
      {data?.sources && <FreshnessStrip sources={data.sources} />}
      {problem && (
        <ProblemState
          problem={problem}
          onRetry={live.reload}
          keepsData={data !== undefined}
        />
      )}
      {canChoose && data && data.items.length > 0 && (
        <Chooser
          nouns={kind.nouns}
          chosen={chosen.rows.length}
          left={data.items.filter(row => !chosen.has(row)).length}
          onAll={() => chosen.add(data.items)}
          onNone={chosen.clear}
        >
          {withChosen(chosen.rows, done)}
        </Chooser>
      )}
      {(data || !problem) && (
        <DataTable
          label={kind.title}
          columns={shown}
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
                        href={kind.importHref(links)}
                      >
                        Import files
                      </ButtonLink>
                    </Flex>
                  )
                }
              >
                {kind.teaches}
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
