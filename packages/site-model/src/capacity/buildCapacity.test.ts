import { AT, SnapshotBuilder, siteOf } from '../__testUtils__/siteBuilder';
import { buildCapacity } from './buildCapacity';
import { MetricPoint, METRICS_PASS } from './metrics';
import { summarizeSeries } from './summarizeSeries';
import { GIB, SOURCE, WINDOW } from './__testUtils__/clusters';

const steady = (values: Partial<MetricPoint>) =>
  summarizeSeries(
    [{ at: WINDOW.from, stepSeconds: WINDOW.to - WINDOW.from, ...values }],
    WINDOW,
    { limits: { milliCores: 16_000 } },
  );
const MIB = 1024 ** 2;

function build(
  cluster: SnapshotBuilder,
  guests: Record<number, Partial<MetricPoint>> = {},
) {
  const site = siteOf([cluster]);
  return buildCapacity(
    site,
    {
      nodes: new Map([[`${SOURCE}/node-a`, steady({ cpu: 4000 })]]),
      guests: new Map(
        Object.entries(guests).map(([vmid, values]) => [
          `${SOURCE}/${vmid}`,
          steady(values),
        ]),
      ),
      storages: [],
    },
    { window: WINDOW },
  );
}

describe('capacity', () => {
  it('puts what was given out beside what is used', () => {
    const size = { milliCores: 4000, memoryBytes: GIB };
    const { nodes } = build(
      SnapshotBuilder.cluster()
        .node('node-a')
        .guest(100, size)
        .guest(101, { ...size, status: 'stopped' })
        .guest(102, { milliCores: 2000 })
        .guest(103, { ...size, template: true }),
    );
    expect(nodes[0].cpu).toMatchObject({
      total: 16_000,
      allocated: 6000,
      allocatedStopped: 4000,
      unknownAllocations: 0,
      overcommit: 0.375,
      usage: { state: 'measured', p95: 4000 },
    });
    expect(nodes[0].memory).toMatchObject({
      allocated: GIB,
      unknownAllocations: 1,
      usage: { state: 'insufficient_data', coverage: 0 },
    });
    expect(nodes[0].memory).not.toHaveProperty('total');
    expect(nodes[0].guests).toEqual({ running: 2, stopped: 1, templates: 1 });
  });

  it('says which guests are idle, and does not guess', () => {
    const { guests } = build(
      SnapshotBuilder.cluster()
        .node('node-a')
        .guest(100)
        .guest(101)
        .guest(102)
        .guest(103)
        .guest(104, { status: 'stopped' }),
      {
        100: { cpu: 10, netIn: 100, netOut: 100 },
        101: { cpu: 500, netIn: 100, netOut: 100 },
        102: { cpu: 10 },
      },
    );
    expect(guests.map(({ activity }) => activity)).toEqual([
      'idle',
      'busy',
      'unknown',
      'unknown',
      'stopped',
    ]);
  });

  it('suggests what would do where a guest has much too much', () => {
    const given = { milliCores: 8000, memoryBytes: 8 * GIB };
    const { guests } = build(
      SnapshotBuilder.cluster()
        .node('node-a')
        .guest(100, given)
        .guest(101, given)
        .guest(102, given),
      {
        100: { cpu: 900, memory: GIB },
        101: { cpu: 7000, memory: 7 * GIB },
      },
    );
    expect(guests[0].oversized).toEqual([
      { resource: 'cpu', allocated: 8000, p95: 900, suggested: 2000 },
      {
        resource: 'memory',
        allocated: 8 * GIB,
        p95: GIB,
        suggested: 1536 * MIB,
      },
    ]);
    expect(guests[1].oversized).toEqual([]);
    expect(guests[2].oversized).toEqual([]);
  });

  it('labels what was measured with the age of its own pass', () => {
    const { nodes } = build(
      SnapshotBuilder.cluster()
        .node('node-a')
        .node('node-b')
        .scope('source', {}, METRICS_PASS)
        .scope(
          'node:node-a',
          { freshness: 'stale', reason: 'late' },
          METRICS_PASS,
        ),
    );
    expect(nodes.map(node => node.metricsFreshness)).toEqual([
      { freshness: 'stale', reason: 'late', collectedAt: AT },
      { freshness: 'fresh', collectedAt: AT },
    ]);
  });

  it('tells a subscription that may not be seen from one that is not there', () => {
    const cluster = SnapshotBuilder.cluster()
      .node('node-a')
      .node('node-b')
      .node('node-c')
      .node('node-d')
      .node('node-e')
      .subscription('node-a', { status: 'notfound' }, 2)
      .scope('node:node-b', {
        freshness: 'partial',
        reason: 'insufficient-privileges',
      })
      .subscription('node-c', { status: 'Active', sockets: 1 }, 2)
      .subscription('node-d', { status: 'expired', sockets: 2 }, 2)
      .subscription('node-e', { status: 'invalid' }, 2);
    expect(build(cluster).nodes.map(node => node.subscription)).toEqual([
      { state: 'none', status: 'notfound', sockets: 2, coveredSockets: 0 },
      { state: 'unknown', reason: 'insufficient-privileges' },
      { state: 'partly', status: 'active', sockets: 2, coveredSockets: 1 },
      { state: 'ended', status: 'expired', sockets: 2, coveredSockets: 2 },
      { state: 'invalid', status: 'invalid', sockets: 2 },
    ]);
  });
});
