import { VlanPlanAnswer } from '@sankofa/plugin-itops-common';

export type PlanFlow = VlanPlanAnswer['flows'][number];

/** A VLAN on one side of the picture. */
export interface FlowNode {
  /** Undefined on the left: nobody can say where these are. */
  vid: number | undefined;
  count: number;
  y: number;
  height: number;
}

/** Everything that goes from one VLAN to another, in all waves. */
export interface FlowBand {
  from: number | undefined;
  to: number;
  count: number;
  done: number;
  /** Upper edge on the left and on the right, and the height of both. */
  y1: number;
  y2: number;
  height: number;
}

export interface FlowLayout {
  left: FlowNode[];
  right: FlowNode[];
  bands: FlowBand[];
  height: number;
}

/** Room for one line of text. */
const LEAST = 22;
const GAP = 10;
/** What all bands together are about as high as. */
const WANTED = 220;
const THINNEST = 2;
const THICKEST = 14;

function sumBy(
  bands: readonly FlowBand[],
  vidOf: (band: FlowBand) => number | undefined,
  scale: number,
): FlowNode[] {
  const counts = new Map<number | undefined, number>();
  for (const band of bands) {
    counts.set(vidOf(band), (counts.get(vidOf(band)) ?? 0) + band.count);
  }
  let y = 0;
  return [...counts]
    .sort(([a = Infinity], [b = Infinity]) => a - b)
    .map(([vid, count]) => {
      const node = { vid, count, y, height: Math.max(LEAST, count * scale) };
      y += node.height + GAP;
      return node;
    });
}

function bottom(nodes: readonly FlowNode[]): number {
  const last = nodes[nodes.length - 1];
  return last ? last.y + last.height : 0;
}

/** Where the nodes and bands of the picture are; lengths in pixels of the drawing. */
export function layoutFlows(flows: readonly PlanFlow[]): FlowLayout {
  const byEnds = new Map<string, FlowBand>();
  for (const { from, to, count, done } of flows) {
    const key = `${from} ${to}`;
    const band = byEnds.get(key) ?? {
      ...{ from, to, count: 0, done: 0, y1: 0, y2: 0, height: 0 },
    };
    band.count += count;
    band.done += done;
    byEnds.set(key, band);
  }
  const bands = [...byEnds.values()].sort(
    (a, b) => (a.from ?? Infinity) - (b.from ?? Infinity) || a.to - b.to,
  );
  const total = bands.reduce((sum, { count }) => sum + count, 0);
  const scale = Math.min(THICKEST, Math.max(THINNEST, WANTED / (total || 1)));
  const left = sumBy(bands, ({ from }) => from, scale);
  const right = sumBy(bands, ({ to }) => to, scale);
  const used = new Map<FlowNode, number>();
  const place = (nodes: FlowNode[], vid: number | undefined, size: number) => {
    const node = nodes.find(item => item.vid === vid)!;
    const start = used.get(node) ?? node.y;
    used.set(node, start + size);
    return start;
  };
  for (const band of bands) {
    band.height = band.count * scale;
    band.y1 = place(left, band.from, band.height);
    band.y2 = place(right, band.to, band.height);
  }
  return { left, right, bands, height: Math.max(bottom(left), bottom(right)) };
}
