import { z } from 'zod';
import { CrashPoint } from './CallRunner';

const milliseconds = z.number().int().positive();
const timesSchema = z.strictObject({
  leaseMs: milliseconds.optional(),
  pollMs: milliseconds.optional(),
  idleMs: milliseconds.optional(),
  laterMs: milliseconds.optional(),
});

/**
 * For tests with real processes: `ITOPS_CHANGE_CRASH=answered` has the process die there
 * as by `kill -9`, `ITOPS_CHANGE_CRASH=intended:2` at the second time. Never in production.
 */
export function crashPointFromEnv(
  env: NodeJS.ProcessEnv,
  die: () => void = () => process.kill(process.pid, 'SIGKILL'),
): ((point: CrashPoint) => void) | undefined {
  const wanted = env.ITOPS_CHANGE_CRASH;
  if (wanted === undefined || isProduction(env)) {
    return undefined;
  }
  const [name, count = '1'] = wanted.split(':');
  let left = Number(count);
  return point => {
    if (point === name && --left === 0) {
      die();
    }
  };
}

/**
 * For tests with real processes: `ITOPS_CHANGE_TIMES='{"leaseMs":2000}'` has nobody wait for
 * a minute until a dead process has lost its change. Never in production.
 */
export function changeTimesFromEnv(
  env: NodeJS.ProcessEnv,
): z.infer<typeof timesSchema> | undefined {
  const wanted = env.ITOPS_CHANGE_TIMES;
  return wanted === undefined || isProduction(env)
    ? undefined
    : timesSchema.parse(JSON.parse(wanted));
}

function isProduction(env: NodeJS.ProcessEnv): boolean {
  return env.NODE_ENV === 'production';
}
