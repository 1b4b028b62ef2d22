import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError, toError } from '@backstage/errors';
import {
  CollectionResult,
  Collector,
  MeasuredSeries,
} from '@sankofa/plugin-itops-node';
import {
  FinishedRun,
  InvalidResultError,
  ObservationStore,
  PassRef,
  RunRequest,
  RunRules,
  StartedRun,
  SupersededRunError,
} from '../observations';
import { collectInTime, failedResult } from './collectInTime';
import { deadlineOf, intervalSecondsOf, timeoutSecondsOf } from './schedules';

/** After the start of a backend, to let it settle. */
const INITIAL_DELAY = { seconds: 3 };

interface Options {
  collectors: readonly Collector[];
  store: ObservationStore;
  scheduler: SchedulerService;
  rules: RunRules;
  logger: LoggerService;
  /** Keeps what a run measured, before the run is said to have succeeded. */
  keepMetrics?: (
    sourceId: string,
    metrics: readonly MeasuredSeries[],
  ) => Promise<void>;
  /** Called after a run was stored. */
  onFinished?: (run: FinishedRun) => void;
}

/** The scheduler's name for the runs of a pass. */
export function taskIdOf({ sourceId, pass }: PassRef): string {
  return `itops:collect:${sourceId}:${pass}`;
}

/**
 * Runs collectors on their schedules, each pass once in the whole fleet, and
 * stores what they bring.
 */
export class CollectionRunner {
  private constructor(private readonly options: Options) {}

  static create(options: Options): CollectionRunner {
    return new CollectionRunner(options);
  }

  /** Registers every pass and schedules it; the first runs follow soon. */
  async start(): Promise<void> {
    const { collectors, scheduler, store } = this.options;
    await store.registerPasses(
      collectors.map(({ sourceId, pass, kind, title, schedule }) => ({
        sourceId,
        pass,
        kind,
        title,
        intervalSeconds: intervalSecondsOf(schedule),
      })),
    );
    for (const collector of collectors) {
      await scheduler.scheduleTask({
        initialDelay: INITIAL_DELAY,
        ...collector.schedule,
        scope: 'global',
        id: taskIdOf(collector),
        fn: async signal => {
          await this.run(collector, signal);
        },
      });
    }
  }

  /**
   * One run of one pass, from its beginning to its stored result. Resolves to
   * nothing when the result was not stored: a later run has begun, or the
   * backend stops.
   *
   * @param signal - aborts when the scheduler takes the run back
   */
  async run(
    collector: Collector,
    signal: AbortSignal,
  ): Promise<FinishedRun | undefined> {
    const { store } = this.options;
    const { sourceId, pass } = collector;
    const run = await store.beginRun(
      { sourceId, pass },
      { timeoutSeconds: timeoutSecondsOf(collector.schedule) },
    );
    const logger = this.options.logger.child({ source: sourceId, pass });
    const result = await collectInTime(collector, {
      signal,
      logger,
      deadlineMs: deadlineOf(collector.schedule),
    });
    if (!result) {
      await store.abandonRun(
        run,
        'The run was stopped before it had finished.',
      );
      return undefined;
    }
    const finished = await this.finish(
      run,
      await this.withMetrics(run, result, logger),
      logger,
    );
    if (finished) {
      report(finished, logger);
      this.options.onFinished?.(finished);
    }
    return finished;
  }

  /** Writing them again changes nothing, so a run that has lost its right does no harm. */
  private async withMetrics(
    run: StartedRun,
    result: CollectionResult,
    logger: LoggerService,
  ): Promise<CollectionResult> {
    const { keepMetrics } = this.options;
    if (!keepMetrics || !result.metrics?.length) {
      return result;
    }
    try {
      await keepMetrics(run.sourceId, result.metrics);
      return result;
    } catch (error) {
      logger.error('What was measured could not be kept', toError(error));
      return failedResult(
        result.collectedAt,
        'internal',
        'What was measured could not be kept; the log of the backend says more.',
      );
    }
  }

  private async finish(
    run: StartedRun,
    result: Parameters<ObservationStore['finishRun']>[1],
    logger: LoggerService,
  ): Promise<FinishedRun | undefined> {
    const { rules, store } = this.options;
    try {
      return await store.finishRun(run, result, rules);
    } catch (error) {
      if (error instanceof SupersededRunError) {
        logger.warn(error.message);
        return undefined;
      }
      if (error instanceof InvalidResultError) {
        logger.error(`The result of run ${run.runId} is not valid`, error);
        const failure = failedResult(run.startedAt, 'internal', error.message);
        return store.finishRun(run, failure, rules);
      }
      throw error;
    }
  }

  /**
   * Starts runs now: of these sources, or of all.
   *
   * @throws NotFoundError that names the sources nobody has configured
   */
  async triggerNow(
    sourceIds: readonly string[] | undefined,
    request: RunRequest,
  ): Promise<{ started: PassRef[]; running: PassRef[] }> {
    const { collectors, scheduler, store } = this.options;
    const known = new Set(collectors.map(({ sourceId }) => sourceId));
    const unknown = sourceIds?.filter(id => !known.has(id)) ?? [];
    if (unknown.length > 0) {
      throw new NotFoundError(
        `No source ${unknown.join(', ')} is configured; there are ${[
          ...known,
        ].join(', ')}`,
      );
    }
    const started: PassRef[] = [];
    const running: PassRef[] = [];
    for (const { sourceId, pass } of collectors) {
      if (!sourceIds || sourceIds.includes(sourceId)) {
        const ref = { sourceId, pass };
        await store.requestRun(ref, request);
        try {
          await scheduler.triggerTask(taskIdOf(ref));
          started.push(ref);
        } catch (error) {
          await store.withdrawRequest(ref);
          if (!(error instanceof ConflictError)) {
            throw error;
          }
          running.push(ref);
        }
      }
    }
    return { started, running };
  }
}

function report({ plan }: FinishedRun, logger: LoggerService): void {
  const { status, counts, label } = plan;
  if (status !== 'complete') {
    const why = label.message ?? label.reason ?? '';
    logger.warn(`Collection ${status}: ${why}`);
  } else if (counts.added + counts.changed + counts.retired > 0) {
    logger.info(
      `Collected ${counts.seen} facts: ${counts.added} new, ${counts.changed} changed, ${counts.retired} retired`,
    );
  } else {
    logger.debug(`Collected ${counts.seen} facts, all unchanged`);
  }
}
