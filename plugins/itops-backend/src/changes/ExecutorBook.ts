import { LoggerService } from '@backstage/backend-plugin-api';
import {
  InputError,
  ServiceUnavailableError,
  isError,
} from '@backstage/errors';
import { Executor, InspectedGuest } from '@sankofa/plugin-itops-node';

/** One look at one guest; a source that is silent for longer cannot be asked now. */
const LOOK_MS = 20_000;

/** Who may write to which source. */
export class ExecutorBook {
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
