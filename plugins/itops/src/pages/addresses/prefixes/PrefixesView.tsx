import { useApi } from '@backstage/frontend-plugin-api';
import { IpamPrefixRecord } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { PageFrame } from '../../../components/frame';
import { EmptyState, SkeletonLines } from '../../../components/states';
import { useLive } from '../../../hooks/useLive';
import { POLL_MS } from '../../../hooks/polling';
import { useUrlState } from '../../../hooks/useUrlState';
import { AddressViews } from '../AddressViews';
import { PrefixBoard } from './PrefixBoard';
import { PrefixTree } from './PrefixTree';
import styles from './PrefixesView.module.css';

/** Rows per request: the most that the server sends at once. */
const PAGE = 500;

/** The planned prefixes as a tree; one of them address by address. */
export function PrefixesView() {
  const { ipam } = useApi(itopsApiRef);
  const block = useUrlState().get('block');
  const live = useLive<IpamPrefixRecord[]>(
    'prefixes',
    async signal => {
      const all: IpamPrefixRecord[] = [];
      let cursor: string | undefined;
      do {
        const page = await ipam.prefixes({ cursor, limit: PAGE }, { signal });
        all.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor);
      return all;
    },
    POLL_MS,
  );
  const { data } = live;
  const chosen =
    block ?? data?.find(({ status }) => status !== 'container')?.id;
  return (
    <PageFrame
      idle
      problem={live.problem}
      onRetry={live.reload}
      question={<AddressViews current="prefixes" />}
    >
      {live.loading && <SkeletonLines lines={8} label="Loading prefixes" />}
      {data?.length === 0 && (
        <EmptyState title="No prefixes are written down yet">
          This page shows how prefixes nest and how full they are, and draws
          each address of one by its state. Prefixes are written down with the
          API, or imported from the files of NetBox.
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <div className={styles.columns}>
          <PrefixTree prefixes={data} chosen={chosen} />
          {chosen && (
            <PrefixBoard key={chosen} id={chosen} onChange={live.reload} />
          )}
        </div>
      )}
    </PageFrame>
  );
}
