import { useApi } from '@backstage/frontend-plugin-api';
import { SourceFreshness } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { PageFrame } from '../../../components/frame';
import {
  NothingThere,
  ProblemState,
  SkeletonLines,
} from '../../../components/states';
import { observingSources } from '../../../format/relevantSources';
import { sourceName } from '../../../format/words';
import { useLive } from '../../../hooks/useLive';
import { useUrlState } from '../../../hooks/useUrlState';
import { HostViews } from '../HostViews';
import { CAPACITY_CONFIG } from '../capacityConfig';
import hosts from '../Hosts.module.css';
import { PlacementForm } from './PlacementForm';
import { PlacementResult } from './PlacementResult';
import {
  PLACEMENT_FIELDS,
  PlacementField,
  readPlacement,
} from './placementRequest';

const NAMES = [...PLACEMENT_FIELDS.map(({ name }) => name), 'source'];

function fieldsOf(sources: SourceFreshness[] | undefined): PlacementField[] {
  const clusters = (sources ?? []).filter(({ kind }) => kind === 'proxmox');
  return [
    ...PLACEMENT_FIELDS,
    {
      name: 'source',
      label: 'Cluster',
      as: 'choice',
      options: clusters.map(({ sourceId, kind }) => ({
        value: sourceId,
        label: sourceName(sourceId, kind),
      })),
    },
  ];
}

/** Where could a new guest go, and why nowhere else? */
export function PlacementView() {
  const { capacity } = useApi(itopsApiRef);
  const url = useUrlState();
  const values = Object.fromEntries(NAMES.map(name => [name, url.get(name)]));
  const { request } = readPlacement(values);
  const nodes = useLive('placement nodes', signal =>
    capacity.nodes({ signal }),
  );
  const live = useLive(
    `placement ${JSON.stringify(request)}`,
    request && (signal => capacity.placement(request, { signal })),
  );
  const answer = request ? live.data : undefined;
  return (
    <PageFrame
      answer={answer ?? nodes.data}
      problem={nodes.problem}
      onRetry={nodes.reload}
      question={<HostViews current="placement" />}
    >
      {nodes.loading && (
        <SkeletonLines lines={3} height={60} label="Loading nodes" />
      )}
      {nodes.data?.items.length === 0 ? (
        <NothingThere
          what="nodes"
          teaches="This page advises where a new guest could go. It needs a Proxmox cluster to read and measure."
          config={CAPACITY_CONFIG}
          sources={observingSources(nodes.data.sources)}
        />
      ) : (
        nodes.data && (
          <PlacementForm
            fields={fieldsOf(nodes.data.sources)}
            values={values}
            onAsk={asked => {
              url.set(asked);
              live.reload();
            }}
          />
        )
      )}
      {request && live.problem && (
        <ProblemState
          problem={live.problem}
          onRetry={live.reload}
          keepsData={answer !== undefined}
        />
      )}
      {request && !answer && !live.problem && (
        <SkeletonLines lines={3} height={80} label="Loading advice" />
      )}
      {answer && (
        <div
          className={hosts.parts}
          aria-busy={live.outdated}
          aria-live="polite"
        >
          <PlacementResult answer={answer} />
        </div>
      )}
    </PageFrame>
  );
}
