import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ChangeIntent, Fact, changePolicySchema } from '@sankofa/site-model';
import { MeasuredSeries } from '@sankofa/plugin-itops-node';
import { Knex } from 'knex';
import { MemoryReader } from '../../__testUtils__/MemoryReader';
import { guestFact, nodeFact, configFact } from '../../__testUtils__/facts';
import { DatabaseAuditLog } from '../../audit';
import { CapacityService, DatabaseMetricStore } from '../../capacity';
import { capacitySettingsFromConfig } from '../../capacity/capacitySettings';
import { Ipam } from '../../ipam';
import { IpamReader } from '../../ipam/IpamReader';
import { SiteService } from '../../site';
import { ChangePerson } from '../ChangeService';
import { noStepUp } from '../StepUp';
import { StoredChange } from '../StoredChange';
import { Changes, createChanges } from '../createChanges';
import { FakeExecutor } from './FakeExecutor';

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

type ChangeOptions = Parameters<typeof createChanges>[0];

/** Governed changes over a real database, a site in memory and a source that records. */
export class ChangeBench {
  private keys = 0;

  private constructor(
    readonly knex: Knex,
    readonly site: MemoryReader,
    readonly executor: FakeExecutor,
    private readonly options: ChangeOptions,
    public changes: Changes,
  ) {}

  static async create(
    knex: Knex,
    more: Partial<ChangeOptions> = {},
  ): Promise<ChangeBench> {
    const logger = mockServices.logger.mock();
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
    const store = DatabaseMetricStore.create({ knex });
    const at = Math.floor(Date.now() / 1000) - 300;
    const points = [{ at, stepSeconds: 300, disk: GIB }];
    await store.write(SOURCE, [{ ...TANK, points }], () => undefined);
    const ipam = Ipam.create({ knex, audit, sites, reader });
    await ipam.records.createPrefix(
      { cidr: '192.0.2.0/24', status: 'active', ranges: [], sources: [] },
      AMA,
    );
    const executor = FakeExecutor.create(SOURCE);
    executor.has(101);
    executor.has(102, { status: 'running' });
    const options: ChangeOptions = {
      knex,
      audit,
      sites,
      capacity: CapacityService.create({
        store,
        sites,
        settings: capacitySettingsFromConfig(
          mockServices.rootConfig({ data: {} }),
        ),
        logger,
      }),
      ipam,
      executors: [executor],
      settings: { policy, stepUp: 'required' },
      stepUp: noStepUp,
      logger,
      times: { pollMs: 1, idleMs: 10, laterMs: 0 },
      ...more,
    };
    return new ChangeBench(
      knex,
      site,
      executor,
      options,
      createChanges(options),
    );
  }

  get service() {
    return this.changes.service;
  }

  get worker() {
    return this.changes.worker;
  }

  /** Another process over the same database and source. */
  another(more: Partial<ChangeOptions> = {}): Changes {
    return createChanges({ ...this.options, ...more });
  }

  /** The same process with other settings, as after a restart. */
  restart(more: Partial<ChangeOptions> = {}): void {
    this.changes = this.another(more);
  }

  person(actor: string, mayDestroyForeign = true): ChangePerson {
    return {
      actor,
      mayDestroyForeign,
      credentials: mockCredentials.user(actor),
    };
  }

  async planned(
    intent: ChangeIntent = createIntent(),
    ticket = 'CHG-1',
  ): Promise<StoredChange> {
    const idempotencyKey = `key-${++this.keys}-of-test`;
    const request = { sourceId: SOURCE, intent, ticket, idempotencyKey };
    const { id, version } = await this.service.create(request, AMA);
    return this.service.plan(id, version, this.person(AMA));
  }

  async submitted(intent?: ChangeIntent): Promise<StoredChange> {
    const { id, planHash } = await this.planned(intent);
    return this.service.submit(id, planHash!, AMA);
  }

  async approved(intent?: ChangeIntent): Promise<StoredChange> {
    const { id, planHash } = await this.submitted(intent);
    let change = await this.service.approve(id, planHash!, this.person(KOFI));
    if (change.state === 'awaiting-approval') {
      change = await this.service.approve(
        id,
        planHash!,
        this.person('user:default/esi'),
      );
    }
    return change;
  }

  async applied(intent?: ChangeIntent): Promise<StoredChange> {
    const { id, planHash } = await this.approved(intent);
    return this.service.apply(id, planHash!, this.person(AMA));
  }

  async state(id: string) {
    const { reason, state } = await this.service.store.get(id);
    return { state, ...(reason !== undefined && { reason }) };
  }

  /** Somebody reserves the address of {@link createIntent} by hand. */
  async reserve(holder: string): Promise<void> {
    const reservation = { role: 'host' as const, holder };
    await this.options.ipam.nextFree.reserve(ADDRESS, reservation, holder);
  }

  /** What address management says of the address of {@link createIntent}. */
  async record(address = ADDRESS) {
    return this.knex('ipam_addresses')
      .where({ address })
      .first('lifecycle', 'holder', 'source_ref');
  }
}
