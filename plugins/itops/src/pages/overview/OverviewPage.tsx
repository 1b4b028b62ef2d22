import { useApi } from '@backstage/frontend-plugin-api';
import { itopsApiRef } from '../../api/itopsApiRef';
import { FindingLinks } from '../../components/finding';
import { PageFrame, Section } from '../../components/frame';
import { SearchBox } from '../../components/search';
import { EmptyState, SkeletonLines } from '../../components/states';
import { Link } from '@backstage/ui';
import { useAsOf } from '../../hooks/useAsOf';
import { useLinks } from '../../hooks/useLinks';
import { useLive } from '../../hooks/useLive';
import { PROXMOX_CONFIG } from '../configExamples';
import { POLL_MS } from '../../hooks/polling';
import { Changes } from './Changes';
import { Tiles } from './Tiles';
import styles from './OverviewPage.module.css';

/** What is wrong, what is fresh, how much there is, and what changed today. */
export function OverviewPage() {
  const api = useApi(itopsApiRef);
  const links = useLinks();
  const { asOf } = useAsOf();
  const live = useLive(
    `overview ${asOf}`,
    signal => api.overview({ asOf, signal }),
    asOf ? undefined : POLL_MS,
  );
  const { data } = live;
  const nothing = data && data.sources.length === 0;

  return (
    <PageFrame answer={data} problem={live.problem} onRetry={live.reload}>
      <SearchBox />
      {nothing ? (
        <EmptyState title="No source is configured yet" config={PROXMOX_CONFIG}>
          This page shows what is wrong and what changed on your site. It needs
          one source to read; put these lines into app-config.yaml and restart
          the backend.
        </EmptyState>
      ) : (
        <div className={styles.page} data-outdated={live.outdated || undefined}>
          <Tiles overview={data} />
          <div className={styles.columns}>
            <Section
              card
              title="Worst findings"
              aside={
                <Link href={links.drift()} variant="body-small">
                  All findings
                </Link>
              }
            >
              {!data && <SkeletonLines lines={5} height={40} />}
              {data?.worstFindings.length === 0 && (
                <p className={styles.calm}>
                  No open finding. Every rule was judged on what the sources
                  above say.
                </p>
              )}
              {data && data.worstFindings.length > 0 && (
                <FindingLinks
                  label="Worst findings"
                  findings={data.worstFindings}
                />
              )}
            </Section>
            <Changes />
          </div>
        </div>
      )}
    </PageFrame>
  );
}
