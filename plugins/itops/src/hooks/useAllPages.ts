import { Live, useLive } from './useLive';

/** Rows per request: the most that the server sends at once. */
const PAGE = 500;

/**
 * A list that is read to its end, page after page, for what is drawn as a whole.
 *
 * @param key - identifies the question; a new key asks anew
 * @param ask - asks for one page; undefined where there is nothing to ask
 */
export function useAllPages<T>(
  key: string,
  ask:
    | ((
        page: { cursor?: string; limit: number },
        signal: AbortSignal,
      ) => Promise<{ items: T[]; nextCursor?: string }>)
    | undefined,
  pollMs?: number,
): Live<T[]> {
  return useLive<T[]>(
    key,
    ask &&
      (async signal => {
        const all: T[] = [];
        let cursor: string | undefined;
        do {
          const page = await ask({ cursor, limit: PAGE }, signal);
          all.push(...page.items);
          cursor = page.nextCursor;
        } while (cursor);
        return all;
      }),
    pollMs,
  );
}
