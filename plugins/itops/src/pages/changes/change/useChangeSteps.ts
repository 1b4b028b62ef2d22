import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  ChangeRequest,
  ChangeRequestOptions,
  SettleChangeRequest,
  StepUpAction,
} from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { Live } from '../../../hooks/useLive';
import { beginStepUp } from './stepUp';

/** What the viewer can do with a change; each rejects where the server refuses. */
export interface ChangeSteps {
  plan: () => Promise<void>;
  submit: (hash: string) => Promise<void>;
  /** Both have to be called while a press of a button is handled: a window opens. */
  approve: (hash: string) => Promise<void>;
  apply: (hash: string) => Promise<void>;
  deny: (hash: string, reason: string) => Promise<void>;
  cancel: (reason: string | undefined) => Promise<void>;
  settle: (request: SettleChangeRequest) => Promise<void>;
}

/**
 * Takes a change a step further and shows what it is then; where that is refused, what
 * it is now is read again.
 *
 * @param stepUp - undefined while nobody knows; then it is asked for, as where it is needed
 */
export function useChangeSteps(
  change: ChangeRequest,
  { reload, replace }: Pick<Live<ChangeRequest>, 'reload' | 'replace'>,
  stepUp: ChangeRequestOptions['stepUp'] | undefined,
): ChangeSteps {
  const { changeRequests: api } = useApi(itopsApiRef);
  const { id, version } = change;
  const take = useCallback(
    async (step: Promise<ChangeRequest>) => {
      try {
        const changed = await step;
        replace(() => changed);
      } catch (error) {
        await reload();
        throw error;
      }
    },
    [reload, replace],
  );
  const proven = async (action: StepUpAction, hash: string) =>
    stepUp === 'none'
      ? undefined
      : beginStepUp({ changeId: id, action }, () =>
          api.stepUp(id, action, hash),
        );
  return {
    plan: () => take(api.plan(id, version)),
    submit: hash => take(api.submit(id, hash)),
    approve: hash =>
      take(
        proven('approve', hash).then(proof => api.approve(id, hash, { proof })),
      ),
    apply: hash =>
      take(proven('apply', hash).then(proof => api.apply(id, hash, { proof }))),
    deny: (hash, reason) => take(api.deny(id, { hash, reason })),
    cancel: reason => take(api.cancel(id, version, reason ? { reason } : {})),
    settle: request => take(api.settle(id, version, request)),
  };
}
