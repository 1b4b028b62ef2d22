import { useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { SearchHit } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { Problem, problemOf } from '../../api/problem';
import { useDebounced } from '../../hooks/useDebounced';

export interface SearchAnswer {
  /** The text this answers. */
  text: string;
  hits: SearchHit[];
  total: number;
  problem?: Problem;
}

const DELAY_MS = 180;

/** Asks once the text is still; answers always say which text they are for. */
export function useSearch(
  text: string,
  asOf: string | undefined,
): SearchAnswer | undefined {
  const api = useApi(itopsApiRef);
  const still = useDebounced(text.trim(), DELAY_MS);
  const [answer, setAnswer] = useState<SearchAnswer>();

  useEffect(() => {
    if (!still) {
      setAnswer(undefined);
      return undefined;
    }
    const attempt = new AbortController();
    api.search(still, { asOf, signal: attempt.signal }).then(
      ({ items, total }) => {
        if (!attempt.signal.aborted) {
          setAnswer({ text: still, hits: items, total });
        }
      },
      error => {
        if (!attempt.signal.aborted) {
          const problem = problemOf(error);
          setAnswer({ text: still, hits: [], total: 0, problem });
        }
      },
    );
    return () => attempt.abort();
  }, [api, still, asOf]);

  return answer;
}
