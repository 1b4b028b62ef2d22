import { withDatabase } from '../database';
import {
  BenchRow,
  BenchSuite,
  growthRows,
  sizeLabel,
  sizesOf,
} from '../harness';
import { BenchPortal } from '../worlds/portal/startPortal';

const SUITE = 'memory';
const MIB = 2 ** 20;

/** What a running portal holds for its site, beside the same portal without one. */
export const memorySuite: BenchSuite = {
  id: SUITE,
  title: 'memory of the portal',
  run(context) {
    return withDatabase(context, async (knex, databaseUrl) => {
      const portal = await BenchPortal.start(knex, {
        databaseUrl,
        catalog: 'guests',
      });
      try {
        const empty = await portal.memory();
        const rows: BenchRow[] = [];
        const points: { size: number; value: number }[] = [];
        for (const size of sizesOf(context, [1_000, 3_000, 10_000])) {
          await portal.collect(size);
          const { heapUsed, rss } = await portal.memory();
          const row = (name: string, value: number, floor: number) => ({
            suite: SUITE,
            case: name,
            size: sizeLabel(size),
            unit: 'MiB',
            value: value / MIB,
            floor: floor / MIB,
            ratio: value / floor,
          });
          rows.push(
            {
              ...row('heap', heapUsed, empty.heapUsed),
              note: 'after a full collection; floor: the same portal without guests',
            },
            {
              ...row('resident', rss, empty.rss),
              note: 'whole process: catalog, permissions, sign-in and inventory',
            },
          );
          points.push({ size, value: heapUsed - empty.heapUsed });
          context.progress(`${sizeLabel(size)} guests`);
        }
        return [...rows, ...growthRows(SUITE, 'heap above the floor', points)];
      } finally {
        await portal.stop();
      }
    });
  },
};
