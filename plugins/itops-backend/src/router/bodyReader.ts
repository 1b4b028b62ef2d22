import { CustomErrorBase } from '@backstage/errors';
import express, { NextFunction, Request, Response } from 'express';

const MIB = 1024 * 1024;

class TooLargeError extends CustomErrorBase {
  readonly name = 'TooLargeError' as const;
  readonly statusCode = 413;
}

/**
 * Reads a large JSON body once the caller is known, so that nobody else can make
 * the server read it.
 *
 * @param limit - bytes
 * @returns rejects with status 413 when the body is larger
 */
export function bodyReader(
  limit: number,
): (request: Request, response: Response) => Promise<void> {
  const parse = express.json({ limit });
  return (request, response) =>
    new Promise<void>((resolve, reject) => {
      const done: NextFunction = error =>
        error ? reject(explained(error, limit)) : resolve();
      parse(request, response, done);
    });
}

function explained(error: unknown, limit: number): unknown {
  return (error as { type?: string }).type === 'entity.too.large'
    ? new TooLargeError(
        `The files are larger than ${
          limit / MIB
        } MiB together; import them in several steps`,
      )
    : error;
}
