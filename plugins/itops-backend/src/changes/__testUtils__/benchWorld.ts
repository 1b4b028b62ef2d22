import { ConfigReader } from '@backstage/config';
import { LoggerService } from '@backstage/backend-plugin-api';
import { Executor, MeasuredSeries } from '@sankofa/plugin-itops-node';
import { ChangeIntent, Fact, changePolicySchema } from '@sankofa/site-model';
import { Knex } from 'knex';
import { MemoryReader } from '../../__testUtils__/MemoryReader';
import { configFact, guestFact, nodeFact } from '../../__testUtils__/facts';
import { DatabaseAuditLog } from '../../audit';
import { CapacityService, DatabaseMetricStore } from '../../capacity';
import { capacitySettingsFromConfig } from '../../capacity/capacitySettings';
import { Ipam } from '../../ipam';
import { IpamReader } from '../../ipam/IpamReader';
import { SiteService } from '../../site';
import { noStepUp } from '../StepUp';
import { createChanges } from '../createChanges';

export const SOURCE = 'proxmox/lab';
export const AMA = 'user:default/ama';
export const KOFI = 'user:default/kofi';
export const ADDRESS = '192.0.2.50';
const LAB = { sourceId: SOURCE, pass: 'inventory' };
const GIB = 2 ** 30;

/** One rule that allows everything which the tests do on `alpha`. */
export const policy = changePolicySchema.parse({
  version: '1',
  allow: [
    {
      verbs: [
        'guest.create',
        'guest.start',
        'guest.shutdown',
        'guest.stop',
        'guest.resize-disk',
        'guest.set-network',
        'guest.set-tags',
        'guest.destroy',
      ],
      nodes: ['alpha'],
      vmids: [100, 9999],
    },
  ],
  riskClasses: {
    normal: { approvals: 1, ticketPattern: 'CHG-\\d+', approvalHours: 24 },
    grave: { approvals: 2, ticketPattern: 'CHG-\\d+', approvalHours: 24 },
  },
  risk: {
    'guest.create': 'normal',
    'guest.start': 'normal',
    'guest.shutdown': 'normal',
    'guest.stop': 'normal',
    'guest.resize-disk': 'normal',
    'guest.set-network': 'normal',
    'guest.set-tags': 'normal',
    'guest.destroy': 'grave',
  },
  protectedTags: ['prod'],
  freezes: [],
});

export function createIntent(
  more: Partial<Extract<ChangeIntent, { verb: 'guest.create' }>> = {},
): ChangeIntent {
  return {
    verb: 'guest.create',
    node: 'alpha',
    vmid: 9001,
    pool: 'apps',
    hostname: 'shop',
    template: 'local:vztmpl/debian-13.tar.zst',
    storage: 'tank',
    diskGiB: 8,
    cores: 1,
    memoryMiB: 512,
    swapMiB: 0,
    network: {
      bridge: 'vmbr0',
      addressing: { mode: 'static', address: `${ADDRESS}/24` },
    },
    tags: ['web'],
    ownerRef: 'group:default/shop',
    start: true,
    ...more,
  };
}

/** One node with room, a guest that is stopped and one that runs. */
const LIST: Fact[] = [
  nodeFact('alpha'),
  guestFact(101, { status: 'stopped' }),
  guestFact(102),
];
const DETAILS: Record<string, Fact[]> = {
  'node:alpha': [
    {
      kind: 'node-detail',
      key: 'alpha',
      value: { node: 'alpha', cores: 16, sockets: 1, memoryBytes: 64 * GIB },
    },
    {
      kind: 'storage',
      key: 'alpha/tank',
      value: {
        node: 'alpha',
        storage: 'tank',
        type: 'zfspool',
        shared: false,
        enabled: true,
        active: true,
        content: ['rootdir', 'images'],
      },
    },
  ],
  'guest:101': [configFact(101, '192.0.2.101')],
  'guest:102': [configFact(102, '192.0.2.102')],
};
/** What is measured of the storage. */
const TANK: MeasuredSeries = {
  subject: 'storage:alpha/tank',
  points: [],
  limits: { diskBytes: 1000 * GIB },
  storage: {
    node: 'alpha',
    storage: 'tank',
    type: 'zfspool',
    shared: false,
    usedBytes: GIB,
    totalBytes: 1000 * GIB,
  },
};

export type ChangeOptions = Parameters<typeof createChanges>[0];

/** What changes are put together from, in any process over the same database. */
export function benchOptions(
  knex: Knex,
  executor: Executor,
  logger: LoggerService,
): { options: ChangeOptions; site: MemoryReader } {
  const audit = DatabaseAuditLog.create({ knex });
  const site = MemoryReader.create(LAB);
  // Ages are by the database's clock here, too.
  site.now = Date.now();
  site.run(LAB, LIST, DETAILS);
  const reader = IpamReader.create({ knex });
  const sites = SiteService.create({
    reader: site,
    passes: [LAB],
    siteOptions: { unusedExclusions: [], owners: [] },
    records: reader,
    logger,
    clock: () => site.now,
  });
  const capacity = CapacityService.create({
    store: DatabaseMetricStore.create({ knex }),
    sites,
    settings: capacitySettingsFromConfig(new ConfigReader({})),
    logger,
  });
  const options: ChangeOptions = {
    knex,
    audit,
    sites,
    capacity,
    ipam: Ipam.create({ knex, audit, sites, reader }),
    executors: [executor],
    settings: { policy, stepUp: 'required' },
    stepUp: noStepUp,
    logger,
    times: { pollMs: 1, idleMs: 10, laterMs: 0 },
  };
  return { options, site };
}

/** What the database holds before the first change: a prefix, and room on the storage. */
export async function fillBench({ ipam, knex }: ChangeOptions): Promise<void> {
  const at = Math.floor(Date.now() / 1000) - 300;
  const points = [{ at, stepSeconds: 300, disk: GIB }];
  await DatabaseMetricStore.create({ knex }).write(
    SOURCE,
    [{ ...TANK, points }],
    () => undefined,
  );
  await ipam.records.createPrefix(
    { cidr: '192.0.2.0/24', status: 'active', ranges: [], sources: [] },
    AMA,
  );
}
