import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Executor,
  ExecutorContext,
  ExecutorTask,
  InspectedGuest,
} from '@sankofa/plugin-itops-node';
import { PlannedRequest } from '@sankofa/site-model';

/** A source that is silent for longer cannot be asked now. */
const LOOK_MS = 20_000;

/** Nobody can say now; somebody looks again a little later. */
export class TryLaterError extends Error {
  readonly name = 'TryLaterError';
}

/** Asks a source what became of calls. Whatever it does not say is said later. */
export class SourceReader {
  private constructor(
    private readonly executor: Executor,
    private readonly logger: LoggerService,
    private readonly signal: AbortSignal,
  ) {}

  static create(options: {
    executor: Executor;
    logger: LoggerService;
    /** Aborts when the process stops. */
    signal: AbortSignal;
  }): SourceReader {
    return new SourceReader(options.executor, options.logger, options.signal);
  }

  /** @throws TryLaterError */
  inspect(vmid: number): Promise<InspectedGuest | undefined> {
    return this.ask(context => this.executor.inspectGuest(vmid, context));
  }

  /** @throws TryLaterError */
  task(task: string, fromLine: number): Promise<ExecutorTask> {
    return this.ask(context => this.executor.readTask(task, fromLine, context));
  }

  /** @throws TryLaterError */
  findTask(
    request: PlannedRequest,
    since: string,
  ): Promise<string | undefined> {
    return this.ask(context => this.executor.findTask(request, since, context));
  }

  private async ask<T>(
    read: (context: ExecutorContext) => Promise<T>,
  ): Promise<T> {
    const signal = AbortSignal.any([this.signal, AbortSignal.timeout(LOOK_MS)]);
    try {
      return await read({ logger: this.logger, signal });
    } catch (error) {
      this.signal.throwIfAborted();
      throw new TryLaterError(
        `${this.executor.title} cannot be asked: ${error}`,
        { cause: error },
      );
    }
  }
}
