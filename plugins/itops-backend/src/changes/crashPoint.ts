import { CrashPoint } from './CallRunner';

/**
 * For tests with real processes: `ITOPS_CHANGE_CRASH=answered` has the process die there
 * as by `kill -9`, `ITOPS_CHANGE_CRASH=intended:2` at the second time. Never in production.
 */
export function crashPointFromEnv(
  env: NodeJS.ProcessEnv,
  die: () => void = () => process.kill(process.pid, 'SIGKILL'),
): ((point: CrashPoint) => void) | undefined {
  const wanted = env.ITOPS_CHANGE_CRASH;
  if (wanted === undefined || env.NODE_ENV === 'production') {
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
