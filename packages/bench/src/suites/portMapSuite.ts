import { SiteView } from '@sankofa/plugin-itops-backend/src/site';
import {
  pathRow,
  pathTable,
} from '@sankofa/plugin-itops-backend/src/views/rows/paths';
import {
  DEFAULT_UNUSED_EXCLUSIONS,
  SiteOptions,
  buildPaths,
  buildSite,
  judge,
} from '@sankofa/site-model';
import { mapBuildAndProbe } from '../floors';
import {
  BenchRow,
  BenchSuite,
  checked,
  interleaved,
  processorTimed,
  sizeLabel,
  sizesOf,
  timeRow,
} from '../harness';
import { AT, EdgeSite, edgeSiteOf } from '../worlds/edgeSite';
import { freshSite } from '../worlds/freshSite';

const SUITE = 'P16';
const PAGE = 100;
const ROUNDS = 9;
const OPTIONS: SiteOptions = {
  unusedExclusions: DEFAULT_UNUSED_EXCLUSIONS,
  owners: [],
};

/** The first page of `/portmap/joined`, without HTTP, sign-in and permissions. */
function firstPage(view: SiteView): string {
  const page = view.derive(pathTable).page({ limit: PAGE });
  return JSON.stringify({
    ...page,
    items: page.items.map(path => pathRow(path, view)),
  });
}

/** The floor: the Map of P9, and as many rows of what is known, written out. */
function knownPage({ ends, macs, guestMacs }: EdgeSite): string {
  mapBuildAndProbe(macs, guestMacs);
  return JSON.stringify(ends.slice(0, PAGE));
}

function hostnamesOn(page: string): string[] {
  const { items }: { items: { hostname: string }[] } = JSON.parse(page);
  return items.map(({ hostname }) => hostname);
}

/** The port map from what is stored to its first page. */
export const portMapSuite: BenchSuite = {
  id: SUITE,
  title: 'port map from stored observations to its first page',
  async run(context) {
    const rows: BenchRow[] = [];
    for (const size of sizesOf(context, [10_000])) {
      const world = edgeSiteOf(size);
      const site = buildSite(world.snapshots, OPTIONS, AT);
      const viewOf = () =>
        SiteView.create({
          site: freshSite(site),
          siteOptions: OPTIONS,
          version: '1',
          runs: {},
          sources: new Map(),
        });
      const warm = viewOf();
      let cold = viewOf();
      context.progress(
        `${sizeLabel(size)} guests: ${warm.verdicts.length} verdicts`,
      );
      const times = await interleaved(
        {
          rebuild: () => {
            const built = buildSite(world.snapshots, OPTIONS, AT);
            judge(built, OPTIONS);
            buildPaths(built);
          },
          buildSite: () => buildSite(world.snapshots, OPTIONS, AT),
          judge: () => judge(freshSite(site), OPTIONS),
          cold: () => firstPage(cold),
          warm: () => firstPage(warm),
          floor: () => mapBuildAndProbe(world.macs, world.guestMacs),
          page: () => knownPage(world),
        },
        ROUNDS,
        name => {
          if (name === 'cold') {
            cold = viewOf();
          }
        },
        { clock: processorTimed },
      );
      const known = world.ends.slice(0, PAGE).map(({ hostname }) => hostname);
      const row = (
        name: string,
        value: typeof times.cold,
        floor: typeof times.cold,
        note: string,
      ) =>
        timeRow({
          suite: SUITE,
          case: name,
          size: sizeLabel(size),
          value: value.best,
          floor: floor.best,
          note: `processor time, best of ${ROUNDS}; ${note}`,
        });
      rows.push(
        checked(
          row(
            'first page, joined before',
            times.warm,
            times.page,
            `aim 10 ms; ${PAGE} paths as JSON; floor: the Map of P9 and as many known rows as JSON`,
          ),
          { value: hostnamesOn(firstPage(warm)), floor: known },
        ),
        checked(
          row(
            'first page after a run',
            times.cold,
            times.page,
            'aim 10 ms; joins paths and names everything first; same floor',
          ),
          { value: hostnamesOn(firstPage(cold)), floor: known },
        ),
        row(
          'buildSite + judge + buildPaths',
          times.rebuild,
          times.floor,
          'aim 1 s; floor: the Map of P9',
        ),
        row('buildSite', times.buildSite, times.floor, 'same floor'),
        row('judge', times.judge, times.floor, 'same floor'),
      );
    }
    return rows;
  },
};
