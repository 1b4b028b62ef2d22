import {
  DEFAULT_UNUSED_EXCLUSIONS,
  Path,
  PathBook,
  Site,
  SiteOptions,
  buildPaths,
  buildSite,
  hopsOf,
} from '@sankofa/site-model';
import { OwnerFinder } from '@sankofa/site-model/src/paths/OwnerFinder';
import { PortMap } from '@sankofa/site-model/src/paths/PortMap';
import { mapBuildAndProbe } from '../floors';
import {
  BenchRow,
  BenchSuite,
  GrowthPoint,
  checked,
  growthRows,
  interleaved,
  processorTimed,
  sizeLabel,
  sizesOf,
  timeRow,
} from '../harness';
import { AT, EdgeSite, edgeSiteOf } from '../worlds/edgeSite';
import { freshSite } from '../worlds/freshSite';

const SUITE = 'P9';
const GOAL = 2.5;
/** By how much the exponent of a join may exceed its floor's. */
const GROWTH_SLACK = 0.05;
const OPTIONS: SiteOptions = {
  unusedExclusions: DEFAULT_UNUSED_EXCLUSIONS,
  owners: [],
};

function endOf(path: Path) {
  const refs = (kind: string) => [
    ...new Set(
      hopsOf(path).flatMap(hop =>
        hop.kind === kind && hop.ref !== null ? [hop.ref] : [],
      ),
    ),
  ];
  return {
    hostname: path.hostname,
    guests: refs('guest').sort(),
    ports: refs('switch-port').sort(),
  };
}

/** Host names of which the paths say something else than the generator knows. */
export function wrongEnds({ paths }: PathBook, { ends }: EdgeSite): string[] {
  const found = new Map(
    paths.map(path => [path.hostname, JSON.stringify(endOf(path))]),
  );
  return ends
    .filter(
      ({ hostname, guests, ports }) =>
        found.get(hostname) !== JSON.stringify({ hostname, guests, ports }),
    )
    .map(({ hostname }) => hostname);
}

/**
 * The keyed join alone: host name → address → owner → MAC → sighting on a port,
 * with the indexes it needs. No hops, no evidence, no branches.
 */
function keyedJoin(site: Site): number {
  const owners = OwnerFinder.create(site);
  const ports = PortMap.create(site);
  let learned = 0;
  for (const { value } of site.proxyHosts) {
    for (const owner of owners.of(value.target.host).owners) {
      const mac =
        owner.kind === 'guest' ? owner.guest.interfaces[0]?.mac : undefined;
      learned += mac === undefined ? 0 : ports.sightingsOf(mac).length;
    }
  }
  return learned;
}

/** What takes a millisecond is repeated until it is compiled. */
function roundsOf(size: number): number {
  return Math.max(5, Math.min(150, Math.round(150_000 / size)));
}

/** From host names to switch ports: the join of the keys, and whole paths. */
export const pathsSuite: BenchSuite = {
  id: SUITE,
  title: 'host names, guests and learned MACs joined to paths',
  async run(context) {
    const rows: BenchRow[] = [];
    const points: Record<'join' | 'paths', GrowthPoint[]> = {
      join: [],
      paths: [],
    };
    for (const size of sizesOf(context, [1_000, 3_000, 10_000])) {
      const world = edgeSiteOf(size);
      const site = buildSite(world.snapshots, OPTIONS, AT);
      context.progress(`${sizeLabel(size)} guests joined`);
      const times = await interleaved(
        {
          paths: () => buildPaths(freshSite(site)),
          join: () => keyedJoin(freshSite(site)),
          floor: () => mapBuildAndProbe(world.macs, world.guestMacs),
        },
        roundsOf(size),
        undefined,
        { clock: processorTimed },
      );
      const label = {
        suite: SUITE,
        size: `${sizeLabel(size)}·${sizeLabel(size / 2)}·${sizeLabel(
          size * 10,
        )}`,
        floor: times.floor.best,
        goal: GOAL,
      };
      rows.push(
        checked(
          timeRow({
            ...label,
            case: 'keyed join',
            value: times.join.best,
            note: 'processor time, best of many; host name → address → owner → MAC → port, its indexes made anew; floor: one Map of the MACs, probed with those behind the host names',
          }),
          {
            value: keyedJoin(freshSite(site)),
            floor: world.ends.reduce((sum, { learned }) => sum + learned, 0),
          },
        ),
        checked(
          timeRow({
            ...label,
            case: 'buildPaths',
            value: times.paths.best,
            note: 'processor time, best of many; whole paths with evidence, indexed by every thing on them; same floor',
          }),
          { value: wrongEnds(buildPaths(site), world), floor: [] },
        ),
      );
      points.join.push({
        size,
        value: times.join.best,
        floor: times.floor.best,
      });
      points.paths.push({
        size,
        value: times.paths.best,
        floor: times.floor.best,
      });
    }
    return [
      ...rows,
      ...growthBesideFloor('keyed join', points.join),
      ...growthBesideFloor('buildPaths', points.paths),
    ];
  },
};

function growthBesideFloor(name: string, points: GrowthPoint[]): BenchRow[] {
  return growthRows(SUITE, name, points).map(row => ({
    ...row,
    ...(row.floor !== undefined && {
      goal: Number((row.floor + GROWTH_SLACK).toFixed(2)),
    }),
  }));
}
