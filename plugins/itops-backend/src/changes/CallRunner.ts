import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Executor,
  ExecutorError,
  ExecutorTask,
} from '@sankofa/plugin-itops-node';
import {
  ChangePlan,
  PlannedRequest,
  StepState,
  stepState,
} from '@sankofa/site-model';
import { CallPlace, Job, LeaseLostError } from './Job';
import { SourceReader, TryLaterError } from './SourceReader';
import { SentCall } from './StoredChange';
import { sleep } from './pause';

/** A second try of a call that certainly never arrived; then it has failed. */
const MAX_ATTEMPTS = 2;
const TASK_MS = 30 * 60_000;

/** Moments between which a process may die; tests kill it there. */
export const crashPoints = [
  'claimed',
  'looked',
  'intended',
  'answered',
  'followed',
  'task-ended',
  'call-ended',
  'verifying',
  'verified',
] as const;
export type CrashPoint = (typeof crashPoints)[number];

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
    private readonly source: SourceReader,
  ) {}

  static create(
    job: Job,
    plan: ChangePlan,
    options: RunnerOptions,
  ): CallRunner {
    const source = SourceReader.create(options);
    return new CallRunner(job, plan, options, source);
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
    const { at, executor, logger } = this.options;
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
      ({ task } = await executor.send(request, { logger, signal }));
    } catch (error) {
      if (error instanceof ExecutorError && error.outcome === 'not-applied') {
        return this.end(place, 'failed', error.message);
      }
      logger.warn(
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
      const task = await this.taskNow(call.task!, nextLine);
      if (task) {
        log = [...log, ...task.log];
        nextLine = task.nextLine;
      }
      await this.job.progress(call, log, nextLine);
      if (task && task.state !== 'running') {
        await this.options.at('task-ended');
        return this.end(call, task.state, task.exit ?? task.state);
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

  /** Absent where it cannot be read: that says nothing about the task. */
  private async taskNow(
    task: string,
    fromLine: number,
  ): Promise<ExecutorTask | undefined> {
    try {
      return await this.source.task(task, fromLine);
    } catch (error) {
      if (!(error instanceof TryLaterError)) {
        throw error;
      }
      this.options.logger.warn(`Task ${task}: ${error.message}`);
      return undefined;
    }
  }

  /** The answer is missing: what is there now tells what became of the call. */
  private async recover(
    call: SentCall,
    request: PlannedRequest,
  ): Promise<CallOutcome> {
    const traces = await this.traces(call, request);
    if ('task' in traces) {
      await this.job.follow(call, traces.task);
      await this.options.at('followed');
      return this.poll({ ...call, task: traces.task }, request);
    }
    const { intent } = this.job.change;
    switch (traces.state) {
      case 'done':
        return this.end(call, 'succeeded', 'Found done; no answer came');
      case 'foreign':
        return this.end(
          call,
          'failed',
          `Guest ${intent.vmid} is another one than this change is about`,
        );
      case 'not-done':
        return call.attempt < MAX_ATTEMPTS
          ? this.send(call, request, call.attempt + 1)
          : this.end(call, 'failed', 'It never arrived, twice');
      default:
    }
    const { unclearMs } = this.options;
    if (await this.isPast(Date.parse(call.intendedAt) + unclearMs)) {
      return this.end(
        call,
        'unknown',
        `Nobody knows what became of it: ${traces.why}`,
      );
    }
    throw new TryLaterError(traces.why);
  }

  /** What can be found of a call. */
  private async traces(
    call: SentCall,
    request: PlannedRequest,
  ): Promise<{ task: string } | { state: StepState; why: string }> {
    const { id, intent } = this.job.change;
    try {
      const task = await this.source.findTask(request, call.intendedAt);
      if (task !== undefined) {
        return { task };
      }
      const found = await this.source.inspect(intent.vmid);
      return {
        state: stepState(this.plan, request, id, found),
        why: 'what is there says neither that it was carried out nor that it was not',
      };
    } catch (error) {
      if (!(error instanceof TryLaterError)) {
        throw error;
      }
      return { state: 'unclear', why: error.message };
    }
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
}
