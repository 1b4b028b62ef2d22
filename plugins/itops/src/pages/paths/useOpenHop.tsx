import { ReactNode } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Answer, PathRow, PathsPage } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { HopPanel } from '../../components/path';
import { SidePanel } from '../../components/panel';
import { ProblemState, SkeletonLines } from '../../components/states';
import { useAsOf } from '../../hooks/useAsOf';
import { useLive } from '../../hooks/useLive';
import { useUrlState } from '../../hooks/useUrlState';

const CLOSED = { path: undefined, proxy: undefined, hop: undefined };

/**
 * The drawer of a hop, whose place is in the address of the page. A path that
 * the rows in view do not have is fetched, because others link to it.
 */
export function useOpenHop(
  answer: Answer | undefined,
  rows: PathRow[] | undefined,
): { panel: ReactNode; open: (row: PathRow, hopId: string) => void } {
  const api = useApi(itopsApiRef);
  const url = useUrlState();
  const { asOf } = useAsOf();
  const hostname = url.get('path');
  const proxy = url.get('proxy');
  const isMeant = (row: PathRow) =>
    row.hostname === hostname && (!proxy || row.proxySourceId === proxy);
  const known = hostname ? rows?.find(isMeant) : undefined;
  const missing = hostname !== undefined && rows !== undefined && !known;

  const live = useLive<PathsPage | undefined>(
    `path ${missing} ${hostname} ${proxy} ${asOf}`,
    async signal =>
      missing ? api.paths({ hostname, asOf }, { signal }) : undefined,
  );
  const row = known ?? (missing ? live.data?.items.find(isMeant) : undefined);
  const shownAnswer = known ? answer : live.data;
  const open = (to: PathRow, hopId: string) =>
    url.set({ path: to.hostname, proxy: to.proxySourceId, hop: hopId });
  const close = () => url.set(CLOSED);

  let panel: ReactNode;
  if (row && shownAnswer) {
    panel = (
      <HopPanel
        row={row}
        hopId={url.get('hop') ?? '0'}
        answer={shownAnswer}
        onOpen={hopId => open(row, hopId)}
        onClose={close}
      />
    );
  } else if (missing) {
    panel = (
      <SidePanel title={hostname} onClose={close}>
        {live.problem && (
          <ProblemState problem={live.problem} onRetry={live.reload} />
        )}
        {!live.problem && (live.data === undefined || live.outdated) && (
          <SkeletonLines lines={6} label={`Loading ${hostname}`} />
        )}
        {!live.problem && live.data && !live.outdated && (
          <p>{`No proxy knows the host name ${hostname}.`}</p>
        )}
      </SidePanel>
    );
  }
  return { panel, open };
}
