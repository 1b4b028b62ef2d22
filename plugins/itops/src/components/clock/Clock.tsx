import {
  ReactNode,
  createContext,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';

/** What the ages on a page are counted from. */
export interface ClockValue {
  /** Milliseconds since 1970, by the server's clock. */
  now: number;
  /** The page shows the past: ages would mislead, moments are written out. */
  past: boolean;
}

const ClockContext = createContext<ClockValue | undefined>(undefined);

const TICK_MS = 15_000;
const MAX_SEEN = 100;

/** When an answer of this moment was first shown: one that is shown again has aged. */
const firstShown = new Map<string, number>();

function shownFirst(at: string): number {
  const known = firstShown.get(at);
  if (known !== undefined) {
    return known;
  }
  if (firstShown.size >= MAX_SEEN) {
    firstShown.delete(firstShown.keys().next().value!);
  }
  const now = Date.now();
  firstShown.set(at, now);
  return now;
}

/**
 * Gives the parts of a page one clock. It follows the server (the `at` of an
 * answer), so that a wrong clock on a desk does not make data look old.
 */
export function ClockProvider(props: {
  at?: string;
  past?: boolean;
  children: ReactNode;
}) {
  const { at, past = false, children } = props;
  const offset = useMemo(
    () => (at && !past ? Date.parse(at) - shownFirst(at) : 0),
    [at, past],
  );
  const [ticks, setTicks] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setTicks(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => setTicks(Date.now()), [at]);

  const value = useMemo(
    () => ({ now: ticks + (Number.isNaN(offset) ? 0 : offset), past }),
    [ticks, offset, past],
  );
  return (
    <ClockContext.Provider value={value}>{children}</ClockContext.Provider>
  );
}

/** The clock of the page; the viewer's own where no answer has set one. */
export function useClock(): ClockValue {
  return useContext(ClockContext) ?? { now: Date.now(), past: false };
}
