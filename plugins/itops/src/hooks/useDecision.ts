import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { Finding } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../api/itopsApiRef';
import { Problem, problemOf } from '../api/problem';

export type DecisionKind = 'acknowledged' | 'suppressed' | 'reopened';

export interface Decision {
  /** What is being done now. */
  busy: DecisionKind | undefined;
  problem: Problem | undefined;
  /** What was just done here, so that it can be undone. */
  done: DecisionKind | undefined;
  acknowledge: () => Promise<boolean>;
  suppress: (until: string, reason: string) => Promise<boolean>;
  reopen: () => Promise<boolean>;
}

/**
 * Decides on a finding. Every decision carries the version the viewer saw; when
 * somebody else was faster the newer finding is fetched and shown, and nothing
 * is overwritten.
 *
 * @param onChange - takes over the finding as it is now
 */
export function useDecision(
  finding: Finding,
  onChange: (finding: Finding) => void,
): Decision {
  const api = useApi(itopsApiRef);
  const [busy, setBusy] = useState<DecisionKind>();
  const [problem, setProblem] = useState<Problem>();
  const [done, setDone] = useState<DecisionKind>();
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  const { id, version } = finding;

  const decide = useCallback(
    async (kind: DecisionKind, act: () => Promise<Finding>) => {
      setBusy(kind);
      setProblem(undefined);
      try {
        onChange(await act());
        if (alive.current) {
          setDone(kind);
        }
        return true;
      } catch (error) {
        const found = problemOf(error);
        if (found.kind === 'conflict') {
          // A failure of this second read changes nothing: the first message stands.
          await api.finding(id).then(onChange, () => {});
        }
        if (alive.current) {
          setProblem(found);
          setDone(undefined);
        }
        return false;
      } finally {
        if (alive.current) {
          setBusy(undefined);
        }
      }
    },
    [api, id, onChange],
  );

  return {
    busy,
    problem,
    done,
    acknowledge: useCallback(
      () =>
        decide('acknowledged', () => api.acknowledgeFinding(id, { version })),
      [api, decide, id, version],
    ),
    suppress: useCallback(
      (until, reason) =>
        decide('suppressed', () =>
          api.suppressFinding(id, { version, until, reason }),
        ),
      [api, decide, id, version],
    ),
    reopen: useCallback(
      () => decide('reopened', () => api.reopenFinding(id, { version })),
      [api, decide, id, version],
    ),
  };
}
