import { JudgedSite } from './FindingStore';

/** The newest site that was reconciled. */
export interface Reconciled {
  runs: Readonly<Record<string, number>>;
  at?: string;
}

/**
 * A site must not overrule a newer one: a replica that woke up late would
 * resolve what is there and open what is gone. Run ids are given by the
 * database and only grow, so they decide, pass by pass; clocks of replicas do
 * not. A site that is behind in any pass is refused even when it is ahead in
 * another: its replica builds one that is ahead in all within moments. Of two
 * sites of the same runs the later one counts, which lets values grow old.
 */
export function isOutdated(
  { runs, site }: Pick<JudgedSite, 'runs' | 'site'>,
  reconciled: Reconciled,
): boolean {
  const passes = Object.keys(runs).filter(pass => pass in reconciled.runs);
  if (passes.some(pass => runs[pass] < reconciled.runs[pass])) {
    return true;
  }
  const isNewer =
    passes.some(pass => runs[pass] > reconciled.runs[pass]) ||
    passes.length < Object.keys(runs).length;
  return !isNewer && site.at < (reconciled.at ?? '');
}
