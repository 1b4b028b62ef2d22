import { CustomErrorBase, InputError } from '@backstage/errors';
import { Request } from 'express';

/** A change that does not say which version it is of: status 428. */
export class PreconditionRequiredError extends CustomErrorBase {
  readonly name = 'PreconditionRequiredError' as const;
  readonly statusCode = 428;
}

/**
 * The tag in the `If-Match` header, without its quotes.
 *
 * @throws PreconditionRequiredError when there is none
 * @throws InputError when it is no single strong tag
 */
export function ifMatch(request: Request): string {
  const header = request.header('if-match');
  if (header === undefined) {
    throw new PreconditionRequiredError(
      'This needs the header If-Match with the ETag of what you have read, so that nobody else’s change is lost',
    );
  }
  const tag = /^"([^"]+)"$/.exec(header.trim())?.[1];
  if (tag === undefined) {
    throw new InputError('If-Match must be one ETag as it was answered');
  }
  return tag;
}

/**
 * The version in the `If-Match` header.
 *
 * @throws PreconditionRequiredError, InputError
 */
export function ifMatchVersion(request: Request): number {
  const tag = ifMatch(request);
  if (!/^\d{1,9}$/.test(tag)) {
    throw new InputError('If-Match must be the ETag of this record');
  }
  return Number(tag);
}

export function etag(version: number | string): string {
  return `"${version}"`;
}
