import { CapacitySeries } from '@sankofa/plugin-itops-common';

export type Metric = 'cpu' | 'memory' | 'disk' | 'netIn' | 'netOut';

/** A value that held for a step; times are milliseconds since 1970. */
export interface Measured {
  at: number;
  until: number;
  value: number;
}

/** Steps follow each other where less than half a step lies between them. */
const TOLERANCE = 0.5;

/** What the next run of the metrics brings is no gap yet: a run in 10 minutes, a step of 5. */
const UNDER_WAY_MS = 15 * 60_000;

/** The steps in which a metric was measured, oldest first, within the window. */
export function measuredOf(
  points: CapacitySeries['points'],
  metric: Metric,
): Measured[] {
  return points.flatMap(point => {
    const value = point[metric];
    const at = Date.parse(point.at);
    return value === undefined
      ? []
      : [{ at, until: at + point.stepSeconds * 1000, value }];
  });
}

const METRICS: Metric[] = ['cpu', 'memory', 'disk', 'netIn', 'netOut'];

/** The steps in which the thing was there and did not run: no load, but no gap either. */
export function stoppedOf(points: CapacitySeries['points']): Measured[] {
  return points
    .filter(point => METRICS.every(metric => point[metric] === undefined))
    .map(({ at, stepSeconds }) => ({
      at: Date.parse(at),
      until: Date.parse(at) + stepSeconds * 1000,
      value: 0,
    }));
}

/** Stretches of steps that follow each other: a line is only drawn within one. */
export function stretchesOf(steps: Measured[]): Measured[][] {
  const stretches: Measured[][] = [];
  for (const step of steps) {
    const last = stretches.at(-1);
    const before = last?.at(-1);
    const follows =
      before &&
      step.at - before.until <=
        TOLERANCE * Math.max(step.until - step.at, before.until - before.at);
    if (last && follows) {
      last.push(step);
    } else {
      stretches.push([step]);
    }
  }
  return stretches;
}

export interface Stretch {
  from: number;
  to: number;
}

/** What of the window nobody measured. */
export function gapsOf(stretches: Measured[][], window: Stretch): Stretch[] {
  const gaps: Stretch[] = [];
  let from = window.from;
  for (const stretch of stretches) {
    const shortest = stretch[0].until - stretch[0].at;
    if (stretch[0].at - from > TOLERANCE * shortest) {
      gaps.push({ from, to: stretch[0].at });
    }
    from = stretch[stretch.length - 1].until;
  }
  const step = stretches.at(-1)?.at(-1);
  const late = step ? Math.min(2 * (step.until - step.at), UNDER_WAY_MS) : 0;
  if (window.to - from > late) {
    gaps.push({ from, to: window.to });
  }
  return gaps;
}

/** A part of the window, for the table beside the picture. */
export interface Bucket extends Stretch {
  /** Absent where nobody measured. */
  average?: number;
  peak?: number;
  /** Share of the part that was measured. */
  coverage: number;
}

/** Cuts the window into equal parts; steps are weighed by their share of a part. */
export function bucketsOf(
  steps: Measured[],
  window: Stretch,
  parts: number,
): Bucket[] {
  const length = (window.to - window.from) / parts;
  return Array.from({ length: parts }, (_, part) => {
    const from = window.from + part * length;
    const to = from + length;
    let covered = 0;
    let sum = 0;
    let peak: number | undefined;
    for (const { at, until, value } of steps) {
      const inside = Math.min(until, to) - Math.max(at, from);
      if (inside > 0) {
        covered += inside;
        sum += inside * value;
        peak = Math.max(peak ?? value, value);
      }
    }
    return {
      from,
      to,
      ...(covered > 0 && { average: sum / covered, peak }),
      coverage: Math.min(1, covered / length),
    };
  });
}
