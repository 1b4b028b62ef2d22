import { z } from 'zod';
import { UnexpectedAnswerError } from './UnexpectedAnswerError';

/** What a request may have beside its path. */
export interface RequestParts {
  /** `GET` when left out, or `POST` where there is a body. */
  method?: 'PUT' | 'DELETE';
  query?: object;
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** Parse at the border: inside, an answer is what its type says. */
export async function parseAnswer<T>(
  path: string,
  response: Response,
  schema: z.ZodType<T>,
): Promise<T> {
  const text = await response.text();
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UnexpectedAnswerError(
      `itops${path} answered ${response.status} without JSON; is something else answering under this address?`,
      error,
    );
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UnexpectedAnswerError(
      `itops${path} answered in another shape than expected (${issue.path.join(
        '.',
      )}: ${
        issue.message
      }); do the frontend and backend packages have the same version?`,
    );
  }
  return parsed.data;
}
