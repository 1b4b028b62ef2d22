import { ResponseError, isError } from '@backstage/errors';

/** By name: there may be more than one copy of the class. */
function isResponseError(error: unknown): error is ResponseError {
  return isError(error) && error.name === 'ResponseError';
}

/**
 * What the itops API refused, as it was said there: the error of a response only tells
 * its status, and the log of a task shows no more than its message.
 */
export function reasonOf(error: unknown): unknown {
  return isResponseError(error) ? error.cause : error;
}

/** Waits for an answer; rejects with {@link reasonOf} what it rejects with. */
export async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw reasonOf(error);
  }
}

/** The API is not there or not well: asking again may help. */
export function isPassing(error: unknown): boolean {
  if (isResponseError(error)) {
    return error.statusCode >= 500 || error.statusCode === 429;
  }
  // What `fetch` rejects with when there is no answer at all.
  return isError(error) && error.name === 'TypeError';
}
