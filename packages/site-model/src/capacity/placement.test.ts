import fc from 'fast-check';
import { advisePlacement } from './advisePlacement';
import { advisePlacements } from './advisePlacements';
import { bestPeak, peakOf } from './__testUtils__/bruteForce';
import {
  capacityOf,
  ClusterSketch,
  generateCluster,
  GIB,
  NodeSketch,
  SOURCE,
} from './__testUtils__/clusters';
import { PlacementRequest } from './placement';

const nameOf = (nodeId: string) => nodeId.slice(SOURCE.length + 1);
const ALL = Array.from({ length: 60 }, (_, index) => index + 1);
/** The first twenty in which everything fits in some way. */
const SEEDS = ALL.filter(
  seed => bestPeak(generateCluster(seed)) !== undefined,
).slice(0, 20);
const CROWDED = ALL.filter(seed => !SEEDS.includes(seed)).slice(0, 5);

const node = (more: Partial<NodeSketch> = {}): NodeSketch => ({
  name: 'n1',
  cores: 8,
  memoryGib: 64,
  coveredSockets: 2,
  storage: { type: 'zfspool', usedGib: 100, totalGib: 1000 },
  ...more,
});
const GUEST: PlacementRequest = { milliCores: 2000, memoryBytes: 4 * GIB };

function adviseOn(
  sketch: Partial<ClusterSketch>,
  request: Partial<PlacementRequest> = {},
) {
  const { site, capacity } = capacityOf({
    nodes: [node()],
    guests: [],
    requests: [],
    ...sketch,
  });
  return advisePlacement(site, capacity, { ...GUEST, ...request });
}

function codesOf(
  sketch: Partial<ClusterSketch>,
  request: Partial<PlacementRequest> = {},
) {
  return adviseOn(sketch, request).rejected.flatMap(({ reasons }) =>
    reasons.map(({ code }) => code),
  );
}

describe('twenty clusters with a known optimum', () => {
  it.each(SEEDS)('cluster %i: within 5 %% and no constraint broken', seed => {
    const sketch = generateCluster(seed);
    const { site, capacity } = capacityOf(sketch);
    const advice = advisePlacements(site, capacity, sketch.requests);
    const best = bestPeak(sketch)!;
    const placed = new Map(
      advice.placements!.map(({ requestId, nodeId }) => [
        requestId,
        nameOf(nodeId),
      ]),
    );
    const peak = peakOf(sketch, placed);
    expect(peak).toBeDefined();
    expect(peak!).toBeLessThanOrEqual(best * 1.05);
    expect(advice.peak!).toBeGreaterThanOrEqual(best * 0.999);
  });

  it('are twenty', () => expect(SEEDS).toHaveLength(20));

  it.each(CROWDED)(
    'in cluster %i not everything fits, and that is said',
    seed => {
      const sketch = generateCluster(seed);
      const { site, capacity } = capacityOf(sketch);
      const advice = advisePlacements(site, capacity, sketch.requests);
      expect(advice.placements === undefined).toBe(
        bestPeak(sketch) === undefined,
      );
      expect(advice.search).toBe('exhaustive');
    },
  );

  it.each(SEEDS)('cluster %i: single guests go to the best node', seed => {
    const sketch = generateCluster(seed);
    const { site, capacity } = capacityOf(sketch);
    for (const request of sketch.requests) {
      const one = { ...sketch, requests: [request] };
      const advice = advisePlacement(site, capacity, request);
      const possible = sketch.nodes
        .map(({ name }) => ({
          name,
          peak: peakOf(one, new Map([[request.id, name]])),
        }))
        .filter(({ peak }) => peak !== undefined);
      expect(advice.ranked.map(({ nodeId }) => nameOf(nodeId)).sort()).toEqual(
        possible.map(({ name }) => name).sort(),
      );
      const [first] = advice.ranked;
      const best = Math.min(...possible.map(({ peak }) => peak!));
      if (first) {
        const mine = possible.find(({ name }) => name === nameOf(first.nodeId));
        expect(mine!.peak).toBeLessThanOrEqual(best * 1.05);
      }
    }
  });
});

describe('every node has an answer', () => {
  it('is ranked, or rejected with at least one reason', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 100_000 }), seed => {
        const sketch = generateCluster(seed);
        const { site, capacity } = capacityOf(sketch);
        for (const request of sketch.requests) {
          const { ranked, rejected } = advisePlacement(site, capacity, request);
          const named = [...ranked, ...rejected].map(({ nodeId }) => nodeId);
          expect(named.sort()).toEqual(site.nodes.map(({ id }) => id).sort());
          expect(rejected.every(({ reasons }) => reasons.length > 0)).toBe(
            true,
          );
          expect(ranked.map(({ rank }) => rank)).toEqual(
            ranked.map((_, index) => index + 1),
          );
        }
      }),
      { numRuns: 100 },
    );
  });

  it('breaks no constraint with several guests at once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 100_000 }), seed => {
        const sketch = generateCluster(seed);
        const { site, capacity } = capacityOf(sketch);
        const { placements } = advisePlacements(
          site,
          capacity,
          sketch.requests,
        );
        const placed = new Map(
          placements?.map(({ requestId, nodeId }) => [
            requestId,
            nameOf(nodeId),
          ]),
        );
        fc.pre(placements !== undefined);
        expect(peakOf(sketch, placed)).toBeDefined();
      }),
      { numRuns: 60 },
    );
  });
});

