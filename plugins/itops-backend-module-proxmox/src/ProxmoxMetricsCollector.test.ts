import { ConfigReader } from '@backstage/config';
import { existsSync, readFileSync } from 'node:fs';
import { Collector } from '@sankofa/plugin-itops-node';
import {
  describeHere,
  recordedFile,
} from '@sankofa/plugin-itops-node/testUtils';
import { proxmoxCapacityCollectorsFromConfig } from './proxmoxCapacityCollectorsFromConfig';
import { collect, outcomes } from './__testUtils__/collect';
import {
  FakeAnswer,
  FakePve,
  FakeRoutes,
  routes,
  startFakePve,
} from './__testUtils__/fakePve';
import { rrdDataSchema } from './clients/schemas';
import { exportedMetrics } from './mappers/exportedMetrics';
import { rrdPoints } from './mappers/rrdPoints';
import { backingOf, storageSeries } from './mappers/storageReadings';

const NOW = Math.floor(Date.now() / 1000);
const HOUR_AGO = Math.floor(NOW / 300) * 300 - 3600;

/** An hour of minutes, as PVE 9 answers it for a container. */
function hour(row: (index: number) => object) {
  return Array.from({ length: 60 }, (_, index) => ({
    time: HOUR_AGO + index * 60,
    ...row(index),
  }));
}
const container = hour(() => ({
  cpu: 0.25,
  maxcpu: 2,
  mem: 1000.4,
  maxmem: 4096,
  disk: 77,
  maxdisk: 100,
  netin: 3.2,
  netout: '5',
  pressurecpusome: 0,
}));
const noSuchFile: FakeAnswer = {
  status: 500,
  text: "RRD error: opening '/var/lib/rrdcached/db/pve-vm-9.0/201': No such file or directory",
};

