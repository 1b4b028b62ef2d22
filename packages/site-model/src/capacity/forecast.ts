import { Metric, MetricPoint } from './metrics';

/**
 * Where a straight line through the measured values leads. It is only a forecast where
 * `fit` is `good`; a `poor` one says that the line does not describe what was measured.
 * @public
 */
export type Forecast =
  | { state: 'insufficient_data'; days: number }
  | {
      state: 'forecast';
      fit: 'good' | 'poor' | 'flat';
      /** Share of the variation that the line explains, 0 to 1. */
      r2: number;
      /** Change of the value in a day, in its own unit. */
      perDay: number;
      /** Days that were measured. */
      days: number;
      /** When the limit is reached at this rate; only with a good fit and within two years. */
      exhaustedAt?: string;
    };

const DAY = 86_400;
/** Fewer days make a line through anything. */
const MIN_DAYS = 5;
const GOOD_R2 = 0.7;
/** A day of which less was measured is left out. */
const MIN_DAY_SHARE = 0.25;
/** A line that changes its value by less than this share in the whole window leads nowhere. */
const FLAT_SHARE = 0.02;
const HORIZON_DAYS = 730;

/** Averages of whole days, so that the rhythm of a day is not taken for a trend. */
function dailyAverages(
  points: readonly MetricPoint[],
  metric: Metric,
): { day: number; value: number }[] {
  const days = new Map<number, { sum: number; seconds: number }>();
  for (const point of points) {
    const value = point[metric];
    if (value !== undefined) {
      const day = Math.floor(point.at / DAY);
      const entry = days.get(day) ?? { sum: 0, seconds: 0 };
      entry.sum += value * point.stepSeconds;
      entry.seconds += point.stepSeconds;
      days.set(day, entry);
    }
  }
  return [...days]
    .filter(([, { seconds }]) => seconds >= DAY * MIN_DAY_SHARE)
    .map(([day, { sum, seconds }]) => ({ day, value: sum / seconds }))
    .sort((left, right) => left.day - right.day);
}

/**
 * A straight line through the daily averages (least squares) and how well it fits.
 *
 * @param limit - where it ends, in the unit of the metric; unknown where left out
 * @public
 */
export function forecastOf(
  points: readonly MetricPoint[],
  metric: Metric,
  limit?: number,
): Forecast {
  const days = dailyAverages(points, metric);
  if (days.length < MIN_DAYS) {
    return { state: 'insufficient_data', days: days.length };
  }
  const count = days.length;
  const meanDay = days.reduce((sum, { day }) => sum + day, 0) / count;
  const mean = days.reduce((sum, { value }) => sum + value, 0) / count;
  let varX = 0;
  let varY = 0;
  let covariance = 0;
  for (const { day, value } of days) {
    varX += (day - meanDay) ** 2;
    varY += (value - mean) ** 2;
    covariance += (day - meanDay) * (value - mean);
  }
  const perDay = covariance / varX;
  const r2 = varY === 0 ? 1 : Math.min(1, covariance ** 2 / (varX * varY));
  const last = days[count - 1].day;
  const span = last - days[0].day;
  const isFlat = Math.abs(perDay * span) <= Math.abs(mean) * FLAT_SHARE;
  const sloped = r2 >= GOOD_R2 ? 'good' : 'poor';
  const fit = isFlat ? 'flat' : sloped;
  const now = mean + perDay * (last - meanDay);
  const left = limit === undefined ? NaN : Math.max(0, limit - now) / perDay;
  return {
    state: 'forecast',
    fit,
    r2,
    perDay,
    days: count,
    ...(fit === 'good' &&
      perDay > 0 &&
      left <= HORIZON_DAYS && {
        exhaustedAt: new Date((last + 1 + left) * DAY * 1000).toISOString(),
      }),
  };
}
