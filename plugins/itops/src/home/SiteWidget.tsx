import { useApi } from '@backstage/frontend-plugin-api';
import { itopsApiRef } from '../api/itopsApiRef';
import { ClockProvider } from '../components/clock';
import { FreshnessStrip } from '../components/freshness';
import { ProblemState } from '../components/states';
import { useLive } from '../hooks/useLive';
import { Tiles } from '../pages/overview/Tiles';
import { POLL_MS } from '../hooks/polling';
import styles from './SiteWidget.module.css';

/** Home page widget: the numbers of the site, with how fresh they are. */
export function SiteWidget() {
  const api = useApi(itopsApiRef);
  const live = useLive('home', signal => api.overview({ signal }), POLL_MS);
  return (
    <ClockProvider at={live.data?.at}>
      <div className={styles.widget}>
        {live.problem && (
          <ProblemState
            problem={live.problem}
            onRetry={live.reload}
            keepsData={live.data !== undefined}
          />
        )}
        {(live.data || !live.problem) && <Tiles overview={live.data} />}
        {live.data && <FreshnessStrip sources={live.data.sources} />}
      </div>
    </ClockProvider>
  );
}
