import { FreshnessLabelView } from '@sankofa/plugin-itops-common';

/** How much an observed value may be believed, best first. */
const ORDER = ['fresh', 'aging', 'partial', 'stale', 'failed', 'never'];

function rank(label: FreshnessLabelView): number {
  const found = ORDER.indexOf(label.freshness);
  return found === -1 ? ORDER.length : found;
}

/** The label a value deserves that rests on all of these; undefined where there are none. */
export function worstFreshness<T extends FreshnessLabelView>(
  labels: readonly T[],
): T | undefined {
  return labels.reduce<T | undefined>(
    (worst, label) =>
      worst === undefined || rank(label) > rank(worst) ? label : worst,
    undefined,
  );
}

/** May the value be drawn as what is so now? Aging is a hint, not a doubt. */
export function isCurrent(label: FreshnessLabelView): boolean {
  return label.freshness === 'fresh' || label.freshness === 'aging';
}
