import { useCallback, useMemo } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import {
  ChangeRequestSummary,
  ChangeRequestsPage,
} from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { PageFrame } from '../../components/frame';
import { NoMatch, ProblemState } from '../../components/states';
import {
  CsvButton,
  DataTable,
  FilterBar,
  FilterDefinition,
  Pager,
  textOptions,
  useList,
  wordOptions,
} from '../../components/table';
import { ViewBar } from '../../components/views';
import { CHANGE_STATES, CHANGE_VERBS } from '../../format/changes';
import { count } from '../../format/quantity';
import { refOfText } from '../../format/refs';
import { useAsOf } from '../../hooks/useAsOf';
import { useLinks } from '../../hooks/useLinks';
import { useMay } from '../../hooks/useMay';
import { useTableQuery } from '../../hooks/useTableQuery';
import { useUrlState } from '../../hooks/useUrlState';
import { NewChangePanel } from './create/NewChangePanel';
import { NoChanges } from './NoChanges';
import { CHANGE_COLUMNS } from './changeColumns';

/** The form is closed, and what it was to begin with is forgotten. */
const NO_FORM = {
  new: undefined,
  do: undefined,
  vmid: undefined,
  source: undefined,
};
/** Rows per request of a CSV file: the most the server gives at once. */
const FILE_PAGE = 500;
const FILTERS = ['state', 'verb'] as const;
type Filter = (typeof FILTERS)[number];

const LISTS = ['waiting', 'mine', 'all'] as const;
export type ChangeList = (typeof LISTS)[number];
const LABELS: Record<ChangeList, string> = {
  waiting: 'Waiting for me',
  mine: 'Mine',
  all: 'All',
};

const DEFINITIONS: FilterDefinition<Filter>[] = [
  { name: 'state', label: 'State', options: wordOptions(CHANGE_STATES) },
  { name: 'verb', label: 'What it does', options: textOptions(CHANGE_VERBS) },
];

const idOf = ({ id }: ChangeRequestSummary) => id;

/** Every governed change: what waits for the viewer first. */
export function ChangesList() {
  const { changeRequests } = useApi(itopsApiRef);
  const links = useLinks();
  const url = useUrlState();
  const { past } = useAsOf();
  const mayPlan = useMay('plan changes') && !past;
  const list = LISTS.find(known => known === url.get('list')) ?? 'waiting';
  const query = useTableQuery<Filter>(FILTERS);
  const { live, load } = useList<ChangeRequestsPage, Filter>(
    `changes ${list}`,
    query,
    ({ q, cursor, limit }, signal) =>
      changeRequests.list(
        {
          ...query.filters,
          list,
          target: q === undefined ? undefined : refOfText(q),
          cursor,
          limit,
        },
        { signal },
      ),
  );
  const { data } = live;
  const hrefOf = useCallback(
    ({ id }: ChangeRequestSummary) => links.change(id),
    [links],
  );
  const views = useMemo(
    () =>
      LISTS.map(view => ({
        view,
        label: LABELS[view],
        href: links.changes({ list: view === 'waiting' ? undefined : view }),
      })),
    [links],
  );
  const create = mayPlan && (
    <Button
      size="small"
      variant="primary"
      iconStart={<RiAddLine />}
      onPress={() => url.set({ new: 'change' })}
    >
      New change
    </Button>
  );
  return (
    <PageFrame
      idle
      problem={data ? undefined : live.problem}
      onRetry={live.reload}
      question={
        <ViewBar
          label="Which changes"
          current={list}
          views={views}
          aside={create}
        />
      }
    >
      {live.problem && (
        <ProblemState problem={live.problem} onRetry={live.reload} keepsData />
      )}
      <FilterBar
        query={query}
        filters={DEFINITIONS}
        placeholder="VMID or address that it is about"
        aside={
          <>
            {data?.total !== undefined && (
              <span aria-live="polite">{count(data.total, 'change')}</span>
            )}
            <CsvButton
              fileName="changes.csv"
              columns={CHANGE_COLUMNS}
              load={(cursor, signal) =>
                load({ cursor, limit: FILE_PAGE }, signal)
              }
              isDisabled={!data || data.items.length === 0}
            />
          </>
        }
      />
      <DataTable
        label="Changes"
        columns={CHANGE_COLUMNS}
        rows={data?.items}
        idOf={idOf}
        outdated={live.outdated}
        hrefOf={hrefOf}
        empty={
          query.filtered ? (
            <NoMatch what="change" onClear={query.clear} />
          ) : (
            <NoChanges list={list} action={create || undefined} />
          )
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
      {url.get('new') && mayPlan && (
        <NewChangePanel onClose={() => url.set(NO_FORM)} />
      )}
    </PageFrame>
  );
}
