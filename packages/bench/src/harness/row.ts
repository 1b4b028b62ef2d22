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
  /** What the floor is, or what else a reader must know. */
  note?: string;
}

/** A row of times: value and floor in the same unit, smaller is better. */
export function timeRow(
  row: Omit<BenchRow, 'ratio' | 'unit'> & { unit?: string },
): BenchRow {
  return {
    unit: 'ms',
    ...row,
    ratio: row.floor ? row.value / row.floor : undefined,
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

/** The growth of a case over its sizes, beside the floor's. Needs three sizes. */
export function growthRows(
  suite: string,
  label: string,
  points: { size: number; value: number; floor?: number }[],
): BenchRow[] {
  if (points.length < 3) {
    return [];
  }
  const floors = points.filter(point => point.floor !== undefined);
  return [
    {
      suite,
      case: 'growth',
      size: `${points[0].size}–${points[points.length - 1].size}`,
      unit: 'exponent',
      value: growthExponent(points),
      floor:
        floors.length === points.length
          ? growthExponent(
              points.map(point => ({ size: point.size, value: point.floor! })),
            )
          : undefined,
      note: label,
    },
  ];
}
