import { HopView, PathRow } from '@sankofa/plugin-itops-common';

/** Hop of a path with its place in it: `3`, or `1.0` for the first of branch 1. */
export interface PlacedHop {
  id: string;
  hop: HopView;
}

/** Hops of one kind that stand beside each other, as several forwards do. */
export interface PathCell {
  column: number;
  hops: PlacedHop[];
}

/** One line of a drawn path: hops from left to right, none of them backwards. */
export interface PathLine {
  /** First line of a branch: what tells the branch from the others. */
  branch?: string;
  cells: PathCell[];
}

/** The columns of a drawn path, in the order that requests walk. */
export const PATH_COLUMNS = [
  'Host name',
  'Forward',
  'Proxy',
  'Goes to',
  'Guest',
  'Node',
  'Switch port',
  'Patch',
] as const;

const COLUMN_OF: Record<HopView['kind'], number> = {
  hostname: 0,
  'port-forward': 1,
  proxy: 2,
  address: 3,
  redirect: 3,
  external: 3,
  'default-site': 3,
  'inside-proxy': 3,
  guest: 4,
  node: 5,
  'switch-port': 6,
  patch: 7,
};

function linesOf(hops: PlacedHop[]): PathLine[] {
  const lines: PathLine[] = [];
  let last: { kind: HopView['kind']; cell: PathCell } | undefined;
  for (const placed of hops) {
    const { kind } = placed.hop;
    if (last?.kind === kind) {
      last.cell.hops.push(placed);
    } else {
      const cell = { column: COLUMN_OF[kind], hops: [placed] };
      // A second proxy is not drawn to the left of what led to it.
      if (!last || cell.column <= last.cell.column) {
        lines.push({ cells: [] });
      }
      lines[lines.length - 1].cells.push(cell);
      last = { kind, cell };
    }
  }
  return lines;
}

/** What is drawn of a path without its branches. */
export function trunkLines({ hops }: Pick<PathRow, 'hops'>): PathLine[] {
  return linesOf(hops.map((hop, index) => ({ id: String(index), hop })));
}

/** What is drawn of the branches, each from a line of its own. */
export function branchLines({
  branches,
}: Pick<PathRow, 'branches'>): PathLine[] {
  return branches.flatMap(({ title, hops }, branch) =>
    linesOf(hops.map((hop, index) => ({ id: `${branch}.${index}`, hop }))).map(
      (line, index) => (index === 0 ? { ...line, branch: title } : line),
    ),
  );
}

/** The hop at a place; undefined where the path has none there. */
export function hopAt(
  { hops, branches }: Pick<PathRow, 'hops' | 'branches'>,
  id: string,
): HopView | undefined {
  const [first, second] = id.split('.').map(Number);
  return second === undefined ? hops[first] : branches[first]?.hops[second];
}

/** Every hop, those of the branches included. */
export function hopsOf({
  hops,
  branches,
}: Pick<PathRow, 'hops' | 'branches'>): HopView[] {
  return [...hops, ...branches.flatMap(branch => branch.hops)];
}
