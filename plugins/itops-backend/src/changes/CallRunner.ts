import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Executor,
  ExecutorContext,
  ExecutorError,
} from '@sankofa/plugin-itops-node';
import { ChangePlan, PlannedRequest, stepState } from '@sankofa/site-model';
import { CallPlace, Job, LeaseLostError } from './Job';
import { SentCall } from './StoredChange';

/** A second try of a call that certainly never arrived; then it has failed. */
const MAX_ATTEMPTS = 2;
const TASK_MS = 30 * 60_000;

/** Nobody can say now; somebody looks again a little later. */
export class TryLaterError extends Error {
  readonly name = 'TryLaterError';
}

/** Moments between which a process may die; tests kill it there. */
export type CrashPoint =
  | 'claimed'
  | 'looked'
  | 'intended'
  | 'answered'
  | 'followed'
  | 'task-ended'
  | 'call-ended'
  | 'verifying'
  | 'verified';

export interface RunnerOptions {
  executor: Executor;
  logger: LoggerService;
  /** Aborts when the process stops. */
  signal: AbortSignal;
  /** Between two looks at a task. */
  pollMs: number;
  /** After that, what nobody can clear is a person's. */
  unclearMs: number;
  /** Called at each of the moments. */
  at: (point: CrashPoint) => unknown;
}

/** What became of a call: `lost` is known to nobody. */
export type CallOutcome = 'succeeded' | 'failed' | 'lost';

/** Sends one call of a plan, once, and follows it to its end. */
export class CallRunner {
  private constructor(
    private readonly job: Job,
    private readonly plan: ChangePlan,
    private readonly options: RunnerOptions,
  ) {}

  static create(
    job: Job,
    plan: ChangePlan,
    options: RunnerOptions,
  ): CallRunner {
    return new CallRunner(job, plan, options);
  }

  /**
   * Goes on with a call from where anybody left it.
   *
   * @throws TryLaterError, LeaseLostError
   */
  async run(place: CallPlace, request: PlannedRequest): Promise<CallOutcome> {
    const call = await this.find(place);
    if (!call) {
      return this.send(place, request, 1);
    }
    switch (call.state) {
      case 'sending':
        return this.recover(call, request);
      case 'running':
        return this.poll(call, request);
      case 'unknown':
        return 'lost';
      default:
        return call.state;
    }
  }

  private get context(): ExecutorContext {
    const { logger, signal } = this.options;
    return { logger, signal };
  }

  private async find({ part, step }: CallPlace) {
    return (await this.job.sent()).find(
      call => call.part === part && call.step === step,
    );
  }

  private async send(
    place: CallPlace,
    request: PlannedRequest,
    attempt: number,
  ): Promise<CallOutcome> {
    const { at, executor } = this.options;
    await this.job.intend(place, request, attempt);
    await at('intended');
    const { remainingMs } = this.job;
    if (remainingMs <= 0) {
      // Whoever slept here is not the one who carries it out any more.
      throw new LeaseLostError('The lease was over before the call was sent');
    }
    const signal = AbortSignal.any([
      this.options.signal,
      AbortSignal.timeout(Math.ceil(remainingMs)),
    ]);
    let task: string | undefined;
    try {
      ({ task } = await executor.send(request, { ...this.context, signal }));
    } catch (error) {
      if (error instanceof ExecutorError && error.outcome === 'not-applied') {
        return this.end(place, 'failed', error.message);
      }
      this.options.logger.warn(
        `Nobody knows yet what became of ${request.method} ${request.path}: ${error}`,
      );
      return this.recover((await this.find(place))!, request);
    }
    await at('answered');
    if (task === undefined) {
      return this.end(place, 'succeeded', 'OK');
    }
    await this.job.follow(place, task);
    await at('followed');
    return this.poll((await this.find(place))!, request);
  }

  private async poll(
    call: SentCall,
    request: PlannedRequest,
  ): Promise<CallOutcome> {
    const { executor, pollMs, signal } = this.options;
    const deadline =
      Date.parse(call.intendedAt) + (executor.taskTimeoutMs ?? TASK_MS);
    let { log, nextLine } = call;
    for (;;) {
      try {
        const task = await executor.readTask(
          call.task!,
          nextLine,
          this.context,
        );
        log = [...log, ...task.log];
        nextLine = task.nextLine;
        await this.job.progress(call, log, nextLine);
        if (task.state !== 'running') {
          await this.options.at('task-ended');
          return await this.end(call, task.state, task.exit ?? task.state);
        }
      } catch (error) {
        this.rethrowOwn(error);
        // It says nothing about the task.
        this.options.logger.warn(`Task ${call.task} cannot be read: ${error}`);
        await this.job.progress(call, log, nextLine);
      }
      if (await this.isPast(deadline)) {
        return this.end(
          call,
          'unknown',
          `${request.method} ${request.path} has not ended in time; task ${call.task}`,
        );
      }
      await sleep(pollMs, signal);
    }
  }

  /** The answer is missing: what is there now tells what became of the call. */
  private async recover(
    call: SentCall,
    request: PlannedRequest,
  ): Promise<CallOutcome> {
    const { executor } = this.options;
    const { id, intent } = this.job.change;
    let why =
      'what is there says neither that it was carried out nor that it was not';
    try {
      const task = await executor.findTask(
        request,
        call.intendedAt,
        this.context,
      );
      if (task !== undefined) {
        await this.job.follow(call, task);
        await this.options.at('followed');
        return await this.poll({ ...call, task }, request);
      }
      const found = await executor.inspectGuest(intent.vmid, this.context);
      const state = stepState(this.plan, request, id, found);
      if (state === 'done') {
        return await this.end(call, 'succeeded', 'Found done; no answer came');
      }
      if (state === 'foreign') {
        return await this.end(
          call,
          'failed',
          `Guest ${intent.vmid} is another one than this change is about`,
        );
      }
      if (state === 'not-done') {
        return call.attempt < MAX_ATTEMPTS
          ? await this.send(call, request, call.attempt + 1)
          : await this.end(call, 'failed', 'It never arrived, twice');
      }
    } catch (error) {
      this.rethrowOwn(error);
      why = String(error);
    }
    if (
      await this.isPast(Date.parse(call.intendedAt) + this.options.unclearMs)
    ) {
      return this.end(
        call,
        'unknown',
        `Nobody knows what became of it: ${why}`,
      );
    }
    throw new TryLaterError(why);
  }

  private async end(
    place: CallPlace,
    state: 'succeeded' | 'failed' | 'unknown',
    exit: string,
  ): Promise<CallOutcome> {
    await this.job.end(place, state, exit);
    await this.options.at('call-ended');
    return state === 'unknown' ? 'lost' : state;
  }

  private isPast(moment: number): Promise<boolean> {
    return this.job.now().then(now => now.getTime() > moment);
  }

  /** Only what the source did not say is swallowed; all else ends the run here. */
  private rethrowOwn(error: unknown): void {
    this.options.signal.throwIfAborted();
    if (!isOfSource(error)) {
      throw error;
    }
  }
}

function isOfSource(error: unknown): boolean {
  const { name } = error as Error;
  return name === 'ConnectorError' || name === 'ExecutorError';
}

/** Ends early when the signal aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) {
    return;
  }
  await new Promise<void>(resolve => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}

/** @throws the reason of the signal */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, signal);
  signal.throwIfAborted();
}