describe('the metrics of a cluster', () => {
  let fake: FakePve;
  let current: FakeRoutes;

  beforeAll(async () => {
    fake = await startFakePve((path, request) => current(path, request));
  });
  afterAll(() => fake.stop());

  function collector(): Collector {
    fake.asked.length = 0;
    const [metrics] = proxmoxCapacityCollectorsFromConfig(
      new ConfigReader({
        itops: {
          sources: {
            proxmox: [
              {
                id: 'attic',
                token: 'ro@pve!test=5f3c-canary',
                endpoints: [{ url: fake.url, fingerprint: fake.fingerprint }],
              },
            ],
          },
        },
      }),
    );
    return metrics;
  }
  const archive = (path: string, timeframe = 'hour') =>
    `/nodes/${path}/rrddata?timeframe=${timeframe}&cf=AVERAGE`;

  it('are averages of five minutes, and gaps where nobody measured', async () => {
    current = routes({
      [archive('one/lxc/101')]: { data: container },
      [archive('two/lxc/102')]: {
        data: hour(index => (index < 30 ? {} : { maxcpu: 1, maxmem: 9 })),
      },
      [archive('two/qemu/201')]: noSuchFile,
    });
    const { metrics, ...result } = await collect(collector());
    const series = new Map(metrics!.map(item => [item.subject, item]));

    expect(outcomes(result)).toEqual({
      source: 'complete',
      'node:one': 'complete',
      'node:two': 'complete',
    });
    expect(series.get('guest:101')).toMatchObject({
      limits: { milliCores: 2000, memoryBytes: 4096, diskBytes: 100 },
    });
    expect(series.get('guest:101')!.points).toHaveLength(12);
    expect(series.get('guest:101')!.points[0]).toEqual({
      at: HOUR_AGO,
      stepSeconds: 300,
      cpu: 500,
      memory: 1000,
      disk: 77,
      netIn: 3,
      netOut: 5,
    });
    // It did not run for half an hour, and before that nobody looked.
    expect(series.get('guest:102')!.points).toEqual(
      [1800, 2100, 2400, 2700, 3000, 3300].map(offset => ({
        at: HOUR_AGO + offset,
        stepSeconds: 300,
      })),
    );
    expect(series.get('guest:201')!.points).toEqual([]);
    expect(
      Math.abs(series.get('guest:101')!.sameSince! - (NOW - 100)),
    ).toBeLessThan(30);
    expect(series.get('guest:102')).not.toHaveProperty('sameSince');
  });

  it('are read in coarse steps, too, the first time and not the next', async () => {
    current = routes();
    const metrics = collector();
    await collect(metrics);
    const weeks = () =>
      fake.asked.filter(path => path.includes('timeframe=week'));
    expect(weeks()).toHaveLength(5);
    fake.asked.length = 0;
    await collect(metrics);
    expect(weeks()).toHaveLength(0);
  });

  it('come at once where the cluster exports them', async () => {
    const rows = Array.from({ length: 60 }, (_, index) =>
      Object.entries({
        cpu_current: 0.5,
        cpu_max: 4,
        mem_used: 10,
        mem_total: 20,
        net_in: index * 100,
        uptime: 99,
      }).map(([metric, value]) => ({
        id: 'lxc/101',
        type: 'gauge',
        metric,
        value,
        timestamp: HOUR_AGO + 2400 + index * 10,
      })),
    ).flat();
    current = path =>
      path.startsWith('/cluster/metrics/export')
        ? { data: { data: rows } }
        : routes()(path);
    const { metrics } = await collect(collector());
    const own = metrics!.find(({ subject }) => subject === 'guest:101')!;
    expect(own.points).toEqual(
      [2400, 2700].map(offset => ({
        at: HOUR_AGO + offset,
        stepSeconds: 300,
        cpu: 2000,
        memory: 10,
        netIn: 10,
      })),
    );
    expect(fake.asked).not.toContain(archive('one/lxc/101'));
    expect(fake.asked).toContain(archive('two/lxc/102'));
  });

  it('of an offline node fail, and so does nothing else', async () => {
    current = routes({
      '/cluster/status': {
        data: [
          { type: 'cluster', name: 'attic', quorate: 1 },
          { type: 'node', name: 'one', online: 1 },
          { type: 'node', name: 'two', online: 0 },
        ],
      },
      [archive('one')]: { status: 500, text: 'rrd is broken' },
    });
    const result = await collect(collector());
    expect(outcomes(result)).toEqual({
      source: 'complete',
      'node:one': 'partial: http-error',
      'node:two': 'failed: node-offline',
    });
    expect(fake.asked.filter(path => path.startsWith('/nodes/two'))).toEqual(
      [],
    );
  });

  it('are nothing, and a failure, for a token without any privilege', async () => {
    current = routes({ '/access/permissions': { data: {} } });
    const result = await collect(collector());
    expect(outcomes(result)).toEqual({
      source: 'failed: insufficient-privileges',
    });
    expect(result.metrics).toEqual([]);
  });

  it('refuse an answer larger than any archive', async () => {
    const endless = Array.from({ length: 5000 }, (_, time) => ({ time }));
    current = routes({ [archive('one/lxc/101')]: { data: endless } });
    expect(outcomes(await collect(collector()))).toMatchObject({
      'node:one': 'partial: invalid-answer',
    });
  });
});

