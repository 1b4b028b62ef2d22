import fc from 'fast-check';
import { judge } from '../judge';
import { isReadable, SourceSnapshot } from '../observations';
import { buildPaths, Hop, HOP_STATUS_ORDER, hopsOf, Path } from '../paths';
import { pathsReport, pathsReportSchema } from '../reports';
import { buildSite } from '../site';
import { allFresh, degraded } from './degraded';
import { edgeWorlds } from './edgeWorlds';
import { AT, NO_OPTIONS } from './siteBuilder';
import { shuffled } from './worlds';

/** Everything just read, and a later moment at which some of it could not be. */
const readAndDegraded = edgeWorlds
  .map(allFresh)
  .chain(world => fc.tuple(fc.constant(world), degraded(world)));

const RUNS = { numRuns: 300 };

function siteOf(world: SourceSnapshot[]) {
  return buildSite(world, NO_OPTIONS, AT);
}
function pathsOf(world: SourceSnapshot[]): readonly Path[] {
  return buildPaths(siteOf(world)).paths;
}

/** Who sees less may no longer see that two things disagree: unknown is as bad as conflict. */
function rank({ status }: Pick<Hop, 'status'>): number {
  return status === 'conflict'
    ? HOP_STATUS_ORDER.indexOf('unknown')
    : HOP_STATUS_ORDER.indexOf(status);
}

/** The worst status of each thing of each path. */
function ranks(paths: readonly Path[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const path of paths) {
    const lead = `${path.hostname} ${path.proxySourceId}`;
    found.set(lead, rank(path));
    for (const hop of hopsOf(path)) {
      if (hop.ref !== null && hop.status !== 'not-applicable') {
        const key = `${lead} ${hop.kind} ${hop.ref}`;
        found.set(key, Math.max(found.get(key) ?? -1, rank(hop)));
      }
    }
  }
  return found;
}

describe('for every small world with paths', () => {
  it('everything on the way of a name leads back to the name', () => {
    fc.assert(
      fc.property(edgeWorlds, world => {
        const book = buildPaths(siteOf(world));
        const refs = new Map<string, Set<Path>>();
        for (const path of book.paths) {
          expect(book.forward(path.hostname)).toContain(path);
          for (const { ref } of hopsOf(path)) {
            if (ref !== null) {
              refs.set(ref, (refs.get(ref) ?? new Set()).add(path));
            }
          }
        }
        for (const [ref, paths] of refs) {
          expect(new Set(book.reverse(ref))).toEqual(paths);
        }
        expect(book.reverse('guest:999')).toEqual([]);
      }),
      RUNS,
    );
  });

  it('paths do not depend on the order of anything', () => {
    fc.assert(
      fc.property(
        edgeWorlds.chain(world =>
          fc.tuple(fc.constant(world), shuffled(world)),
        ),
        ([world, mixed]) => {
          expect(pathsOf(mixed)).toEqual(pathsOf(world));
        },
      ),
      RUNS,
    );
  });

  it('a path is as good as its worst hop, and every hop that applies says why', () => {
    fc.assert(
      fc.property(edgeWorlds, world => {
        for (const path of pathsOf(world)) {
          const hops = hopsOf(path);
          const worst = Math.max(
            0,
            ...hops.map(({ status }) => HOP_STATUS_ORDER.indexOf(status)),
          );
          expect(path.status).toBe(HOP_STATUS_ORDER[worst]);
          const silent = hops.filter(
            ({ status, evidence }) =>
              status !== 'not-applicable' && evidence.length === 0,
          );
          expect(silent).toEqual([]);
          const reasonless = hops.filter(
            ({ status, reason }) => status !== 'confirmed' && !reason,
          );
          expect(reasonless).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  it('every name of every row has a path, once for each proxy', () => {
    fc.assert(
      fc.property(edgeWorlds, world => {
        const site = siteOf(world);
        const named = new Set(
          [
            ...site.proxyHosts,
            ...site.redirectionHosts,
            ...site.deadHosts,
          ].flatMap(({ sourceId, value }) =>
            value.domainNames.map(text => `${text.toLowerCase()} ${sourceId}`),
          ),
        );
        const found = buildPaths(site).paths.map(
          ({ hostname, proxySourceId }) => `${hostname} ${proxySourceId}`,
        );
        expect(new Set(found)).toEqual(named);
        expect(found).toHaveLength(named.size);
      }),
      RUNS,
    );
  });

  it('nothing is confirmed by a source that cannot be read', () => {
    fc.assert(
      fc.property(edgeWorlds, world => {
        const site = siteOf(world);
        const unread = new Set(
          site.sources
            .filter(({ scopes }) =>
              scopes.every(
                scope => !isReadable(scope) && scope.freshness !== 'partial',
              ),
            )
            .map(({ sourceId }) => sourceId),
        );
        const wrong = buildPaths(site)
          .paths.flatMap(hopsOf)
          .filter(
            ({ status, evidence }) =>
              status === 'confirmed' &&
              evidence.every(({ sourceId }) => unread.has(sourceId)),
          );
        expect(wrong).toEqual([]);
      }),
      RUNS,
    );
  });

  it('no hop is better with less to see', () => {
    fc.assert(
      fc.property(readAndDegraded, ([world, worse]) => {
        const before = ranks(pathsOf(world));
        const better = [...ranks(pathsOf(worse))].filter(
          ([key, value]) => value < (before.get(key) ?? -1),
        );
        expect(better).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('no finding is raised because something was not seen', () => {
    const ON_ABSENCE = [
      'upstream-unknown',
      'upstream-mismatch',
      'hostname-undeclared',
      'hostname-missing',
      'forward-dangling',
      'squatter',
      'vlan-mismatch',
      'port-unmanaged',
      'port-mismatch',
    ];
    const raised = (world: SourceSnapshot[]) =>
      judge(siteOf(world), NO_OPTIONS)
        .filter(({ rule }) => ON_ABSENCE.includes(rule))
        .map(({ rule, subject }) => `${rule} ${subject}`);
    fc.assert(
      fc.property(readAndDegraded, ([world, worse]) => {
        const before = raised(world);
        expect(raised(worse).filter(each => !before.includes(each))).toEqual(
          [],
        );
      }),
      { numRuns: 500 },
    );
  });

  it('the exported file has the shape that its schema promises', () => {
    fc.assert(
      fc.property(edgeWorlds, world => {
        const report = pathsReport(siteOf(world));
        expect(pathsReportSchema.parse(report)).toEqual(report);
      }),
      { numRuns: 100 },
    );
  });
});
