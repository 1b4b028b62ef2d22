import { LoggerService } from '@backstage/backend-plugin-api';
import { assertError } from '@backstage/errors';
import {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';
import { Severity } from '@sankofa/site-model';
import { StoredFinding } from './FindingStore';
import { DueNotification, NotificationOutbox } from './NotificationOutbox';

/** Longer than any sending takes; a crash delays a notification by this. */
const LEASE_SECONDS = 60;
/** So many failures in one turn are an outage: the next turn tries again. */
const MAX_FAILURES = 3;

const SEVERITIES = {
  critical: 'critical',
  error: 'high',
  warning: 'normal',
  info: 'low',
} as const satisfies Record<Severity, string>;

interface Options {
  outbox: NotificationOutbox;
  /** Absent where the installation has no notifications. */
  notifications?: NotificationService;
  /** Entity refs of users and groups. */
  recipients: readonly string[];
  logger: LoggerService;
}

/**
 * Tells people of findings that cannot wait. Each finding has a scope of its
 * own, so being told again, after a crash or because it is back, updates the
 * notification that is there.
 */
export class FindingNotifier {
  private constructor(private readonly options: Options) {}

  static create(options: Options): FindingNotifier {
    return new FindingNotifier(options);
  }

  /** There is somebody to tell, and a way to. */
  get enabled(): boolean {
    const { notifications, recipients } = this.options;
    return notifications !== undefined && recipients.length > 0;
  }

  /** Sends what is due and not being sent by another replica. Never throws. */
  async sendDue(): Promise<void> {
    if (!this.enabled) {
      return;
    }
    try {
      await this.drain();
    } catch (error) {
      assertError(error);
      this.options.logger.error(
        'Notifications of findings wait: the database did not answer',
        error,
      );
    }
  }

  private async drain(): Promise<void> {
    const { outbox } = this.options;
    const failed: string[] = [];
    while (failed.length < MAX_FAILURES) {
      const due = await outbox.claim({
        leaseSeconds: LEASE_SECONDS,
        except: failed,
      });
      if (!due) {
        return;
      }
      if (await this.send(due)) {
        await outbox.settle(due);
      } else {
        failed.push(due.finding.id);
        await outbox.release(due);
      }
    }
  }

  private async send({ finding }: DueNotification): Promise<boolean> {
    const { notifications, recipients, logger } = this.options;
    try {
      await notifications!.send(messageOf(finding, recipients));
      return true;
    } catch (error) {
      assertError(error);
      logger.warn(
        `The notification of finding ${finding.id} (${finding.rule} of ${finding.subject}) could not be sent; the next site tries again`,
        error,
      );
      return false;
    }
  }
}

function messageOf(
  { id, rule, subject, severity, summary }: StoredFinding,
  recipients: readonly string[],
): NotificationSendOptions {
  const words = rule.replaceAll('-', ' ');
  const thing = subject.slice(subject.indexOf(':') + 1);
  return {
    recipients: { type: 'entity', entityRef: [...recipients] },
    payload: {
      title: `${words[0].toUpperCase()}${words.slice(1)}: ${thing}`,
      description: summary,
      link: `/it/drift?finding=${id}`,
      severity: SEVERITIES[severity],
      topic: 'itops',
      scope: `itops:finding:${id}`,
    },
  };
}
