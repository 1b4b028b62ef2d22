import { LoggerService } from '@backstage/backend-plugin-api';
import { CollectionResult, Collector } from '@sankofa/plugin-itops-node';
import { ReasonCode, SOURCE_SCOPE } from '@sankofa/site-model';

/** How long a collector may take to answer that it was stopped. */
const GRACE_MS = 1_000;

/** The result of a source that could not be read at all. */
export function failedResult(
  collectedAt: string,
  reason: ReasonCode,
  message: string,
): CollectionResult {
  return {
    collectedAt,
    scopes: [
      {
        scope: SOURCE_SCOPE,
        completeness: 'failed',
        error: { reason, message },
        facts: [],
      },
    ],
  };
}

function secondsText(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 100) / 10;
  return `${seconds} second${seconds === 1 ? '' : 's'}`;
}

/**
 * Lets a collector read its source and comes back in time, whatever it does: a
 * collector that throws or ignores its deadline is a failed run of that source.
 *
 * Resolves to nothing when somebody else than the deadline stopped the run:
 * that says nothing about the source.
 */
export async function collectInTime(
  collector: Collector,
  options: {
    signal: AbortSignal;
    logger: LoggerService;
    deadlineMs: number;
  },
): Promise<CollectionResult | undefined> {
  const { logger, deadlineMs } = options;
  const startedAt = new Date().toISOString();
  const deadline = new AbortController();
  const signal = AbortSignal.any([options.signal, deadline.signal]);
  const timers = [
    setTimeout(
      () => deadline.abort(new Error('The deadline of the run has passed')),
      deadlineMs,
    ),
  ];

  const reading = new Promise<CollectionResult>(resolve => {
    resolve(collector.collect({ signal, logger }));
  }).catch((error: Error) => {
    // The text of an unforeseen error may quote anything: it stays in the log.
    logger.error('The collector stopped with an error', error);
    const name = error?.name ?? 'error';
    return failedResult(
      startedAt,
      'internal',
      `The collector stopped with an unforeseen ${name}; the log of the backend says more.`,
    );
  });
  const givenUp = new Promise<undefined>(resolve => {
    const giveUp = () => {
      timers.push(setTimeout(() => resolve(undefined), GRACE_MS));
    };
    if (signal.aborted) {
      giveUp();
    } else {
      signal.addEventListener('abort', giveUp, { once: true });
    }
  });

  try {
    const result = await Promise.race([reading, givenUp]);
    if (options.signal.aborted && !deadline.signal.aborted) {
      return undefined;
    }
    return (
      result ??
      failedResult(
        startedAt,
        'timeout',
        `The source was not read within ${secondsText(
          deadlineMs,
        )}. Look at the source first; raise schedule.timeout if it is merely large.`,
      )
    );
  } finally {
    timers.forEach(clearTimeout);
  }
}
