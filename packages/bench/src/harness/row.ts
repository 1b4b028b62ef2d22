import { isDeepStrictEqual } from 'node:util';
import { Timing } from './measure';

/**
 * One line of a benchmark. `ratio` is value/floor for times and floor/value for
 * rates, so smaller is better and 1 is the floor. Growth rows have
 * `case: growth`, `value` the measured exponent and `floor` the floor's.
 */
export interface BenchRow {
  suite: string;
  case: string;
  size: string;
  unit: string;
  value: number;
  floor?: number;
  ratio?: number;
  /** The ratio (of growth rows the exponent) to stay below; told, never enforced. */
  goal?: number;
  /** Slowest minus fastest repetition, as a share of the median. */
  spread?: number;
  /** What the floor is, or what else a reader must know. */
  note?: string;
  /** Why the figure does not count: the product answered something else than the floor. */
  failed?: string;
}

type Measured = Omit<
  BenchRow,
  'ratio' | 'unit' | 'value' | 'floor' | 'spread'
> & {
  unit?: string;
  value: number | Timing;
  floor?: number | Timing;
};

function figureOf(value: number | Timing): number {
  return typeof value === 'number' ? value : value.median;
}

function measuredRow(
  { value, floor, ...row }: Measured,
  unit: string,
  ratio: (value: number, floor: number) => number,
): BenchRow {
  const figure = figureOf(value);
  const below = floor === undefined ? undefined : figureOf(floor);
  return {
    unit,
    ...row,
    value: figure,
    ...(below !== undefined && { floor: below }),
    ...(below && { ratio: ratio(figure, below) }),
    ...(typeof value !== 'number' && { spread: value.spread }),
  };
}

/** A row of times: value and floor in the same unit, smaller is better. */
export function timeRow(row: Measured): BenchRow {
  return measuredRow(row, 'ms', (value, floor) => value / floor);
}

/** A row of rates: value and floor in the same unit, larger is better. */
export function rateRow(row: Measured & { unit: string }): BenchRow {
  return measuredRow(row, row.unit, (value, floor) => floor / value);
}

function shown(answer: unknown): string {
  const text = JSON.stringify(answer) ?? String(answer);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** The row, which fails where the product's answer is not the floor's. */
export function checked(
  row: BenchRow,
  answers: { value: unknown; floor: unknown },
): BenchRow {
  return isDeepStrictEqual(answers.value, answers.floor)
    ? row
    : {
        ...row,
        failed: `answered ${shown(answers.value)}, the floor ${shown(
          answers.floor,
        )}`,
      };
}

/** Least-squares slope of log(value) over log(size). */
export function growthExponent(
  points: { size: number; value: number }[],
): number {
  const xs = points.map(point => Math.log(point.size));
  const ys = points.map(point => Math.log(point.value));
  const meanX = xs.reduce((sum, x) => sum + x, 0) / xs.length;
  const meanY = ys.reduce((sum, y) => sum + y, 0) / ys.length;
  const over = xs.reduce((sum, x, i) => sum + (x - meanX) * (ys[i] - meanY), 0);
  const under = xs.reduce((sum, x) => sum + (x - meanX) ** 2, 0);
  return over / under;
}

/** One size of a case, and what it took. */
export interface GrowthPoint {
  size: number;
  value: number | Timing;
  floor?: number | Timing;
}

/** The growth of a case over its sizes, beside the floor's. Needs three sizes. */
export function growthRows(
  suite: string,
  label: string,
  points: readonly GrowthPoint[],
  goal?: number,
): BenchRow[] {
  if (points.length < 3) {
    return [];
  }
  const values = points.map(({ size, value }) => ({
    size,
    value: figureOf(value),
  }));
  const floors = points.flatMap(({ size, floor }) =>
    floor === undefined ? [] : [{ size, value: figureOf(floor) }],
  );
  return [
    {
      suite,
      case: 'growth',
      size: `${points[0].size}–${points[points.length - 1].size}`,
      unit: 'exponent',
      value: growthExponent(values),
      ...(floors.length === points.length && { floor: growthExponent(floors) }),
      ...(goal !== undefined && { goal }),
      note: label,
    },
  ];
}
