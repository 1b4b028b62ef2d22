import { LoggerService } from '@backstage/backend-plugin-api';
import {
  InputError,
  ServiceUnavailableError,
  isError,
} from '@backstage/errors';
import { Executor, InspectedGuest } from '@sankofa/plugin-itops-node';

/** One look at one guest; a source that is silent for longer cannot be asked now. */
const LOOK_MS = 20_000;

/** A credential is looked at again after that. */
const FIT_MS = 10 * 60_000;

/** Who may write to which source. */
export class ExecutorBook {
  /** When a credential was found to be right, by the local clock. */
  private readonly fitSince = new Map<string, number>();

  private constructor(
    readonly all: readonly Executor[],
    private readonly logger: LoggerService,
  ) {}

  static create(options: {
    executors: readonly Executor[];
    logger: LoggerService;
  }): ExecutorBook {
    return new ExecutorBook(options.executors, options.logger);
  }

  find(sourceId: string): Executor | undefined {
    return this.all.find(executor => executor.sourceId === sourceId);
  }

  /** @throws InputError that names the sources which can be changed */
  get(sourceId: string): Executor {
    const found = this.find(sourceId);
    if (!found) {
      const known = this.all.map(executor => executor.sourceId);
      throw new InputError(
        `Nothing here may write to ${sourceId}; ${
          known.length > 0
            ? `changes can be made to ${known.join(', ')}`
            : 'no executor is configured'
        }`,
      );
    }
    return found;
  }

  /**
   * Nothing is sent with a credential that may do more than changes need.
   *
   * @throws ServiceUnavailableError that names what is wrong with it, or that it cannot
   * be looked at
   */
  async assertFit(sourceId: string): Promise<void> {
    const executor = this.get(sourceId);
    const since = this.fitSince.get(sourceId);
    if (since !== undefined && performance.now() - since < FIT_MS) {
      return;
    }
    const signal = AbortSignal.timeout(LOOK_MS);
    let failures: string[];
    try {
      const checks = await executor.check({ signal, logger: this.logger });
      failures = checks
        .filter(({ status }) => status === 'fail')
        .map(({ detail, title }) => `${title}: ${detail}`);
    } catch (error) {
      failures = [isError(error) ? error.message : String(error)];
    }
    if (failures.length > 0) {
      throw new ServiceUnavailableError(
        `Nothing is sent to ${executor.title}: ${failures.join('; ')}`,
      );
    }
    this.fitSince.set(sourceId, performance.now());
  }

  /**
   * The guest as it is now, by the source itself.
   *
   * @throws ServiceUnavailableError when the source cannot be asked
   */
  async inspect(
    sourceId: string,
    vmid: number,
  ): Promise<InspectedGuest | undefined> {
    const executor = this.get(sourceId);
    const context = {
      signal: AbortSignal.timeout(LOOK_MS),
      logger: this.logger,
    };
    try {
      return await executor.inspectGuest(vmid, context);
    } catch (error) {
      throw new ServiceUnavailableError(
        `${executor.title} cannot be asked about guest ${vmid} now: ${
          isError(error) ? error.message : String(error)
        }`,
      );
    }
  }
}
