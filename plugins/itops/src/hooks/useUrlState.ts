import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** New values; `undefined` or empty removes the parameter. */
export type UrlPatch = Record<string, string | undefined>;

export interface UrlState {
  get: (name: string) => string | undefined;
  /** Changes several parameters at once; `replace` adds no step to go back to. */
  set: (patch: UrlPatch, options?: { replace?: boolean }) => void;
  /** All parameters as text, to compare or to link to. */
  search: string;
}

/** Search, filters, order, page and open panels live in the address of the page. */
export function useUrlState(): UrlState {
  const [parameters, setParameters] = useSearchParams();
  const search = parameters.toString();

  const set = useCallback(
    (patch: UrlPatch, options?: { replace?: boolean }) => {
      setParameters(
        current => {
          const next = new URLSearchParams(current);
          for (const [name, value] of Object.entries(patch)) {
            if (value) {
              next.set(name, value);
            } else {
              next.delete(name);
            }
          }
          return next;
        },
        { replace: options?.replace },
      );
    },
    [setParameters],
  );

  return useMemo(
    () => ({
      get: (name: string) => parameters.get(name) || undefined,
      set,
      search,
    }),
    [parameters, set, search],
  );
}
