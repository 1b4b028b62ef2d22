import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { PlanWorkloadView } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { EmptyState, NoMatch } from '../../components/states';
import { PageFrame } from '../../components/frame';
import {
  DataPage,
  FilterDefinition,
  useList,
  wordOptions,
} from '../../components/table';
import { WORKLOAD_STATES } from '../../format/vlanPlan';
import { entityLabel } from '../../format/words';
import { useLinks } from '../../hooks/useLinks';
import { useTableQuery } from '../../hooks/useTableQuery';
import { PlanMissing } from './PlanMissing';
import { PlanViews } from './PlanViews';
import { usePlanBoard } from './usePlanBoard';
import { workloadColumns } from './workloadColumns';

const NOUNS: [string, string] = ['workload', 'workloads'];
const FILTERS = ['wave', 'state', 'owner', 'kind', 'node'] as const;
const idOf = ({ ref }: PlanWorkloadView) => ref;

/** Every workload of the plan: declared, effective and target. */
export function WorkloadsView() {
  const { vlanPlan } = useApi(itopsApiRef);
  const links = useLinks();
  const query = useTableQuery(FILTERS);
  const board = usePlanBoard();
  const { live, load } = useList(
    'vlan plan workloads',
    query,
    (request, signal) =>
      vlanPlan.workloads({ ...query.filters, ...request }, { signal }),
  );
  const hrefOf = useCallback(
    ({ guestId }: PlanWorkloadView) =>
      guestId && links.guests({ guest: guestId }),
    [links],
  );
  const waves = board.data?.waves ?? [];
  const owners = new Set(
    waves.flatMap(wave => wave.owners.map(({ ownerRef }) => ownerRef)),
  );
  const filters: FilterDefinition<(typeof FILTERS)[number]>[] = [
    {
      name: 'wave',
      label: 'Wave',
      options: waves.map(({ id, title }) => ({ value: id, label: title })),
    },
    { name: 'state', label: 'State', options: wordOptions(WORKLOAD_STATES) },
    {
      name: 'owner',
      label: 'Owner',
      options: [...owners].map(value => ({ value, label: entityLabel(value) })),
      say: entityLabel,
    },
    {
      name: 'kind',
      label: 'Kind',
      options: [
        { value: 'guest', label: 'guest' },
        { value: 'device', label: 'device' },
      ],
    },
    { name: 'node', label: 'Node', options: [] },
  ];
  const views = <PlanViews current="workloads" />;
  if (board.data && board.data.status !== 'read') {
    return (
      <PageFrame answer={board.data} onRetry={board.reload} question={views}>
        <PlanMissing answer={board.data} onRetry={board.reload} />
      </PageFrame>
    );
  }
  return (
    <DataPage
      nouns={NOUNS}
      query={query}
      filters={filters}
      placeholder="Search workloads"
      columns={workloadColumns}
      live={live}
      load={load}
      idOf={idOf}
      hrefOf={hrefOf}
      question={views}
      noMatch={<NoMatch what="workload" onClear={query.clear} />}
      empty={
        <EmptyState title="The plan moves nothing">
          No selector of the plan matches a guest or a device. The board lists
          selectors that match nothing.
        </EmptyState>
      }
    />
  );
}
