import { useCallback, useSyncExternalStore } from 'react';

function listOf(query: string): MediaQueryList | undefined {
  return typeof window.matchMedia === 'function'
    ? window.matchMedia(query)
    : undefined;
}

/** Does the window match a media query? False where that cannot be asked. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const list = listOf(query);
      list?.addEventListener('change', onChange);
      return () => list?.removeEventListener('change', onChange);
    },
    [query],
  );
  const matches = useCallback(() => listOf(query)?.matches ?? false, [query]);
  return useSyncExternalStore(subscribe, matches, () => false);
}

/** True where tables become cards. */
export function useNarrow(): boolean {
  return useMedia('(max-width: 700px)');
}

/** True where only the columns that matter most have room. */
export function useTight(): boolean {
  return useMedia('(max-width: 1400px)');
}
