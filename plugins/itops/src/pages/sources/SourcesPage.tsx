import { useMemo, useRef } from 'react';
import { RiRefreshLine } from '@remixicon/react';
import { Button } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { SourceView } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { PageFrame } from '../../components/frame';
import {
  EmptyState,
  ProblemState,
  SkeletonLines,
} from '../../components/states';
import { count } from '../../format/quantity';
import { useAsOf } from '../../hooks/useAsOf';
import { useLive } from '../../hooks/useLive';
import { useMay } from '../../hooks/useMay';
import { useUrlState } from '../../hooks/useUrlState';
import { PROXMOX_CONFIG } from '../configExamples';
import { SourceCard } from './SourceCard';
import { progressOf } from './collecting';
import { useCollect } from './useCollect';
import styles from './SourcesPage.module.css';

/** Sources change while one looks: asked more often than the other pages. */
const POLL_MS = 10_000;

const WORST_FIRST = ['failed', 'partial', 'stale', 'never', 'aging', 'fresh'];

function worstFirst(sources: SourceView[]): SourceView[] {
  return [...sources].sort(
    (a, b) =>
      WORST_FIRST.indexOf(a.freshness) - WORST_FIRST.indexOf(b.freshness) ||
      a.sourceId.localeCompare(b.sourceId),
  );
}

/** Worst first when the page opens; a card that recovers stays where it is. */
function useSteadyOrder(sources: SourceView[] | undefined): SourceView[] {
  const order = useRef<string[]>([]);
  return useMemo(() => {
    const sorted = worstFirst(sources ?? []);
    for (const { sourceId } of sorted) {
      if (!order.current.includes(sourceId)) {
        order.current.push(sourceId);
      }
    }
    return sorted.sort(
      (a, b) =>
        order.current.indexOf(a.sourceId) - order.current.indexOf(b.sourceId),
    );
  }, [sources]);
}

/** Where everything comes from: how each source stands, and why. */
export function SourcesPage() {
  const api = useApi(itopsApiRef);
  const url = useUrlState();
  const { asOf, past } = useAsOf();
  const may = useMay('collect now');
  const live = useLive(
    `sources ${asOf}`,
    signal => api.sources({ asOf, signal }),
    asOf ? undefined : POLL_MS,
  );
  const { data, reload } = live;
  const { collecting, problem, asking, collect } = useCollect(
    data?.items,
    reload,
  );
  const sources = useSteadyOrder(data?.items);
  const chosen = url.get('source');
  const mayCollect = may && !past;

  return (
    <PageFrame
      // The cards below are this page's freshness strip.
      answer={data && { at: data.at, sources: [] }}
      problem={live.problem}
      onRetry={reload}
    >
      {data && data.items.length > 0 && (
        <div className={styles.tools}>
          <span>{count(data.items.length, 'source')}</span>
          {mayCollect && (
            <Button
              size="small"
              variant="secondary"
              iconStart={<RiRefreshLine />}
              isDisabled={asking}
              onPress={() => collect()}
            >
              Collect all now
            </Button>
          )}
        </div>
      )}
      {problem && <ProblemState problem={problem} />}
      {live.loading && (
        <SkeletonLines lines={3} height={150} label="Loading sources" />
      )}
      {data?.items.length === 0 && (
        <EmptyState title="No source is configured yet" config={PROXMOX_CONFIG}>
          A source is one thing the portal reads: a Proxmox cluster, a declared
          file. Put these lines into app-config.yaml and restart the backend.
        </EmptyState>
      )}
      {sources.map(source => (
        <SourceCard
          key={source.sourceId}
          source={source}
          chosen={source.sourceId === chosen}
          progress={collecting ? progressOf(collecting, source) : []}
          onCollect={mayCollect ? () => collect(source.sourceId) : undefined}
          onAccepted={reload}
        />
      ))}
    </PageFrame>
  );
}