describe('storages', () => {
  const row = (more: object) => ({
    type: 'storage',
    storage: 'nas',
    node: 'one',
    plugintype: 'nfs',
    shared: true,
    status: 'available',
    disk: 5,
    maxdisk: 10,
    ...more,
  });

  it('are one series when shared, and one for each node otherwise', () => {
    const subjects = storageSeries(
      [
        row({}),
        row({ node: 'two' }),
        row({ storage: 'local', shared: false }),
        row({ storage: 'local', shared: false, node: 'two' }),
      ],
      [],
      1000,
    ).map(({ subject }) => subject);
    expect(subjects).toEqual([
      'storage:nas',
      'storage:one/local',
      'storage:two/local',
    ]);
  });

  it('that are not available were not measured as empty', () => {
    const [series] = storageSeries(
      [row({ status: 'unknown', disk: 0, maxdisk: 0 })],
      [],
      1000,
    );
    expect(series.points).toEqual([]);
    expect(series.storage).not.toHaveProperty('usedBytes');
  });

  it.each([
    [{ type: 'lvmthin', vgname: 'pve', thinpool: 'data' }, 'thin:pve/data'],
    [{ type: 'zfspool', pool: 'tank/vms' }, 'zfs:tank'],
    [{ type: 'rbd', monhost: '10.0.0.2 10.0.0.1' }, 'ceph:10.0.0.1,10.0.0.2'],
    [{ type: 'cephfs' }, 'ceph:own'],
    [{ type: 'nfs', server: 'nas', export: '/vol' }, 'nfs:nas:/vol'],
    [{ type: 'iscsi' }, undefined],
  ])('%j is taken from %s', (config, backing) => {
    expect(backingOf({ storage: 's', ...config })).toBe(backing);
  });
});

describe('samples of an export', () => {
  const at = (timestamp: number, metric: string, value: number) => ({
    id: 'qemu/1',
    timestamp,
    metric,
    value,
  });

  it('have no rate over a gap, nor where a counter began anew', () => {
    const { points } = exportedMetrics([
      at(0, 'net_in', 100),
      at(10, 'net_in', 50),
      at(20, 'net_in', 90),
      at(520, 'net_in', 900),
    ]).get('qemu/1')!;
    expect(points).toEqual([
      { at: 0, stepSeconds: 10 },
      { at: 10, stepSeconds: 10, netIn: 4 },
      { at: 20, stepSeconds: 10 },
      { at: 520, stepSeconds: 10 },
    ]);
  });

  it('of a guest that does not run say only that', () => {
    const { points } = exportedMetrics([
      at(0, 'uptime', 0),
      at(0, 'cpu_current', 0),
      at(0, 'cpu_max', 2),
    ]).get('qemu/1')!;
    expect(points).toEqual([{ at: 0, stepSeconds: 10 }]);
  });
});

const ARCHIVES = recordedFile('../proxmox/samples/pulse');

describeHere(
  existsSync(ARCHIVES) ? undefined : 'no recorded archives',
  'recorded archives of PVE 8 and 9',
  () => {
    it.each([
      ['pve8_node_rrddata.json', 'node', ['cpu', 'memory', 'disk', 'netIn']],
      ['pve9_node_rrddata.json', 'node', ['cpu', 'memory', 'disk', 'netIn']],
      ['pve8_guest_rrddata.json', 'qemu', ['cpu', 'memory', 'netIn']],
      ['pve9_qemu_rrddata.json', 'qemu', ['cpu', 'memory', 'netIn']],
      ['pve9_lxc_rrddata.json', 'lxc', ['cpu', 'memory', 'disk', 'netIn']],
    ] as const)('%s', (file, kind, metrics) => {
      const { data } = JSON.parse(readFileSync(`${ARCHIVES}/${file}`, 'utf8'));
      const rows = rrdDataSchema.parse(data);
      const { points, limits } = rrdPoints(rows, kind);
      expect(limits.milliCores).toBeGreaterThanOrEqual(1000);
      expect(limits.memoryBytes).toBeGreaterThan(1e9);
      const running = points.filter(({ cpu }) => cpu !== undefined);
      expect(running.length).toBeGreaterThan(3);
      for (const metric of metrics) {
        expect(running.every(point => point[metric] !== undefined)).toBe(true);
      }
      if (kind === 'qemu') {
        expect(points.every(point => !('disk' in point))).toBe(true);
        expect(points.some(({ cpu }) => cpu === undefined)).toBe(true);
      }
    });
  },
);
