/** Wall time of an action in milliseconds. */
export async function timed(action: () => unknown): Promise<number> {
  const began = process.hrtime.bigint();
  await action();
  return Number(process.hrtime.bigint() - began) / 1e6;
}

/** The middle of the values; of two middles the mean. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2
    ? sorted[Math.floor(middle)]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Runs several actions in turn, A B A B …, after one warm-up of each, and
 * returns the median of each: drift of the machine hits all of them alike.
 */
export async function interleaved<K extends string>(
  actions: Record<K, () => unknown>,
  rounds: number,
  between: () => void | Promise<void> = () => {},
): Promise<Record<K, number>> {
  const names = Object.keys(actions) as K[];
  const times = Object.fromEntries(
    names.map(name => [name, [] as number[]]),
  ) as Record<K, number[]>;
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      await between();
      const time = await timed(actions[name]);
      if (round > 0) {
        times[name].push(time);
      }
    }
  }
  return Object.fromEntries(
    names.map(name => [name, median(times[name])]),
  ) as Record<K, number>;
}

/** Collects garbage where Node was started with `--expose-gc`. */
export function collectGarbage(): void {
  (globalThis as { gc?: () => void }).gc?.();
}
