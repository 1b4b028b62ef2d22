import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ChangeIntent } from '@sankofa/site-model';
import { Knex } from 'knex';
import { MemoryReader } from '../../__testUtils__/MemoryReader';
import { ChangePerson } from '../ChangeService';
import { StoredChange } from '../StoredChange';
import { Changes, createChanges } from '../createChanges';
import { FakeExecutor } from './FakeExecutor';
import {
  ADDRESS,
  AMA,
  ChangeOptions,
  KOFI,
  SOURCE,
  benchOptions,
  createIntent,
  fillBench,
} from './benchWorld';

export * from './benchWorld';

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
    const executor = FakeExecutor.create(SOURCE);
    executor.has(101);
    executor.has(102, { status: 'running' });
    const logger = mockServices.logger.mock();
    const { options, site } = benchOptions(knex, executor, logger);
    await fillBench(options);
    Object.assign(options, more);
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
