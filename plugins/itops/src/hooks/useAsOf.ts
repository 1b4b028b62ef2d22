import { useCallback, useEffect } from 'react';
import { asOfStore } from './asOfStore';
import { useUrlState } from './useUrlState';

export interface AsOf {
  /** The moment that is looked at; undefined is now. */
  asOf: string | undefined;
  /** True while the pages show the past: nothing can be changed then. */
  past: boolean;
  /** Goes to a moment, or back to now. */
  travel: (moment: string | undefined) => void;
}

function valid(moment: string | undefined): string | undefined {
  return moment && !Number.isNaN(Date.parse(moment)) ? moment : undefined;
}

/** The moment the pages speak about: `?asOf=`, kept over all tabs until it is left. */
export function useAsOf(): AsOf {
  const url = useUrlState();
  const written = valid(url.get('asOf'));
  const asOf = written ?? asOfStore.get();

  useEffect(() => {
    if (written) {
      asOfStore.set(written);
    } else if (asOfStore.get()) {
      url.set({ asOf: asOfStore.get() }, { replace: true });
    }
  }, [written, url]);

  const travel = useCallback(
    (moment: string | undefined) => {
      asOfStore.set(moment);
      // A page of another moment has other rows: start at the first one.
      url.set({ asOf: moment, cursor: undefined, page: undefined });
    },
    [url],
  );

  return { asOf, past: asOf !== undefined, travel };
}
