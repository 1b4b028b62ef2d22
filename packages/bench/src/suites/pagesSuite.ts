import { Knex } from 'knex';
import { withDatabase } from '../database';
import {
  BenchRow,
  BenchSuite,
  GrowthPoint,
  checked,
  growthRows,
  interleaved,
  sizeLabel,
  sizesOf,
  timeRow,
} from '../harness';
import { BenchPortal } from '../worlds/portal/startPortal';

const SUITE = 'pages';
const PAGE = 100;
const ROUNDS = 25;
/** More entities than this keep the catalog busy for a minute: left out unless asked for. */
const LARGEST_CATALOG = 3_000;
const GUESTS = `/itops/v1/inventory/guests?limit=${PAGE}`;
/** What a list costs before it has any rows: sign-in, permission, findings looked up. */
const ONE_GUEST = '/itops/v1/inventory/guests?limit=1';
const ENTITIES = `/catalog/entities/by-query?filter=kind=resource&orderField=metadata.name,asc&limit=${PAGE}`;

interface Page {
  items: unknown[];
  nextCursor?: string;
}

/** The path of the last page, and how many guests came before and on it. */
async function walk(portal: BenchPortal) {
  let path = GUESTS;
  let guests = 0;
  for (;;) {
    const page: Page = JSON.parse(await portal.get(path));
    guests += page.items.length;
    if (page.nextCursor === undefined) {
      return { path, guests };
    }
    path = `${GUESTS}&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
}

async function countOf(portal: BenchPortal, path: string): Promise<number> {
  return (JSON.parse(await portal.get(path)) as Page).items.length;
}

interface Points {
  first: GrowthPoint;
  deepest: GrowthPoint;
  search: GrowthPoint;
}

async function measure(
  portal: BenchPortal,
  knex: Knex,
  size: number,
  withCatalog: boolean,
): Promise<{ rows: BenchRow[]; points: Points }> {
  await portal.collect(size);
  if (withCatalog) {
    await portal.refreshCatalog(true);
    await portal.catalogSettled();
    // Autovacuum would do so within minutes; the peer shall not wait for it.
    await knex.raw('ANALYZE');
  }
  const last = await walk(portal);
  const search = `${GUESTS}&q=guest-${size - 1}`;
  const times = await interleaved(
    {
      one: () => portal.get(ONE_GUEST),
      first: () => portal.get(GUESTS),
      deepest: () => portal.get(last.path),
      search: () => portal.get(search),
      ...(withCatalog && { catalog: () => portal.get(ENTITIES) }),
    } as Record<
      'one' | 'first' | 'deepest' | 'search' | 'catalog',
      () => unknown
    >,
    ROUNDS,
  );
  const label = { suite: SUITE, size: sizeLabel(size) };
  const rows: BenchRow[] = [
    timeRow({
      ...label,
      case: 'first page',
      value: times.first,
      floor: times.one,
      note: `${PAGE} guests over HTTP, signed in, with permissions; floor: the same for one guest`,
    }),
    checked(
      timeRow({
        ...label,
        case: 'deepest page',
        value: times.deepest,
        floor: times.first,
        goal: 1.2,
        note: 'floor: the first page',
      }),
      { value: last.guests, floor: size },
    ),
    checked(
      timeRow({
        ...label,
        case: 'search',
        value: times.search,
        floor: times.first,
        note: 'one guest by its name; floor: the first page',
      }),
      { value: await countOf(portal, search), floor: 1 },
    ),
  ];
  if (times.catalog) {
    rows.push(
      checked(
        timeRow({
          ...label,
          case: 'first page beside the catalog',
          value: times.first,
          floor: times.catalog,
          goal: 0.1,
          note: `peer instead of floor: by-query, ${PAGE} of the same guests as entities`,
        }),
        {
          value: await countOf(portal, GUESTS),
          floor: await countOf(portal, ENTITIES),
        },
      ),
    );
  }
  return {
    rows,
    points: {
      first: { size, value: times.first },
      deepest: { size, value: times.deepest },
      search: { size, value: times.search },
    },
  };
}

/** Pages of guests as the portal answers them to a person. */
export const pagesSuite: BenchSuite = {
  id: SUITE,
  title: 'pages over HTTP with permissions on',
  run(context) {
    return withDatabase(context, async (knex, databaseUrl) => {
      const portal = await BenchPortal.start(knex, {
        databaseUrl,
        catalog: 'guests',
      });
      try {
        const rows: BenchRow[] = [];
        const points: Points[] = [];
        for (const size of sizesOf(context, [1_000, 3_000, 10_000])) {
          const withCatalog =
            size <= LARGEST_CATALOG || context.sizes.length > 0;
          if (!withCatalog) {
            context.note(
              `the catalog is left out at ${sizeLabel(
                size,
              )} guests: it needs a minute or more to take them in (with --sizes it is measured there, too)`,
            );
          }
          const measured = await measure(portal, knex, size, withCatalog);
          rows.push(...measured.rows);
          points.push(measured.points);
          context.progress(`${sizeLabel(size)} guests`);
        }
        const growth = (name: keyof Points, label: string) =>
          growthRows(
            SUITE,
            label,
            points.map(each => each[name]),
          );
        return [
          ...rows,
          ...growth('first', 'first page'),
          ...growth('deepest', 'deepest page'),
          ...growth('search', 'search'),
        ];
      } finally {
        await portal.stop();
      }
    });
  },
};
