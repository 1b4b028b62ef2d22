import { useApi } from '@backstage/frontend-plugin-api';
import { PathChange, PathChanges } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { PageFrame } from '../../components/frame';
import { HopPanel } from '../../components/path';
import { EmptyState, SkeletonLines } from '../../components/states';
import { isCurrent } from '../../format/freshness';
import { count } from '../../format/quantity';
import { absoluteTime } from '../../format/time';
import { sourceName } from '../../format/words';
import { useAsOf } from '../../hooks/useAsOf';
import { useLive } from '../../hooks/useLive';
import { useUrlState } from '../../hooks/useUrlState';
import { POLL_MS } from '../../hooks/polling';
import { ChangedPath, Side } from './ChangedPath';
import { PathViews } from './PathViews';
import { SinceForm } from './SinceForm';
import styles from './PathChangesView.module.css';

function validMoment(text: string | undefined): string | undefined {
  return text && !Number.isNaN(Date.parse(text)) ? text : undefined;
}

const CLOSED = {
  path: undefined,
  proxy: undefined,
  side: undefined,
  hop: undefined,
};

/** No change, said only as far as the sources can be believed. */
function NothingChanged(props: { changes: PathChanges }) {
  const { since, at, sources } = props.changes;
  const silent = sources.filter(source => !isCurrent(source));
  return (
    <EmptyState
      title={
        silent.length > 0
          ? 'No path changed, as far as can be seen'
          : 'No path changed'
      }
    >
      {silent.length > 0
        ? `${silent
            .map(({ sourceId, kind }) => sourceName(sourceId, kind))
            .join(', ')} ${
            silent.length === 1 ? 'was' : 'were'
          } not read completely.`
        : `Every host name leads where it led, from ${absoluteTime(
            since,
          )} to ${absoluteTime(at)}.`}
    </EmptyState>
  );
}

/** Which paths differ between two moments, and in which hops. */
export function PathChangesView() {
  const api = useApi(itopsApiRef);
  const url = useUrlState();
  const { asOf, past } = useAsOf();
  const since = validMoment(url.get('since'));
  const live = useLive<PathChanges | undefined>(
    `path changes ${since} ${asOf}`,
    async signal =>
      since ? api.pathChanges({ since, asOf }, { signal }) : undefined,
    asOf ? undefined : POLL_MS,
  );
  const { data } = live;

  const side: Side = url.get('side') === 'before' ? 'before' : 'after';
  const opened = data?.items.find(
    ({ hostname, proxySourceId }) =>
      hostname === url.get('path') && proxySourceId === url.get('proxy'),
  )?.[side];
  const open = (change: PathChange, of: Side, hopId: string) =>
    url.set({
      path: change.hostname,
      proxy: change.proxySourceId,
      side: of,
      hop: hopId,
    });
  return (
    <>
      <PageFrame
        answer={data}
        problem={live.problem}
        onRetry={live.reload}
        idle={!since}
        question={
          <>
            <SinceForm
              since={since}
              until={asOf ?? new Date().toISOString()}
              past={past}
              onChange={moment => url.set({ since: moment })}
            />
            <PathViews
              current="changes"
              aside={
                data && (
                  <span className={styles.count} aria-live="polite">
                    {count(data.total, 'changed path')}
                  </span>
                )
              }
            />
          </>
        }
      >
        {!since && (
          <EmptyState title="What changed?">
            Choose a moment. You see every host name that came, went or leads
            elsewhere since then, up to the moment shown in the header of the
            page.
          </EmptyState>
        )}
        {since && live.loading && (
          <SkeletonLines lines={4} height={96} label="Comparing paths" />
        )}
        {data && data.items.length > 0 && (
          <ul
            className={styles.list}
            aria-label="Changed paths"
            data-outdated={live.outdated || undefined}
          >
            {data.items.map(change => (
              <ChangedPath
                key={`${change.hostname} ${change.proxySourceId}`}
                change={change}
                onOpen={(of, hopId) => open(change, of, hopId)}
              />
            ))}
          </ul>
        )}
        {data && data.total > data.items.length && (
          <p className={styles.count}>
            {`and ${(data.total - data.items.length).toLocaleString()} more`}
          </p>
        )}
        {data?.items.length === 0 && <NothingChanged changes={data} />}
      </PageFrame>
      {opened && data && (
        <HopPanel
          row={opened}
          hopId={url.get('hop') ?? '0'}
          answer={data}
          onOpen={hopId => url.set({ hop: hopId })}
          onClose={() => url.set(CLOSED)}
        />
      )}
    </>
  );
}
