import { ConnectorError } from './ConnectorError';

/**
 * Waits for the promise, but not longer than the signal lasts: a file system or a
 * reader may never answer, and heeds no signal of its own.
 *
 * @param options - `where` names what is waited for
 * @throws ConnectorError with the reason `timeout` when the signal is first
 * @public
 */
export async function abortable<T>(
  promise: Promise<T>,
  options: { signal: AbortSignal; where: string },
): Promise<T> {
  const { signal, where } = options;
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () =>
      reject(
        new ConnectorError(
          'timeout',
          `${where}: no answer before the deadline`,
        ),
      );
    if (signal.aborted) {
      onAbort();
    } else {
      signal.addEventListener('abort', onAbort, { once: true });
    }
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort!);
    // Whichever lost must not surface as an unhandled rejection.
    promise.catch(() => undefined);
    aborted.catch(() => undefined);
  }
}
