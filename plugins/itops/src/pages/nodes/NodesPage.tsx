import { useCallback, useMemo } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { NodeRow, NodesPage as Answer } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { NoMatch, NothingThere } from '../../components/states';
import {
  DataPage,
  FilterDefinition,
  ListRequest,
  firstPage,
  sourceFilter,
  wordOptions,
} from '../../components/table';
import { observingSources } from '../../format/relevantSources';
import { NODE_STATUSES } from '../../format/words';
import { useAsOf } from '../../hooks/useAsOf';
import { useEntityHref } from '../../hooks/useEntityHref';
import { useLinks } from '../../hooks/useLinks';
import { useLive } from '../../hooks/useLive';
import { useTableQuery } from '../../hooks/useTableQuery';
import { PROXMOX_CONFIG } from '../configExamples';
import { POLL_MS } from '../polling';
import { nodeColumns } from './nodeColumns';

const NOUNS: [string, string] = ['node', 'nodes'];
const FILTERS = ['status', 'source'] as const;
const idOf = (row: NodeRow) => row.id;

function filtersOf(
  answer: Answer | undefined,
): FilterDefinition<(typeof FILTERS)[number]>[] {
  return [
    {
      name: 'status',
      label: 'Status',
      options: wordOptions(NODE_STATUSES),
    },
    sourceFilter(observingSources(answer?.sources)),
  ];
}

/** The machines that carry the guests, and how full they are. */
export function NodesPage() {
  const api = useApi(itopsApiRef);
  const links = useLinks();
  const { asOf } = useAsOf();
  const entityHref = useEntityHref();
  const query = useTableQuery(FILTERS);

  const { q, sort, order, key } = query;
  const load = useCallback(
    (request: ListRequest, signal: AbortSignal) =>
      api.nodes(
        { ...query.filters, q, sort, order, asOf, ...request },
        { signal },
      ),
    // `key` stands for the filters.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [api, key, asOf],
  );
  const live = useLive(
    `nodes ${key} ${query.cursor}`,
    signal => load(firstPage(query), signal),
    asOf ? undefined : POLL_MS,
  );
  const columns = useMemo(() => nodeColumns(links), [links]);
  const hrefOf = useCallback(
    (row: NodeRow) =>
      entityHref(row.entityRef) ?? links.guests({ node: row.name }),
    [entityHref, links],
  );
  return (
    <DataPage
      nouns={NOUNS}
      query={query}
      filters={filtersOf(live.data)}
      placeholder="Search nodes"
      columns={columns}
      live={live}
      load={load}
      idOf={idOf}
      hrefOf={hrefOf}
      noMatch={<NoMatch what="node" onClear={query.clear} />}
      empty={
        <NothingThere
          what="nodes"
          teaches="This page shows every hypervisor with its guests and what is allocated on it. It needs a Proxmox cluster to read."
          config={PROXMOX_CONFIG}
          sources={observingSources(live.data?.sources)}
        />
      }
    />
  );
}
