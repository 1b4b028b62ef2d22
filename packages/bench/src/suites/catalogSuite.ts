import { setTimeout as sleep } from 'node:timers/promises';
import { Knex } from 'knex';
import { withDatabase } from '../database';
import {
  BenchRow,
  BenchSuite,
  GrowthPoint,
  checked,
  growthRows,
  sizeLabel,
  sizesOf,
  timeRow,
  timed,
  timingOf,
} from '../harness';
import { BenchPortal } from '../worlds/portal/startPortal';

const SUITE = 'P13';
const ROUNDS = 5;
/** The catalog looks for work once a second: so long after a refresh it has begun, if at all. */
const WINDOW_MS = 2_000;

interface Unchanged {
  times: number[];
  floors: number[];
  sent: number;
}

/** Refreshes of a site that stayed as it was, each beside the least that a comparison needs. */
async function unchanged(
  portal: BenchPortal,
  whole: boolean,
  floor: () => Promise<unknown>,
): Promise<Unchanged> {
  const result: Unchanged = { times: [], floors: [], sent: 0 };
  for (let round = 0; round <= ROUNDS; round++) {
    const floorMs = await timed(floor);
    const refresh = await portal.refreshCatalog(whole);
    if (refresh.outcome === 'failed') {
      throw new Error(`The refresh failed: ${refresh.why}`);
    }
    if (round > 0) {
      result.times.push(refresh.ms);
      result.floors.push(floorMs);
      result.sent += refresh.sent;
    }
  }
  return result;
}

/** How many entities something made the catalog process or stitch again. */
async function writtenAgain(
  portal: BenchPortal,
  action: () => Promise<unknown>,
): Promise<number> {
  const before = await portal.writers();
  await action();
  await sleep(WINDOW_MS);
  await portal.catalogSettled();
  const after = await portal.writers();
  return [...after].filter(([id, writer]) => before.get(id) !== writer).length;
}

async function measure(portal: BenchPortal, knex: Knex, guests: number) {
  const known = await portal.entities();
  await portal.collect(guests);
  const firstMs = await timed(async () => {
    await portal.refreshCatalog();
    await portal.catalogSettled();
  });
  const entities = await portal.entities();
  const label = { suite: SUITE, size: sizeLabel(guests) };

  const answer = await portal.itops.site();
  const sameEtag = { ifNoneMatch: answer.etag };
  const whole = await unchanged(portal, true, () =>
    knex('catalog.refresh_state').select('entity_ref', 'unprocessed_hash'),
  );
  let etag: Unchanged | undefined;
  const writtenEtag = await writtenAgain(portal, async () => {
    etag = await unchanged(portal, false, () => portal.itops.site(sameEtag));
  });
  const writtenWhole = await writtenAgain(portal, () =>
    portal.refreshCatalog(true),
  );

  await portal.collect(guests, true);
  let sent = 0;
  let changedMs = 0;
  const writtenSome = await writtenAgain(portal, async () => {
    changedMs = await timed(async () => {
      sent = (await portal.refreshCatalog()).sent;
      await portal.catalogSettled();
    });
  });
  const renamed = Math.ceil(guests / 100);

  const none = (name: string, value: number, note: string) =>
    checked(
      { ...label, case: name, unit: 'entities', value, floor: 0, note },
      { value, floor: 0 },
    );
  const rows: BenchRow[] = [
    {
      ...label,
      case: 'first emission, until it can be read',
      unit: 'entities/s',
      value: ((entities - known) * 1000) / firstMs,
      note: `${entities - known} new entities; the catalog’s own speed`,
    },
    timeRow({
      ...label,
      case: 'refresh, unchanged',
      value: timingOf(etag!.times),
      floor: timingOf(etag!.floors),
      note: `${entities} entities; floor: the same question by a person, answered that nothing changed`,
    }),
    none('sent to the catalog, unchanged', etag!.sent, 'over five refreshes'),
    none('processed again, unchanged', writtenEtag, 'over six refreshes'),
    timeRow({
      ...label,
      case: 'whole refresh, unchanged',
      value: timingOf(whole.times),
      floor: timingOf(whole.floors),
      note: `${entities} entities, as once an hour; floor: reading what the catalog compares with`,
    }),
    none('processed again, whole refresh', writtenWhole, 'all sent, all equal'),
    {
      ...label,
      case: '1 % renamed, until it can be read',
      unit: 'ms',
      value: changedMs,
      note: `${writtenSome} entities processed or stitched again`,
    },
    checked(
      {
        ...label,
        case: 'sent to the catalog, 1 % renamed',
        unit: 'entities',
        value: sent,
        floor: renamed,
        note: 'floor: the renamed guests',
      },
      { value: sent, floor: renamed },
    ),
  ];
  const point = {
    size: entities,
    value: timingOf(whole.times),
    floor: timingOf(whole.floors),
  };
  return { rows, point };
}

/** The inventory in the catalog: what an unchanged site costs there, and a little news. */
export const catalogSuite: BenchSuite = {
  id: SUITE,
  title: 'emission to a real catalog',
  run(context) {
    return withDatabase(context, async (knex, databaseUrl) => {
      const portal = await BenchPortal.start(knex, {
        databaseUrl,
        catalog: 'everything',
      });
      try {
        const rows: BenchRow[] = [];
        const points: GrowthPoint[] = [];
        for (const size of sizesOf(context, [250, 1_000, 2_500])) {
          const measured = await measure(portal, knex, size);
          rows.push(...measured.rows);
          points.push(measured.point);
          context.progress(`${sizeLabel(size)} guests`);
        }
        return [
          ...rows,
          ...growthRows(SUITE, 'whole refresh, unchanged', points),
        ];
      } finally {
        await portal.stop();
      }
    });
  },
};
