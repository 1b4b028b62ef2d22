import { useMemo } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { ObservedPortRecord, SwitchView } from '@sankofa/plugin-itops-common';
import { itopsApiRef } from '../../../api/itopsApiRef';
import { Problem } from '../../../api/problem';
import { POLL_MS } from '../../../hooks/polling';
import { useAsOf } from '../../../hooks/useAsOf';
import { useLive } from '../../../hooks/useLive';

const PAGE = 500;

/**
 * What is written down about the ports of switches, by the ref of the port. It
 * is about now: of the past nothing is said.
 *
 * @returns no records while they are not known, and why they cannot be
 */
export function useRecordsByPort(switches: SwitchView[]): {
  records: ReadonlyMap<string, ObservedPortRecord[]> | undefined;
  problem: Problem | undefined;
} {
  const api = useApi(itopsApiRef);
  const { past } = useAsOf();
  const live = useLive<ObservedPortRecord[]>(
    `records of ports ${past}`,
    past
      ? undefined
      : async signal => {
          const all: ObservedPortRecord[] = [];
          let cursor: string | undefined;
          do {
            const page = await api.portRecords.observed(
              { cursor, limit: PAGE },
              { signal },
            );
            all.push(...page.items);
            cursor = page.nextCursor;
          } while (cursor);
          return all;
        },
    past ? undefined : POLL_MS,
  );
  const { data } = live;
  const records = useMemo(() => {
    if (!data || past) {
      return undefined;
    }
    const byNumber = new Map<string, ObservedPortRecord[]>();
    for (const record of data) {
      const key = `${record.switchId} ${record.number}`;
      byNumber.set(key, [...(byNumber.get(key) ?? []), record]);
    }
    return new Map(
      switches.flatMap(({ id, ports }) =>
        ports.map(
          row =>
            [
              row.ref,
              row.ports.flatMap(
                number => byNumber.get(`${id} ${number}`) ?? [],
              ),
            ] as const,
        ),
      ),
    );
  }, [data, past, switches]);
  return { records, problem: past ? undefined : live.problem };
}
