import fc from 'fast-check';
import { judge } from '../judge';
import { buildPaths, Hop, hopsOf, Path } from '../paths';
import { PortRecords } from '../portmap';
import { cable, device, end, port } from '../portmap/__testUtils__/records';
import { pathsReport, pathsReportSchema } from '../reports';
import { buildSite } from '../site';
import { SourceSnapshot } from '../observations';
import { edgeWorlds } from './edgeWorlds';
import { AT, NO_OPTIONS } from './siteBuilder';

const NUMBERS = [1, 2, 3, 4];
const FRONTS = ['1', '2'];

/** Ends that nothing is plugged into twice. */
const plugs = [
  ...NUMBERS.map(number => end('core', `p${number}`)),
  ...FRONTS.flatMap(name => [
    end('panel', name, 'front-port'),
    end('panel', `R${name}`, 'rear-port'),
  ]),
  end('node-a', 'eno1'),
  end('node-b', 'eno1'),
];

/** Some cables between a switch, a panel and two nodes; any two ends. */
const recordsOfPlugs: fc.Arbitrary<PortRecords> = fc
  .tuple(
    fc.shuffledSubarray(plugs),
    fc.constantFrom('connected' as const, 'planned' as const),
  )
  .map(([ends, status]) => ({
    isKnown: true,
    names: [],
    map: {
      devices: [
        device('core'),
        device('panel', { role: 'patch-panel' }),
        device('node-a', { role: 'host' }),
        device('node-b', { role: 'host' }),
      ],
      ports: [
        ...NUMBERS.map(number => port('core', `p${number}`, { number })),
        ...FRONTS.flatMap(name => [
          port('panel', name, {
            kind: 'front-port',
            rearPort: `R${name}`,
            rearPosition: 1,
          }),
          port('panel', `R${name}`, { kind: 'rear-port', positions: 1 }),
        ]),
        port('node-a', 'eno1'),
        port('node-b', 'eno1'),
      ],
      cables: Array.from({ length: Math.floor(ends.length / 2) }, (_, index) =>
        cable(ends[2 * index], ends[2 * index + 1], { status }),
      ),
    },
  }));

const RUNS = { numRuns: 300 };
const wired = fc.tuple(edgeWorlds, recordsOfPlugs);

function siteOf(world: SourceSnapshot[], records?: PortRecords) {
  return buildSite(world, NO_OPTIONS, AT, [], records);
}
function patchesOf(path: Path): Hop[] {
  return hopsOf(path).filter(({ kind }) => kind === 'patch');
}

describe('for every small world with records of cables', () => {
  it('everything on the way of a name leads back to the name, ports of panels too', () => {
    fc.assert(
      fc.property(wired, ([world, records]) => {
        const book = buildPaths(siteOf(world, records));
        for (const path of book.paths) {
          for (const { ref, ends = [] } of hopsOf(path)) {
            for (const each of ref === null ? ends : [ref, ...ends]) {
              expect(book.reverse(each)).toContain(path);
            }
          }
        }
      }),
      RUNS,
    );
  });

  it('every patch that applies says why, and only records and controllers speak of it', () => {
    fc.assert(
      fc.property(wired, ([world, records]) => {
        for (const path of buildPaths(siteOf(world, records)).paths) {
          for (const { status, evidence, reason, ends } of patchesOf(path)) {
            if (status !== 'not-applicable') {
              expect(evidence.length).toBeGreaterThan(0);
              expect(status === 'confirmed' || reason !== undefined).toBe(true);
            }
            if (status === 'confirmed') {
              expect(ends!.length).toBeGreaterThan(1);
              const sources = new Set(evidence.map(item => item.sourceId));
              expect(sources.size).toBeGreaterThan(1);
            }
          }
        }
      }),
      RUNS,
    );
  });

  it('records change nothing but patches, the status of paths and port-mismatch', () => {
    const rest = (paths: readonly Path[]) =>
      paths.map(path => hopsOf(path).filter(({ kind }) => kind !== 'patch'));
    fc.assert(
      fc.property(wired, ([world, records]) => {
        const [before, after] = [siteOf(world), siteOf(world, records)];
        expect(rest(buildPaths(after).paths)).toEqual(
          rest(buildPaths(before).paths),
        );
        const others = (site: typeof before) =>
          judge(site, NO_OPTIONS).filter(
            ({ rule }) => rule !== 'port-mismatch',
          );
        expect(others(after)).toEqual(others(before));
      }),
      { numRuns: 100 },
    );
  });

  it('the exported file has the shape that its schema promises', () => {
    fc.assert(
      fc.property(wired, ([world, records]) => {
        const report = pathsReport(siteOf(world, records));
        expect(pathsReportSchema.parse(report)).toEqual(report);
      }),
      { numRuns: 100 },
    );
  });
});
