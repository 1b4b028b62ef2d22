import { useCallback, useMemo } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { NodeRow, NodesPage as Answer } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { NoMatch, NothingThere } from '../../components/states';
import {
  DataPage,
  FilterDefinition,
  sourceFilter,
  wordOptions,
  useList,
} from '../../components/table';
import { observingSources } from '../../format/relevantSources';
import { NODE_STATUSES } from '../../format/words';
import { useEntityHref } from '../../hooks/useEntityHref';
import { useLinks } from '../../hooks/useLinks';
import { useTableQuery } from '../../hooks/useTableQuery';
import { PROXMOX_CONFIG } from '../configExamples';
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
  const entityHref = useEntityHref();
  const query = useTableQuery(FILTERS);

  const { live, load } = useList('nodes', query, (request, signal) =>
    api.nodes({ ...query.filters, ...request }, { signal }),
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
