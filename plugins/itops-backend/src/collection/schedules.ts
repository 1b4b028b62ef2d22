import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { HumanDuration, durationToMilliseconds } from '@backstage/types';
import { CronTime } from 'cron';

type Schedule = SchedulerServiceTaskScheduleDefinition;

/** How many runs of a cron expression are looked at for its longest pause. */
const CRON_RUNS = 20;
/** A source that runs only by hand is called late after a day and a half. */
const MANUAL_SECONDS = 86_400;

/** Part of a timeout that is kept for writing the result. */
const WRITING_SHARE = 0.1;
const MAX_WRITING_MS = 15_000;

function millisecondsOf(duration: Schedule['timeout']): number {
  return 'toMillis' in duration
    ? duration.toMillis()
    : durationToMilliseconds(duration as HumanDuration);
}

/**
 * Seconds between two scheduled runs: what freshness is measured by. For a cron
 * expression the longest pause counts, so that a weekend is not called late.
 */
export function intervalSecondsOf({ frequency }: Schedule): number {
  if ('trigger' in frequency) {
    return MANUAL_SECONDS;
  }
  if ('cron' in frequency) {
    const runs = new CronTime(frequency.cron)
      .sendAt(CRON_RUNS)
      .map(run => run.toMillis());
    const pauses = runs.slice(1).map((run, index) => run - runs[index]);
    return Math.max(1, Math.round(Math.max(...pauses) / 1000));
  }
  return Math.max(1, Math.round(millisecondsOf(frequency) / 1000));
}

/** True where nothing runs by itself. */
export function isManual({ frequency }: Schedule): boolean {
  return 'trigger' in frequency;
}

export function timeoutSecondsOf({ timeout }: Schedule): number {
  return millisecondsOf(timeout) / 1000;
}

/**
 * When a collector must be done, in milliseconds from its start: before the
 * scheduler lets go of the run, so that the failure can still be written.
 */
export function deadlineOf({ timeout }: Schedule): number {
  const total = millisecondsOf(timeout);
  return total - Math.min(MAX_WRITING_MS, total * WRITING_SHARE);
}
