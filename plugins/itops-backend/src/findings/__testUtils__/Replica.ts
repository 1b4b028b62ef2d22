import { mockServices } from '@backstage/backend-test-utils';
import {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import { DatabaseAuditLog } from '../../audit';
import { DatabaseFindingStore } from '../DatabaseFindingStore';
import { DatabaseNotificationOutbox } from '../DatabaseNotificationOutbox';
import { FindingNotifier } from '../FindingNotifier';
import { FindingService } from '../FindingService';
import { StoredFinding } from '../FindingStore';

/** Notifications as they arrive: one for each scope, as the real service keeps them. */
export class Mailbox implements NotificationService {
  readonly sent: NotificationSendOptions[] = [];
  /** Called before each delivery; throws where it is to fail. */
  before: (message: NotificationSendOptions) => Promise<void> = async () => {};

  async send(message: NotificationSendOptions): Promise<void> {
    await this.before(message);
    this.sent.push(message);
  }

  get scopes(): (string | undefined)[] {
    return this.sent.map(({ payload }) => payload.scope);
  }
}

/** One backend process on a database. */
export class Replica {
  private constructor(
    readonly store: DatabaseFindingStore,
    readonly audit: DatabaseAuditLog,
    readonly notifier: FindingNotifier,
    readonly service: FindingService,
  ) {}

  static create(
    knex: Knex,
    options: { mailbox?: Mailbox; recipients?: string[] } = {},
  ): Replica {
    const audit = DatabaseAuditLog.create({ knex });
    const store = DatabaseFindingStore.create({ knex, audit });
    const notifier = FindingNotifier.create({
      outbox: DatabaseNotificationOutbox.create({ knex }),
      notifications: options.mailbox,
      recipients: options.recipients ?? ['group:default/platform'],
      logger: mockServices.logger.mock(),
    });
    const service = FindingService.create({ store, audit, notifier });
    return new Replica(store, audit, notifier, service);
  }

  /** The finding about a guest or other subject, in any state. */
  async finding(subject: string | number): Promise<StoredFinding> {
    const wanted = typeof subject === 'number' ? `guest:${subject}` : subject;
    const { findings } = await this.store.current();
    const found = findings.find(finding => finding.subject === wanted);
    if (!found) {
      throw new Error(`No finding about ${wanted}`);
    }
    return found;
  }

  async states(): Promise<Record<string, string>> {
    const { findings } = await this.store.current();
    return Object.fromEntries(
      findings.map(({ subject, state }) => [subject, state]),
    );
  }
}
