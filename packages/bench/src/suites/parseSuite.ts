import { Address4 } from 'ip-address';
import { parseAddress } from '@sankofa/site-model';
import {
  BenchRow,
  BenchSuite,
  GrowthPoint,
  growthRows,
  interleaved,
  seededRandom,
  sizeLabel,
  sizesOf,
  timeRow,
} from '../harness';

function addresses(count: number): string[] {
  const random = seededRandom(11);
  const octet = () => Math.floor(random() * 256);
  return Array.from(
    { length: count },
    () => `10.${octet()}.${octet()}.${octet()}`,
  );
}

/** Reads every character once: no parser can do less. */
function scan(texts: string[]): number {
  let sum = 0;
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) {
      sum += text.charCodeAt(i);
    }
  }
  return sum;
}

/** Strict IPv4 parsing beside a character scan and the `ip-address` library. */
export const parseSuite: BenchSuite = {
  id: 'parse',
  title: 'strict address parsing',
  async run(context) {
    const rows: BenchRow[] = [];
    const points: GrowthPoint[] = [];
    for (const size of sizesOf(context, [10_000, 100_000, 1_000_000])) {
      const texts = addresses(size);
      let sink = 0;
      const times = await interleaved(
        {
          ours: () =>
            texts.forEach(text => (sink += parseAddress(text)!.length)),
          floor: () => (sink += scan(texts)),
          library: () =>
            texts
              .slice(0, 10_000)
              .forEach(
                text => (sink += new Address4(text).correctForm().length),
              ),
        },
        5,
      );
      context.progress(`${sizeLabel(size)} parsed (${sink % 7})`);
      rows.push(
        timeRow({
          suite: 'parse',
          case: 'parseAddress',
          size: sizeLabel(size),
          value: times.ours,
          floor: times.floor,
          note: 'floor: one scan of the characters',
        }),
        timeRow({
          suite: 'parse',
          case: 'ip-address',
          size: sizeLabel(size),
          value: (times.library.median * size) / 10_000,
          floor: times.floor,
          note: 'peer, scaled from 10k addresses',
        }),
      );
      points.push({ size, value: times.ours, floor: times.floor });
    }
    return [...rows, ...growthRows('parse', 'parseAddress', points)];
  },
};
