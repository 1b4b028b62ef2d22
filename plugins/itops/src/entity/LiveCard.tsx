import { ReactNode } from 'react';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import {
  ITOPS_ID_ANNOTATION,
  ItopsReadOptions,
  SourceFreshness,
} from '@sankofa/plugin-itops-common';
import { PastBanner } from '../components/asof';
import { ClockProvider } from '../components/clock';
import { FreshnessStrip } from '../components/freshness';
import { EmptyState, ProblemState, SkeletonLines } from '../components/states';
import { relevantSources } from '../format/relevantSources';
import { useAsOf } from '../hooks/useAsOf';
import { Live, useLive } from '../hooks/useLive';
import { POLL_MS } from '../hooks/polling';
import { useItopsId } from './useItopsId';
import styles from './LiveCard.module.css';

/**
 * A card that joins live values to a catalog entity. The entity carries only
 * its identity; everything drawn here comes from the API, with its age.
 */
export function LiveCard<
  T extends { at: string; sources: SourceFreshness[] },
>(props: {
  title: string;
  /** Keeps apart what different cards ask about the same thing. */
  name: string;
  load: (id: string, options: ItopsReadOptions) => Promise<T>;
  /** Everything in the answer that names a source. */
  behind: (answer: T) => { sourceId: string }[];
  children: (answer: T, live: Live<T>) => ReactNode;
}) {
  const { title, name, load, behind, children } = props;
  const { asOf, past } = useAsOf();
  const id = useItopsId();
  const live = useLive(
    `${name} ${id} ${asOf}`,
    id ? signal => load(id, { asOf, signal }) : undefined,
    asOf ? undefined : POLL_MS,
  );
  const { data, problem } = live;
  return (
    <ClockProvider at={data?.at} past={past}>
      <EntityInfoCard title={title}>
        <div className={styles.card}>
          {past && <PastBanner />}
          {!id && (
            <EmptyState title="Not from the inventory">
              {`This entity has no annotation ${ITOPS_ID_ANNOTATION}, so nothing live belongs to it.`}
            </EmptyState>
          )}
          {problem && (
            <ProblemState
              problem={problem}
              onRetry={live.reload}
              keepsData={data !== undefined}
            />
          )}
          {id && live.loading && <SkeletonLines lines={5} />}
          {data && (
            <>
              <FreshnessStrip
                sources={relevantSources(data.sources, behind(data))}
              />
              {children(data, live)}
            </>
          )}
        </div>
      </EntityInfoCard>
    </ClockProvider>
  );
}