describe('why a node is rejected', () => {
  it.each<[string, Partial<NodeSketch>, Partial<PlacementRequest>]>([
    ['lifecycle', { lifecycle: 'retiring' }, {}],
    ['cpu-too-few', {}, { milliCores: 9000 }],
    ['memory-insufficient', {}, { memoryBytes: 60 * GIB }],
    ['storage-missing', {}, { disk: { bytes: 1, storage: 'ceph' } }],
    ['storage-class', {}, { disk: { bytes: 1, types: ['rbd'] } }],
    ['storage-content', {}, { disk: { bytes: 1, content: 'backup' } }],
    [
      'storage-content',
      {
        storage: {
          type: 'pbs',
          usedGib: 0,
          totalGib: 1000,
          content: ['backup'],
        },
      },
      { disk: { bytes: 1 } },
    ],
    ['storage-insufficient', {}, { disk: { bytes: 801 * GIB } }],
    ['vlan-unreachable', { vlans: [120] }, { networks: [{ vlan: 110 }] }],
    ['vlan-unreachable', {}, { networks: [{ vlan: 11, bridge: 'vmbr9' }] }],
    ['vlan-unreachable', {}, { networks: [{ vlan: 333 }] }],
    [
      'subscription-uncovered',
      { coveredSockets: 1 },
      { requireSubscription: true },
    ],
    [
      'subscription-uncovered',
      { coveredSockets: undefined },
      { requireSubscription: true },
    ],
    ['excluded', {}, { excludeNodeIds: [`${SOURCE}/n1`] }],
    ['other-cluster', {}, { sourceId: 'proxmox/other' }],
  ])('%s', (code, sketch, request) => {
    expect(codesOf({ nodes: [node()] }, {})).toEqual([]);
    expect(codesOf({ nodes: [node(sketch)] }, request)).toEqual([code]);
  });

  it('offline: also because nothing that it says of itself is fresh', () => {
    const codes = codesOf({ nodes: [node({ status: 'offline' })] });
    expect(codes).toContain('node-offline');
    expect(codes).toContain('stale-data');
    const unread = codesOf(
      { nodes: [node({ status: 'offline', storage: undefined })] },
      { disk: { bytes: 1 } },
    );
    expect(unread).toContain('storage-unknown');
    expect(unread).not.toContain('storage-missing');
  });

  it('anti-affinity: by guest and by tag', () => {
    const guests = [
      { vmid: 100, node: 'n1', cores: 1, memoryGib: 1, tags: ['db'] },
    ];
    const by = (antiAffinity: PlacementRequest['antiAffinity']) =>
      codesOf({ guests }, { antiAffinity });
    expect(by({ tags: ['db'] })).toEqual(['anti-affinity']);
    expect(by({ guestIds: [`${SOURCE}/100`] })).toEqual(['anti-affinity']);
    expect(by({ tags: ['web'], guestIds: [`${SOURCE}/101`] })).toEqual([]);
  });

  it('cores and memory: what runs counts, what is stopped and templates do not', () => {
    const guest = { vmid: 100, node: 'n1', cores: 15, memoryGib: 57 };
    expect(codesOf({ guests: [guest] })).toEqual([
      'cpu-insufficient',
      'memory-insufficient',
    ]);
    expect(codesOf({ guests: [{ ...guest, status: 'stopped' }] })).toEqual([]);
    expect(codesOf({ guests: [{ ...guest, template: true }] })).toEqual([]);
  });

  it('names all reasons, not only the first', () => {
    expect(
      codesOf(
        { nodes: [node({ lifecycle: 'retiring', vlans: [] })] },
        { networks: [{ vlan: 110 }], memoryBytes: 100 * GIB },
      ),
    ).toEqual(['lifecycle', 'vlan-unreachable', 'memory-insufficient']);
  });
});

describe('what is not known', () => {
  it('is no yes: neither a VLAN nor a subscription', () => {
    const { site, capacity } = capacityOf({
      nodes: [node()],
      guests: [],
      requests: [],
    });
    const blind = {
      ...site,
      sources: site.sources.filter(({ kind }) => kind !== 'unifi'),
    };
    const unseen = {
      ...capacity,
      nodes: capacity.nodes.map(item => ({
        ...item,
        subscription: {
          state: 'unknown' as const,
          reason: 'insufficient-privileges' as const,
        },
      })),
    };
    const request: PlacementRequest = {
      ...GUEST,
      networks: [{ vlan: 110 }],
      requireSubscription: true,
    };
    const codes = (more: Partial<PlacementRequest> = {}) =>
      advisePlacement(blind, unseen, { ...request, ...more })
        .rejected.flatMap(({ reasons }) => reasons)
        .map(({ code }) => code);
    expect(codes()).toEqual(['vlan-unknown', 'subscription-unknown']);
    expect(codes({ acceptUnknown: ['vlan', 'subscription'] })).toEqual([]);
  });

  it('is said of use that was not measured', () => {
    const [first] = adviseOn({}).ranked;
    expect(first.reasons.map(({ code }) => code)).toContain('usage-unknown');
  });
});
