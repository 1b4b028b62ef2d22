import { Verdict } from '../findings';

/**
 * Exit code of the headless export (DOMAIN.md §5, ruling R22): 2 when an address
 * is in use twice at the same time, else 0. Failed sources are the caller's
 * business, because they only count with `--strict`.
 * @public
 */
export function exitCodeOf(
  verdicts: readonly Pick<Verdict, 'rule' | 'severity'>[],
): 0 | 2 {
  return verdicts.some(
    ({ rule, severity }) =>
      rule === 'duplicate-address' && severity === 'critical',
  )
    ? 2
    : 0;
}
