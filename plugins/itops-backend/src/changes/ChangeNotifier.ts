import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import { Repeated } from '../lifecycle';
import { ChangeDbRow, ChangeHistoryRow, changeOf } from './StoredChange';
import { TOLD_KINDS, changeMessages } from './changeMessages';

const LOOK_MS = 2_000;

interface Options {
  knex: Knex;
  /** Absent where the installation has no notifications. */
  notifications?: NotificationService;
  /** Entity refs that are told of what waits for approval. */
  approvers: readonly string[];
  logger: LoggerService;
  lookMs?: number;
}

interface EventDbRow extends Omit<ChangeHistoryRow, 'id' | 'at'> {
  id: string;
  change_id: string;
  at: Date;
}

/** The kinds are written out, so that the index of those that nobody was told of is used. */
const NEXT = `SELECT id, change_id, kind, actor, at, details FROM change_events
  WHERE told_at IS NULL AND kind IN (${TOLD_KINDS.map(
    kind => `'${kind}'`,
  ).join()})
  ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`;

/**
 * Tells people what became of changes that concern them. A row of the history is told
 * once in the whole fleet, and again where a process dies in the middle: the
 * notification that is there is updated then.
 */
export class ChangeNotifier {
  private readonly looks: Repeated;

  private constructor(private readonly options: Options) {
    const { logger, lookMs } = options;
    this.looks = Repeated.create({
      everyMs: lookMs ?? LOOK_MS,
      act: () => this.tellAll(),
      onFailure: error =>
        logger.warn(
          'Notifications of changes wait; they are sent again soon',
          toError(error),
        ),
    });
  }

  static create(options: Options): ChangeNotifier {
    return new ChangeNotifier(options);
  }

  start(): void {
    this.looks.start();
  }

  stop(): Promise<void> {
    return this.looks.stop();
  }

  /** Sends what nobody was told yet, oldest first. Never rejects. */
  sendDue(): Promise<void> {
    return this.looks.once();
  }

  private async tellAll(): Promise<void> {
    const { knex } = this.options;
    for (let more = true; more; ) {
      more = await knex.transaction(tx => this.tellNext(tx));
    }
  }

  /** Held while it is sent, so that nobody else does. */
  private async tellNext(tx: Knex.Transaction): Promise<boolean> {
    const { approvers, notifications } = this.options;
    const { rows } = await tx.raw<{ rows: EventDbRow[] }>(NEXT);
    if (rows.length === 0) {
      return false;
    }
    const [{ change_id, id, at, ...rest }] = rows;
    const [row]: ChangeDbRow[] = await tx('changes').where({ id: change_id });
    const event = { ...rest, id: Number(id), at: at.toISOString() };
    for (const message of changeMessages(event, changeOf(row), approvers)) {
      await notifications?.send(message);
    }
    await tx('change_events')
      .where({ id })
      .update({ told_at: tx.raw('clock_timestamp()') });
    return true;
  }
}
