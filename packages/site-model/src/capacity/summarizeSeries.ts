import { Limits, SeriesSummary } from './capacity';
import { forecastOf } from './forecast';
import { mergeSteps, Metric, MetricPoint, METRICS } from './metrics';
import {
  DEFAULT_USAGE_RULES,
  stoppedShare,
  Usage,
  UsageRules,
  usageOf,
  Window,
} from './usage';

/**
 * What a history comes down to.
 *
 * @param points - in any order, also of several steps
 * @param window - over which use is stated; forecasts take all points there are
 * @public
 */
export function summarizeSeries(
  points: readonly MetricPoint[],
  window: Window,
  options: { rules?: UsageRules; limits?: Limits } = {},
): SeriesSummary {
  const { rules = DEFAULT_USAGE_RULES, limits = {} } = options;
  const merged = mergeSteps(points);
  return {
    usage: Object.fromEntries(
      METRICS.map(metric => [metric, usageOf(merged, metric, window, rules)]),
    ) as Record<Metric, Usage>,
    forecast: {
      cpu: forecastOf(merged, 'cpu', limits.milliCores),
      memory: forecastOf(merged, 'memory', limits.memoryBytes),
      disk: forecastOf(merged, 'disk', limits.diskBytes),
    },
    stoppedShare: stoppedShare(merged, window),
    limits,
  };
}

/** Of a thing that nobody has measured. @public */
export const NOTHING_MEASURED: SeriesSummary = Object.freeze(
  summarizeSeries([], { from: 0, to: 1 }),
);
