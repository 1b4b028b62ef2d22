import v8 from 'node:v8';
import vm from 'node:vm';

/** Wall time of an action in milliseconds. */
export async function timed(action: () => unknown): Promise<number> {
  const began = process.hrtime.bigint();
  await action();
  return Number(process.hrtime.bigint() - began) / 1e6;
}

/**
 * Processor time of this process during an action in milliseconds, helpers of the
 * engine included. On a machine that others use, too, a long action is never left
 * alone and a short one often is; their wall times cannot be compared.
 */
export async function processorTimed(action: () => unknown): Promise<number> {
  const began = process.cpuUsage();
  await action();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e3;
}

/** The middle of the values; of two middles the mean. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2
    ? sorted[Math.floor(middle)]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** What several repetitions took. */
export interface Timing {
  /** Milliseconds. */
  median: number;
  /** The fastest: what was disturbed least. */
  best: number;
  /** Slowest minus fastest, as a share of the median. */
  spread: number;
}

export function timingOf(values: number[]): Timing {
  const middle = median(values);
  return {
    median: middle,
    best: Math.min(...values),
    spread: (Math.max(...values) - Math.min(...values)) / middle,
  };
}

/**
 * Runs several actions in turn, A B A B …, after one warm-up of each: drift of
 * the machine hits all of them alike. Garbage of one is not collected at the
 * expense of the next.
 *
 * @param before - untimed preparation of each action
 * @param options - actions of many seconds may go without the warm-up; the clock is
 * {@link timed} or {@link processorTimed}
 */
export async function interleaved<K extends string>(
  actions: Record<K, () => unknown>,
  rounds: number,
  before: (name: K) => void | Promise<void> = () => {},
  options: { warmUp?: boolean; clock?: typeof timed } = {},
): Promise<Record<K, Timing>> {
  const { warmUp = true, clock = timed } = options;
  const names = Object.keys(actions) as K[];
  const times = new Map(names.map(name => [name, [] as number[]]));
  for (let round = warmUp ? 0 : 1; round <= rounds; round++) {
    for (const name of names) {
      await before(name);
      collectGarbage();
      const time = await clock(actions[name]);
      if (round > 0) {
        times.get(name)!.push(time);
      }
    }
  }
  return Object.fromEntries(
    names.map(name => [name, timingOf(times.get(name)!)]),
  ) as Record<K, Timing>;
}

let collector: (() => void) | undefined;

/** A full garbage collection, whatever the command line of Node says. */
export function collectGarbage(): void {
  if (!collector) {
    v8.setFlagsFromString('--expose-gc');
    collector = vm.runInNewContext('gc') as () => void;
  }
  collector();
}
