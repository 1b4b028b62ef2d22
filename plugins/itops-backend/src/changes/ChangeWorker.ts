import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { AddressHold } from './AddressHold';
import { CrashPoint } from './CallRunner';
import { ChangeService } from './ChangeService';
import { ExecutorBook } from './ExecutorBook';
import { Job, LeaseLostError } from './Job';
import { JobRunner, giveUpOrWait } from './JobRunner';
import { Planner } from './Planner';
import { TryLaterError } from './SourceReader';
import { pause } from './pause';

/** How long others wait for a worker that says nothing any more. */
const LEASE_MS = 60_000;
const POLL_MS = 1_000;
/** Between two looks for work that another replica was given. */
const IDLE_MS = 5_000;
/** Before a change that nobody can say something about is looked at again. */
const LATER_MS = 5_000;
const UNCLEAR_MS = 10 * 60_000;
/** Changes of one process at a time: creating a container may take minutes. */
const AT_ONCE = 4;

interface Options {
  knex: Knex;
  service: ChangeService;
  planner: Planner;
  hold: AddressHold;
  executors: ExecutorBook;
  logger: LoggerService;
  /** Something was changed there; the site should be read again. */
  collect?: (sourceId: string) => Promise<void>;
  times?: Partial<
    Record<'leaseMs' | 'pollMs' | 'idleMs' | 'laterMs' | 'unclearMs', number>
  >;
  /** Called between steps; a test lets the process die there. */
  at?: (point: CrashPoint) => unknown;
}

/** Carries out what people let run; one worker of the whole fleet at a time for each. */
export class ChangeWorker {
  private readonly stopping = new AbortController();
  private readonly owner = randomUUID();
  private readonly sleepers = new Set<AbortController>();
  private loops: Promise<unknown> | undefined;

  private constructor(private readonly options: Options) {}

  static create(options: Options): ChangeWorker {
    return new ChangeWorker(options);
  }

  start(): void {
    this.loops ??= Promise.all(
      Array.from({ length: AT_ONCE }, () => this.keepLooking()),
    );
  }

  /** Ends after the call that is being sent; another replica goes on. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loops;
  }

  /** There is something to do now. */
  kick(): void {
    this.sleepers.forEach(sleeper => sleeper.abort());
  }

  /**
   * Carries out one change, if there is one.
   *
   * @returns whether there was one
   * @throws LeaseLostError when another worker has it, and whatever the database says
   */
  async once(): Promise<boolean> {
    const { at = () => {}, knex, service, times } = this.options;
    const job = await Job.claim({
      knex,
      store: service.store,
      owner: this.owner,
      leaseMs: times?.leaseMs ?? LEASE_MS,
    });
    if (!job) {
      return false;
    }
    await at('claimed');
    await this.carryOut(job, at);
    return true;
  }

  private async carryOut(
    job: Job,
    at: (point: CrashPoint) => unknown,
  ): Promise<void> {
    const { executors, hold, logger, planner, times } = this.options;
    const { number, sourceId } = job.change;
    const executor = executors.find(sourceId);
    const unclearMs = times?.unclearMs ?? UNCLEAR_MS;
    try {
      if (!executor) {
        throw new TryLaterError(`nothing may write to ${sourceId} any more`);
      }
      await JobRunner.run(job, {
        executor,
        planner,
        hold,
        logger,
        signal: this.stopping.signal,
        pollMs: times?.pollMs ?? POLL_MS,
        unclearMs,
        at,
        collect: () => this.collect(sourceId),
      });
    } catch (error) {
      if (this.stopping.signal.aborted) {
        await job.release(0);
        return;
      }
      if (error instanceof LeaseLostError) {
        throw error;
      }
      logger.warn(`Change ${number} waits: ${error}`);
      await giveUpOrWait(job, `${error}`, {
        unclearMs,
        laterMs: times?.laterMs ?? LATER_MS,
      });
    }
    const { state } = job.change;
    logger.info(`Change ${number} is ${state}`);
    if (state === 'failed' || state === 'needs-human') {
      await this.collect(sourceId);
    }
  }

  /** Only what is shown: a change is what the source itself says of it. */
  private async collect(sourceId: string): Promise<void> {
    const { collect, logger } = this.options;
    try {
      await collect?.(sourceId);
    } catch (error) {
      logger.warn(`${sourceId} was not read after a change: ${error}`);
    }
  }

  private async keepLooking(): Promise<void> {
    const { logger, service, times } = this.options;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      // Before the look: whoever kicks while it lasts is heard.
      const sleeper = new AbortController();
      this.sleepers.add(sleeper);
      try {
        await service.expireDue();
        if (await this.once()) {
          sleeper.abort();
        }
      } catch (error) {
        logger.error(`Changes cannot be carried out now: ${error}`);
      }
      await pause(
        times?.idleMs ?? IDLE_MS,
        AbortSignal.any([signal, sleeper.signal]),
      );
      this.sleepers.delete(sleeper);
    }
  }
}
