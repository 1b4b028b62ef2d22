import { NEVER_COLLECTED } from './freshnessLabels';
import { Completeness, FreshnessLabel, ReasonCode } from './snapshot';

/** Older than this many intervals is `aging`. @public */
export const AGING_INTERVALS = 1.5;
/** Older than this many intervals is `stale`. @public */
export const STALE_INTERVALS = 3;

/**
 * The last attempt to read a scope, and the last time it was read.
 * @public
 */
export interface ScopeAttempt {
  /** Outcome of the last attempt; absent while there was none. */
  completeness?: Completeness;
  reason?: ReasonCode;
  message?: string;
  /** The observation that is shown, ISO-8601 UTC. Absent when the scope was never read. */
  collectedAt?: string;
  /** Seconds between two scheduled runs. */
  intervalSeconds: number;
  /** The moment the label speaks about. */
  now: string | Date;
}

function intervalText(seconds: number): string {
  if (seconds % 3600 === 0) {
    return seconds === 3600 ? 'hour' : `${seconds / 3600} hours`;
  }
  if (seconds % 60 === 0) {
    return seconds === 60 ? 'minute' : `${seconds / 60} minutes`;
  }
  return `${seconds} seconds`;
}

function lateness(attempt: ScopeAttempt): FreshnessLabel {
  const { collectedAt, intervalSeconds, now } = attempt;
  const age = (Number(new Date(now)) - Date.parse(collectedAt!)) / 1000;
  if (age <= AGING_INTERVALS * intervalSeconds) {
    return { freshness: 'fresh', collectedAt };
  }
  const stale = age > STALE_INTERVALS * intervalSeconds;
  return {
    freshness: stale ? 'stale' : 'aging',
    collectedAt,
    reason: 'late',
    message: `Should be read every ${intervalText(
      intervalSeconds,
    )} and was not.`,
  };
}

/**
 * What may be said about a scope now. An attempt that failed or saw only a part
 * keeps its name whatever the age: the reader must know that the last look did
 * not succeed. The values of a failed scope are the last good ones, and
 * `collectedAt` is their time.
 * @public
 */
export function scopeFreshness(attempt: ScopeAttempt): FreshnessLabel {
  const { completeness, collectedAt, reason, message } = attempt;
  if (completeness === 'failed') {
    return {
      freshness: 'failed',
      ...(collectedAt !== undefined && { collectedAt }),
      reason: reason ?? 'internal',
      ...(message !== undefined && { message }),
    };
  }
  if (completeness === undefined || collectedAt === undefined) {
    return NEVER_COLLECTED;
  }
  if (completeness === 'partial') {
    return {
      freshness: 'partial',
      collectedAt,
      reason: reason ?? 'internal',
      ...(message !== undefined && { message }),
    };
  }
  return lateness(attempt);
}
