import { LoggerService } from '@backstage/backend-plugin-api';
import { anchorText } from '@sankofa/plugin-itops-node';
import { KeyObject, sign } from 'node:crypto';
import { Repeated } from '../lifecycle';
import { AuditLedger } from './AuditLedger';

/** Rows are sealed within a second. */
const LOOK_MS = 500;
/** How often the newest seal goes to the log, where it is new. */
const ANCHOR_EVERY_MS = 3_600_000;

interface Options {
  ledger: AuditLedger;
  logger: LoggerService;
  /** Ed25519; without it the anchors in the log are not signed. */
  signingKey?: KeyObject;
  lookMs?: number;
  anchorEveryMs?: number;
}

/**
 * Seals the audit trail while the process runs, and writes the newest seal to the
 * log from time to time: a place that whoever changes the database does not reach.
 */
export class AuditSealer {
  private readonly looks: Repeated;
  private anchored: { text?: string; at: number } = { at: 0 };

  private constructor(private readonly options: Options) {
    this.looks = Repeated.create({
      everyMs: options.lookMs ?? LOOK_MS,
      act: () => this.look(),
      onFailure: error => this.warn(error),
    });
  }

  static create(options: Options): AuditSealer {
    return new AuditSealer(options);
  }

  start(): void {
    this.looks.start();
  }

  /** Lets the look under way end, and says where the trail stands. */
  async stop(): Promise<void> {
    await this.looks.stop();
    await this.looks.once();
    await this.anchor().catch(error => this.warn(error));
  }

  private async look(): Promise<void> {
    const { ledger, anchorEveryMs = ANCHOR_EVERY_MS } = this.options;
    await ledger.sealPending();
    if (Date.now() - this.anchored.at >= anchorEveryMs) {
      await this.anchor();
    }
  }

  private async anchor(): Promise<void> {
    const { ledger, logger, signingKey } = this.options;
    this.anchored.at = Date.now();
    const head = await ledger.head();
    const text = head && anchorText(head);
    if (!text || text === this.anchored.text) {
      return;
    }
    const signature = signingKey
      ? ` signature=${sign(null, Buffer.from(text), signingKey).toString(
          'base64url',
        )}`
      : '';
    logger.info(`The audit trail is sealed up to anchor=${text}${signature}`);
    this.anchored.text = text;
  }

  private warn(error: unknown): void {
    this.options.logger.error(
      'The audit trail could not be sealed; it will be tried again',
      error as Error,
    );
  }
}
