import { adviseConsolidation } from './adviseConsolidation';
import { mostEmptied } from './__testUtils__/bruteForce';
import {
  capacityOf,
  ClusterSketch,
  seeded,
  SOURCE,
} from './__testUtils__/clusters';

function cluster(seed: number): ClusterSketch {
  const random = seeded(seed);
  const int = (below: number) => Math.floor(random(below));
  const nodes = Array.from({ length: 3 + int(2) }, (_, index) => ({
    name: `n${index + 1}`,
    cores: 4 + int(8),
    memoryGib: 16 + int(32),
    status: index > 0 && int(7) === 0 ? ('offline' as const) : undefined,
    lifecycle: index > 0 && int(7) === 0 ? ('retiring' as const) : undefined,
    vlans: int(3) === 0 ? [120] : [110, 120],
  }));
  const guests = Array.from({ length: 4 + int(2) }, (_, index) => ({
    vmid: 100 + index,
    node: nodes[int(nodes.length)].name,
    cores: 1 + int(4),
    memoryGib: 2 + int(12),
    tag: [undefined, 110, 120][int(3)],
  }));
  return { nodes, guests, requests: [] };
}

const SEEDS = Array.from({ length: 20 }, (_, index) => 500 + index);

describe('consolidation', () => {
  it.each(SEEDS)('cluster %i: empties as many nodes as can be', seed => {
    const sketch = cluster(seed);
    const { site, capacity } = capacityOf(sketch);
    const advice = adviseConsolidation(site, capacity);
    expect(advice.search).toBe('exhaustive');
    expect(advice.emptied).toHaveLength(mostEmptied(sketch));
    const moved = new Set(advice.moves.map(({ guestId }) => guestId));
    const leaving = site.guests.filter(guest =>
      advice.emptied.includes(`${guest.sourceId}/${guest.node}`),
    );
    expect([...moved].sort()).toEqual(leaving.map(({ id }) => id).sort());
    expect(
      [...advice.emptied, ...advice.kept.map(({ nodeId }) => nodeId)].sort(),
    ).toEqual(site.nodes.map(({ id }) => id).sort());
  });

  it('finds something to empty in some of them, and nothing in others', () => {
    const counts = SEEDS.map(seed => mostEmptied(cluster(seed)));
    expect(counts.some(count => count > 1)).toBe(true);
    expect(counts.some(count => count < 2)).toBe(true);
  });

  it('keeps a node whose guests or templates cannot be judged', () => {
    const { site, capacity } = capacityOf({
      nodes: [
        { name: 'n1', cores: 8, memoryGib: 64 },
        { name: 'n2', cores: 8, memoryGib: 64 },
      ],
      guests: [
        { vmid: 100, node: 'n1', cores: 1, memoryGib: 1, template: true },
        { vmid: 101, node: 'n2', cores: 1, memoryGib: 1 },
      ],
      requests: [],
    });
    const advice = adviseConsolidation(site, capacity);
    expect(advice.kept).toEqual([
      expect.objectContaining({
        nodeId: `${SOURCE}/n1`,
        code: 'guest-unknown',
      }),
    ]);
    expect(advice.moves).toEqual([
      expect.objectContaining({
        kind: 'move-guest',
        guestId: `${SOURCE}/101`,
        toNodeId: `${SOURCE}/n1`,
      }),
    ]);
  });

  it('moves from a retiring node first and never to it', () => {
    const { site, capacity } = capacityOf({
      nodes: [
        { name: 'n1', cores: 8, memoryGib: 64, lifecycle: 'retiring' },
        { name: 'n2', cores: 8, memoryGib: 64 },
      ],
      guests: [
        { vmid: 100, node: 'n1', cores: 4, memoryGib: 16 },
        { vmid: 101, node: 'n2', cores: 1, memoryGib: 1 },
      ],
      requests: [],
    });
    const advice = adviseConsolidation(site, capacity);
    expect(advice.emptied).toEqual([`${SOURCE}/n1`]);
  });
});
