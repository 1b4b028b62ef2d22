import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { HumanDuration, durationToMilliseconds } from '@backstage/types';
import { CollectionResult, Collector } from '@sankofa/plugin-itops-node';
import { ReasonCode, SOURCE_SCOPE } from '@sankofa/site-model';

/** How long a collector may take to end after it was told to stop. */
const GRACE_MS = 2_000;

/** Milliseconds a collector may take for one run. */
export function deadlineOf({ schedule }: Collector): number {
  const { timeout } = schedule;
  return 'toMillis' in timeout && typeof timeout.toMillis === 'function'
    ? timeout.toMillis()
    : durationToMilliseconds(timeout as HumanDuration);
}

/**
 * Runs one action of a collector under a deadline. The signal aborts first;
 * an action that does not heed it is left behind, so that one hanging source
 * never holds up the others.
 */
export async function withDeadline<T>(
  deadlineMs: number,
  action: (signal: AbortSignal) => Promise<T>,
): Promise<{ value: T } | { late: true }> {
  const controller = new AbortController();
  let stop: NodeJS.Timeout | undefined;
  let leave: NodeJS.Timeout | undefined;
  const late = new Promise<{ late: true }>(resolve => {
    stop = setTimeout(() => {
      controller.abort(new Error(`deadline of ${deadlineMs / 1000} s`));
      leave = setTimeout(() => resolve({ late: true }), GRACE_MS);
    }, deadlineMs);
  });
  try {
    return await Promise.race([
      action(controller.signal).then(value => ({ value })),
      late,
    ]);
  } finally {
    clearTimeout(stop);
    clearTimeout(leave);
  }
}

/** One run of one collector. Always a result: what went wrong is a failed scope. */
export async function runCollector(
  collector: Collector,
  options: { logger: LoggerService; deadlineMs?: number },
): Promise<CollectionResult> {
  const { logger, deadlineMs = deadlineOf(collector) } = options;
  const startedAt = new Date().toISOString();
  try {
    const outcome = await withDeadline(deadlineMs, signal =>
      collector.collect({ signal, logger }),
    );
    if ('value' in outcome) {
      return outcome.value;
    }
    return failure(
      startedAt,
      'timeout',
      `${collector.title} did not end within ${
        deadlineMs / 1000
      } s and was left behind`,
    );
  } catch (error) {
    const why = toError(error).message;
    logger.error(`${collector.sourceId} (${collector.pass}) broke: ${why}`);
    return failure(startedAt, 'internal', `the collector broke: ${why}`);
  }
}

function failure(
  collectedAt: string,
  reason: ReasonCode,
  message: string,
): CollectionResult {
  const error = { reason, message };
  return {
    collectedAt,
    scopes: [{ scope: SOURCE_SCOPE, completeness: 'failed', error, facts: [] }],
  };
}
