import { useCallback, useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { SourceView } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../api/itopsApiRef';
import { Problem, problemOf } from '../../api/problem';
import { Collecting, isCollecting, startCollecting } from './collecting';

/** Pause between two looks at a collection that is under way. */
const LOOK_MS = 1_500;

export interface Collect {
  collecting: Collecting | undefined;
  problem: Problem | undefined;
  /** The request is on its way. */
  asking: boolean;
  /** One source, or all. */
  collect: (sourceId?: string) => Promise<void>;
}

/** "Collect now": asks once, then looks until every pass has ended. */
export function useCollect(
  sources: SourceView[] | undefined,
  reload: () => Promise<void>,
): Collect {
  const api = useApi(itopsApiRef);
  const [asking, setAsking] = useState(false);
  const [collecting, setCollecting] = useState<Collecting>();
  const [problem, setProblem] = useState<Problem>();

  const collect = useCallback(
    async (sourceId?: string) => {
      setAsking(true);
      setProblem(undefined);
      try {
        const answer = await api.refresh(
          sourceId ? { sources: [sourceId] } : {},
        );
        const begun = startCollecting(answer, sources ?? []);
        setCollecting(earlier => ({
          passes: [
            ...(earlier?.passes ?? []).filter(
              old =>
                !begun.passes.some(
                  fresh =>
                    fresh.sourceId === old.sourceId && fresh.pass === old.pass,
                ),
            ),
            ...begun.passes,
          ],
        }));
        await reload();
      } catch (error) {
        setProblem(problemOf(error));
      } finally {
        setAsking(false);
      }
    },
    [api, sources, reload],
  );

  const active =
    collecting !== undefined && isCollecting(collecting, sources ?? []);
  useEffect(() => {
    if (!active) {
      return undefined;
    }
    let stopped = false;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      await reload();
      if (!stopped) {
        timer = setTimeout(look, LOOK_MS);
      }
    };
    timer = setTimeout(look, LOOK_MS);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [active, reload]);

  return { collecting, problem, asking, collect };
}
