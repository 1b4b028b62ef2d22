/**
 * The pass that reads how much of everything is used: load, memory, storage, traffic.
 * @public
 */
export const METRICS_PASS = 'metrics';

/** What is measured of a node, guest or storage. @public */
export const METRICS = ['cpu', 'memory', 'disk', 'netIn', 'netOut'] as const;
/** @public */
export type Metric = (typeof METRICS)[number];

/**
 * Averages over one step of time. A metric that nobody measured is absent: a gap
 * stays a gap. A point without any metric says that the thing was there and did not
 * run (`maxcpu` without `cpu` in the round robin archives of Proxmox).
 *
 * - `cpu`: milli-cores in use
 * - `memory`, `disk`: bytes in use
 * - `netIn`, `netOut`: bytes per second
 * @public
 */
export interface MetricPoint extends Partial<Record<Metric, number>> {
  /** Beginning of the step, seconds since the epoch. */
  at: number;
  stepSeconds: number;
}

/** Finer steps are stored as averages of this many seconds. @public */
export const STORED_STEP_SECONDS = 300;

/** A step of which less than this share was measured is a gap, as in Proxmox (xff 0.5). */
const MIN_KNOWN = 0.5;

interface Bucket {
  seconds: number;
  sums: Partial<Record<Metric, number>>;
  known: Partial<Record<Metric, number>>;
}

function addTo(bucket: Bucket, point: MetricPoint): void {
  bucket.seconds += point.stepSeconds;
  for (const metric of METRICS) {
    const value = point[metric];
    if (value !== undefined) {
      bucket.sums[metric] =
        (bucket.sums[metric] ?? 0) + value * point.stepSeconds;
      bucket.known[metric] = (bucket.known[metric] ?? 0) + point.stepSeconds;
    }
  }
}

/**
 * Averages of points finer than a step; coarser ones stay as they are. Only steps that
 * lie wholly between the first and the last point are answered, so that reading an
 * overlapping stretch again gives the same values.
 *
 * @param points - in any order, each finer or coarser than the step
 * @param stepSeconds - of the averages
 * @public
 */
export function downsample(
  points: readonly MetricPoint[],
  stepSeconds: number = STORED_STEP_SECONDS,
): MetricPoint[] {
  const fine = points.filter(point => point.stepSeconds < stepSeconds);
  const coarse = points.filter(point => point.stepSeconds >= stepSeconds);
  const first = Math.min(...fine.map(({ at }) => at));
  const end = Math.max(...fine.map(point => point.at + point.stepSeconds));
  const buckets = new Map<number, Bucket>();
  for (const point of fine) {
    const at = Math.floor(point.at / stepSeconds) * stepSeconds;
    if (at >= first && at + stepSeconds <= end) {
      const bucket = buckets.get(at) ?? { seconds: 0, sums: {}, known: {} };
      buckets.set(at, bucket);
      addTo(bucket, point);
    }
  }
  const averages = [...buckets].flatMap(([at, bucket]): MetricPoint[] => {
    if (bucket.seconds < stepSeconds * MIN_KNOWN) {
      return [];
    }
    const point: MetricPoint = { at, stepSeconds };
    for (const metric of METRICS) {
      const known = bucket.known[metric] ?? 0;
      if (known >= stepSeconds * MIN_KNOWN) {
        point[metric] = Math.round(bucket.sums[metric]! / known);
      }
    }
    return [point];
  });
  return [...coarse, ...averages].sort((left, right) => left.at - right.at);
}

/**
 * One history out of points with several steps: where they overlap, the finest counts.
 * During an upgrade of Proxmox one answer mixes steps; a backlog is coarser than what
 * was collected since.
 * @public
 */
export function mergeSteps(points: readonly MetricPoint[]): MetricPoint[] {
  const taken: MetricPoint[] = [];
  const bySteps = [...points].sort(
    (left, right) => left.stepSeconds - right.stepSeconds || left.at - right.at,
  );
  let index = 0;
  while (index < bySteps.length) {
    const step = bySteps[index].stepSeconds;
    const finer = taken.sort((left, right) => left.at - right.at).slice();
    let last = -Infinity;
    for (; bySteps[index]?.stepSeconds === step; index++) {
      const point = bySteps[index];
      if (point.at >= last && !overlaps(finer, point)) {
        taken.push(point);
        last = point.at + step;
      }
    }
  }
  return taken.sort((left, right) => left.at - right.at);
}

/** Sorted points do not overlap one another, so the last one that begins early enough decides. */
function overlaps(sorted: readonly MetricPoint[], point: MetricPoint): boolean {
  const end = point.at + point.stepSeconds;
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle].at < end) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const before = sorted[low - 1];
  return before !== undefined && before.at + before.stepSeconds > point.at;
}
