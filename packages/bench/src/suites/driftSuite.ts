import { compareDeclaredLive } from '@sankofa/site-model';
import { sortAndMerge } from '../floors';
import {
  BenchRow,
  BenchSuite,
  GrowthPoint,
  checked,
  growthRows,
  interleaved,
  seededRandom,
  sizeLabel,
  sizesOf,
  timeRow,
} from '../harness';

interface Keys {
  texts: string[];
  numbers: Float64Array;
}

/** Distinct addresses of `10.0.0.0/8` in no order. */
function distinctKeys(count: number, random: () => number): number[] {
  const keys = new Set<number>();
  while (keys.size < count) {
    keys.add(0x0a000000 + Math.floor(random() * 2 ** 24));
  }
  return [...keys];
}

function keysOf(numbers: number[]): Keys {
  return {
    // Joined from parts, as texts from files and answers are: flat, none shared.
    texts: numbers.map(value =>
      [24, 16, 8, 0]
        .map(shift => Math.floor(value / 2 ** shift) % 256)
        .join('.'),
    ),
    numbers: Float64Array.from(numbers),
  };
}

/** Nine of ten keys are on both sides. */
function bothSides(count: number): { declared: Keys; live: Keys } {
  const alone = Math.floor(count / 10);
  const all = distinctKeys(count + alone, seededRandom(13));
  return {
    declared: keysOf(all.slice(0, count)),
    live: keysOf(all.slice(alone).reverse()),
  };
}

/** Declared against live addresses: the core of `address-undeclared` and `address-unused`. */
export const driftSuite: BenchSuite = {
  id: 'P10',
  title: 'declared against live addresses',
  async run(context) {
    const rows: BenchRow[] = [];
    const points: GrowthPoint[] = [];
    for (const size of sizesOf(context, [10_000, 100_000, 1_000_000])) {
      const { declared, live } = bothSides(size);
      const ours = () => compareDeclaredLive(declared.texts, live.texts);
      const floor = () => sortAndMerge(declared.numbers, live.numbers);
      const times = await interleaved({ ours, floor }, 5);
      const { both, declaredOnly, liveOnly } = ours();
      rows.push(
        checked(
          timeRow({
            suite: 'P10',
            case: 'compareDeclaredLive',
            size: sizeLabel(size),
            value: times.ours,
            floor: times.floor,
            ...(size >= 100_000 && { goal: 3 }),
            note: 'floor: sort and merge of the keys as numbers, already read',
          }),
          {
            value: {
              both,
              onlyDeclared: declaredOnly.length,
              onlyLive: liveOnly.length,
            },
            floor: floor(),
          },
        ),
      );
      context.progress(`${sizeLabel(size)} keys a side compared`);
      points.push({ size, value: times.ours, floor: times.floor });
    }
    return [...rows, ...growthRows('P10', 'compareDeclaredLive', points)];
  },
};
