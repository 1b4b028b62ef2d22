import { useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { ChangeRequest } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { ChangeState, isOver, isRunning } from '../../../format/changes';
import { POLL_MS } from '../../../hooks/polling';
import { Live, useLive } from '../../../hooks/useLive';

/** Pause between two looks at a change that runs. */
export const RUNNING_MS = 1_500;

/** How often to look again: often while it runs, never once it is over. */
function pauseOf(state: ChangeState | undefined): number | undefined {
  if (state !== undefined && isOver(state)) {
    return undefined;
  }
  return state !== undefined && isRunning(state) ? RUNNING_MS : POLL_MS;
}

/** One change, kept up to date until it is over. */
export function useChange(id: string): Live<ChangeRequest> {
  const { changeRequests } = useApi(itopsApiRef);
  const [state, setState] = useState<ChangeState>();
  const live = useLive(
    `change ${id}`,
    signal => changeRequests.one(id, { signal }),
    pauseOf(state),
  );
  const now = live.data?.state;
  useEffect(() => setState(now), [now]);
  return live;
}
