import { ChangeRequest } from '@sankofa/plugin-itops-common';
import { isChangeOver } from '@sankofa/site-model';
import { changeNews } from './changeNews';
import { isPassing, reasonOf } from './reasons';

interface Options {
  read(): Promise<ChangeRequest>;
  /** Until it is read again; rejects once nobody waits any more. */
  pause(): Promise<void>;
  /** In milliseconds. */
  now(): number;
  /** When to give up, as `now` counts. */
  deadline: number;
  tell(line: string): void;
  warn(line: string): void;
}

/**
 * Reads a change until nothing happens to it any more, a person has to look at it, or
 * the time is over, and tells what is new. An API that is away for a while is waited for.
 *
 * @returns the change as it was read last; not over when the time is
 * @throws what `read` rejects with, unless asking again may help
 */
export async function followChange(
  options: Options,
): Promise<ChangeRequest | undefined> {
  const { deadline, now, pause, read, tell, warn } = options;
  let last: ChangeRequest | undefined;
  let trouble: string | undefined;
  for (;;) {
    try {
      const change = await read();
      changeNews(last, change).forEach(tell);
      last = change;
      trouble = undefined;
      if (isChangeOver(change.state) || change.state === 'needs-human') {
        return change;
      }
    } catch (error) {
      if (!isPassing(error)) {
        throw error;
      }
      const { message } = reasonOf(error) as Error;
      if (message !== trouble) {
        warn(`The change cannot be read now: ${message}`);
      }
      trouble = message;
    }
    if (now() >= deadline) {
      return last;
    }
    await pause();
  }
}
