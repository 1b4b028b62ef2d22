import { toError } from '@backstage/errors';
import { UsageError } from './UsageError';

/** What fails while configuration is read is the caller's to mend. */
export function readOrUsage<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError(`bad configuration: ${toError(error).message}`, error);
  }
}
