import { ConnectorError, ScopeFailure } from '@sankofa/plugin-itops-node';

/** What came of one of several readings. */
export type Settled<T> = { value: T } | { error: ConnectorError };

/** Waits for a reading whose failure must not take the others with it. */
export async function settle<T>(reading: Promise<T>): Promise<Settled<T>> {
  try {
    return { value: await reading };
  } catch (error) {
    if (error instanceof ConnectorError) {
      return { error };
    }
    throw error;
  }
}

export function errorOf(settled: Settled<unknown>): ConnectorError | undefined {
  return 'error' in settled ? settled.error : undefined;
}

/** Several problems as one: the first one's reason, and what all of them say. */
export function joinProblems(
  problems: readonly (ScopeFailure | undefined)[],
): ScopeFailure | undefined {
  const found = problems.flatMap(problem => problem ?? []);
  const messages = [...new Set(found.map(({ message }) => message))];
  const shown = messages.slice(0, 3).join(' ');
  const rest = messages.length - 3;
  return found.length === 0
    ? undefined
    : {
        reason: found[0].reason,
        message: rest > 0 ? `${shown} And ${rest} more.` : shown,
      };
}
