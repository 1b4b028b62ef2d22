import { Metric, MetricPoint } from './metrics';

/** A stretch of time, seconds since the epoch; `to` is not part of it. @public */
export interface Window {
  from: number;
  to: number;
}

/** When a number may be given. @public */
export interface UsageRules {
  /** Share of the window that must have been measured, 0 to 1. */
  minCoverage: number;
}

/** @public */
export const DEFAULT_USAGE_RULES: UsageRules = { minCoverage: 0.6 };

/**
 * What was used over a window. Below the threshold of coverage there is no number,
 * only the word and how much was measured.
 * @public
 */
export type Usage =
  | {
      state: 'measured';
      /** Share of the window that was measured, 0 to 1. */
      coverage: number;
      average: number;
      /** Value that is not exceeded for 95 % of the measured time. */
      p95: number;
      peak: number;
      /** The last measured value. */
      latest: number;
    }
  | { state: 'insufficient_data'; coverage: number };

interface Weighted {
  value: number;
  seconds: number;
  end: number;
}

function within(
  points: readonly MetricPoint[],
  metric: Metric,
  { from, to }: Window,
): Weighted[] {
  return points.flatMap(point => {
    const value = point[metric];
    const end = point.at + point.stepSeconds;
    const seconds = Math.min(end, to) - Math.max(point.at, from);
    return value === undefined || seconds <= 0 ? [] : [{ value, seconds, end }];
  });
}

/** The smallest value that at least this share of the time does not exceed. */
function quantile(sorted: readonly Weighted[], share: number): number {
  const total = sorted.reduce((sum, { seconds }) => sum + seconds, 0);
  let seen = 0;
  for (const { value, seconds } of sorted) {
    seen += seconds;
    if (seen >= total * share) {
      return value;
    }
  }
  return sorted[sorted.length - 1].value;
}

/**
 * Average, 95th percentile and peak of one metric, each point weighted by its step.
 *
 * @param points - without overlaps, see {@link mergeSteps}
 * @public
 */
export function usageOf(
  points: readonly MetricPoint[],
  metric: Metric,
  window: Window,
  rules: UsageRules = DEFAULT_USAGE_RULES,
): Usage {
  const length = window.to - window.from;
  const values = within(points, metric, window);
  const known = values.reduce((sum, { seconds }) => sum + seconds, 0);
  const coverage = length > 0 ? Math.min(1, known / length) : 0;
  if (values.length === 0 || coverage < rules.minCoverage) {
    return { state: 'insufficient_data', coverage };
  }
  const latest = values.reduce((last, item) =>
    item.end > last.end ? item : last,
  );
  const sorted = values.sort((left, right) => left.value - right.value);
  return {
    state: 'measured',
    coverage,
    average:
      sorted.reduce((sum, { value, seconds }) => sum + value * seconds, 0) /
      known,
    p95: quantile(sorted, 0.95),
    peak: sorted[sorted.length - 1].value,
    latest: latest.value,
  };
}

/**
 * Share of the window in which the thing was there and did not run.
 * @public
 */
export function stoppedShare(
  points: readonly MetricPoint[],
  window: Window,
): number {
  const length = window.to - window.from;
  const stopped = points
    .filter(({ cpu, memory }) => cpu === undefined && memory === undefined)
    .reduce((sum, { at, stepSeconds }) => {
      const end = Math.min(at + stepSeconds, window.to);
      return sum + Math.max(0, end - Math.max(at, window.from));
    }, 0);
  return length > 0 ? Math.min(1, stopped / length) : 0;
}
