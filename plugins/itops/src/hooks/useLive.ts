import { useCallback, useEffect, useRef, useState } from 'react';
import { Problem, problemOf } from '../api/problem';

/** An answer that is kept up to date. */
export interface Live<T> {
  /** The last good answer, also while a newer one is on its way or has failed. */
  data: T | undefined;
  /** Why the last attempt failed; gone with the next good answer. */
  problem: Problem | undefined;
  /** Nothing to show yet, and an attempt is under way. */
  loading: boolean;
  /** `data` answers an earlier question: old rows while new ones are on their way. */
  outdated: boolean;
  /** Asks again now; resolves when that attempt has ended. */
  reload: () => Promise<void>;
  /** Puts a newer answer in place, for example after a decision. */
  replace: (change: (data: T) => T) => void;
}

interface State<T> {
  key: string;
  data?: T;
  dataKey?: string;
  problem?: Problem;
}

/** Problems that take away what was shown: the viewer may not, or it is not there. */
function takesAway(problem: Problem): boolean {
  return (
    problem.kind === 'forbidden' ||
    problem.kind === 'signed-out' ||
    problem.kind === 'not-found'
  );
}

/**
 * Loads and keeps an answer. Known data is never replaced by a spinner: while a
 * new question is asked the old answer stays and is marked as outdated, and a
 * failed refresh keeps the last good one beside the problem.
 *
 * @param key - identifies the question; a new key asks anew
 * @param load - asks it; undefined where there is nothing to ask
 * @param pollMs - asks again this often while the tab is visible
 */
export function useLive<T>(
  key: string,
  load: ((signal: AbortSignal) => Promise<T>) | undefined,
  pollMs?: number,
): Live<T> {
  const [state, setState] = useState<State<T>>({ key });
  const loadRef = useRef(load);
  loadRef.current = load;
  const attemptRef = useRef<AbortController | undefined>(undefined);

  const ask = useCallback(async () => {
    attemptRef.current?.abort();
    if (!loadRef.current) {
      return;
    }
    const attempt = new AbortController();
    attemptRef.current = attempt;
    try {
      const data = await loadRef.current(attempt.signal);
      if (!attempt.signal.aborted) {
        setState({ key, data, dataKey: key });
      }
    } catch (error) {
      if (!attempt.signal.aborted) {
        const problem = problemOf(error);
        setState(previous => ({
          key,
          problem,
          ...(takesAway(problem)
            ? {}
            : { data: previous.data, dataKey: previous.dataKey }),
        }));
      }
    }
  }, [key]);

  useEffect(() => {
    ask();
    return () => attemptRef.current?.abort();
  }, [ask]);

  useEffect(() => {
    if (!pollMs) {
      return undefined;
    }
    const timer = setInterval(() => {
      if (document.visibilityState !== 'hidden') {
        ask();
      }
    }, pollMs);
    return () => clearInterval(timer);
  }, [ask, pollMs]);

  const replace = useCallback((change: (data: T) => T) => {
    setState(previous =>
      previous.data === undefined
        ? previous
        : { ...previous, data: change(previous.data) },
    );
  }, []);

  const answered = state.key === key;
  const problem = answered ? state.problem : undefined;
  return {
    data: state.data,
    problem,
    loading: state.data === undefined && !problem,
    outdated: state.data !== undefined && state.dataKey !== key,
    reload: ask,
    replace,
  };
}
