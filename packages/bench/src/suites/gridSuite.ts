import { GridBrowser, findChromium } from '../grids/GridBrowser';
import type { GridFigures } from '../grids/page';
import { BenchRow, BenchSuite, sizeLabel, sizesOf, timeRow } from '../harness';

const SUITE = 'P14';
/** How much more than the bare grid the product's may take. */
const GOAL = 1.5;
const ROUNDS = 11;
/** Tables that are only told about, and take most of the time. */
const TOLD_ROUNDS = 2;

const GRIDS = [
  { name: 'bare', title: '', rounds: ROUNDS },
  { name: 'grid', title: 'scrolling grid', goal: GOAL, rounds: ROUNDS },
  {
    name: 'table',
    title: '@backstage/ui Table, page of 100',
    rounds: TOLD_ROUNDS,
  },
  {
    name: 'backstage',
    title: 'Backstage Table, page of 100',
    rounds: TOLD_ROUNDS,
  },
];

/** Of several rounds what was disturbed least. */
function bestOf(rounds: GridFigures[]): GridFigures {
  const least = (pick: (figures: GridFigures) => number) =>
    Math.min(...rounds.map(pick));
  return {
    mountMs: least(({ mountMs }) => mountMs),
    nodes: least(({ nodes }) => nodes),
    frameP95Ms: least(({ frameP95Ms }) => frameP95Ms),
    framesPerSecond: Math.max(
      ...rounds.map(({ framesPerSecond }) => framesPerSecond),
    ),
    keystrokeMs: least(({ keystrokeMs }) => keystrokeMs),
  };
}

/** Grids in turn, A B A B …, each mounted anew. */
async function measured(
  browser: GridBrowser,
  size: number,
): Promise<Map<string, GridFigures>> {
  const figures = new Map(GRIDS.map(({ name }) => [name, [] as GridFigures[]]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { name } of GRIDS.filter(({ rounds }) => round <= rounds)) {
      const found = await browser.measure(name, size);
      if (round > 0) {
        figures.get(name)!.push(found);
      }
    }
  }
  return new Map([...figures].map(([name, rounds]) => [name, bestOf(rounds)]));
}

/** Long lists in a browser beside a bare TanStack Virtual grid. */
export const gridSuite: BenchSuite = {
  id: SUITE,
  title: 'lists of thousands in Chromium',
  async run(context) {
    const chromium = findChromium();
    if (!chromium) {
      context.note('left out: there is no Chromium; name one in CHROMIUM');
      return [];
    }
    const rows: BenchRow[] = [];
    const browser = await GridBrowser.start(chromium);
    try {
      for (const size of sizesOf(context, [1_000, 10_000, 100_000])) {
        const figures = await measured(browser, size);
        context.progress(`${sizeLabel(size)} rows`);
        const bare = figures.get('bare')!;
        for (const { name, title, goal, rounds } of GRIDS.slice(1)) {
          const row = (
            what: keyof GridFigures,
            words: string,
            note: string,
            unit = 'ms',
          ) =>
            timeRow({
              suite: SUITE,
              case: `${title}: ${words}`,
              size: sizeLabel(size),
              value: figures.get(name)![what],
              floor: bare[what],
              goal,
              unit,
              note: `best of ${rounds}; floor: bare TanStack Virtual; ${note}`,
            });
          const { framesPerSecond } = figures.get(name)!;
          rows.push(
            row('mountMs', 'mount', 'until its rows are painted'),
            row(
              'frameP95Ms',
              'frame',
              `95th percentile while it scrolls 240 px a frame, ${framesPerSecond.toFixed(
                1,
              )} frames/s`,
            ),
            row(
              'keystrokeMs',
              'keystroke',
              'until the filtered rows are painted, slowest of four',
            ),
            row('nodes', 'elements', 'in the document', 'elements'),
          );
        }
      }
    } finally {
      await browser.close();
    }
    return rows;
  },
};
