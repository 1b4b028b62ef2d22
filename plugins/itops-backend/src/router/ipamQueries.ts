import { InputError, NotFoundError } from '@backstage/errors';
import { KeyRange, parseCidr } from '@sankofa/site-model';
import { Request } from 'express';
import { z } from 'zod';

/** What every list of records understands. */
export const ipamPage = z.object({
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** A place in a list, as it is handed out. */
export function cursorOf(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** @throws InputError when the text is no cursor of this list */
export function afterCursor<T>(
  text: string | undefined,
  schema: z.ZodType<T>,
): T | undefined {
  if (text === undefined) {
    return undefined;
  }
  try {
    const json = Buffer.from(text, 'base64url').toString('utf8');
    return schema.parse(JSON.parse(json));
  } catch (error) {
    throw new InputError(
      'cursor is not one that this list handed out; begin again without it',
      error,
    );
  }
}

/** @throws InputError when the text is no network */
export function rangeQuery(within: string | undefined): KeyRange | undefined {
  if (within === undefined) {
    return undefined;
  }
  const cidr = parseCidr(within);
  if (!cidr) {
    throw new InputError(`within: '${within}' is not a prefix`);
  }
  return { lo: cidr.lo, hi: cidr.hi };
}

/** @throws NotFoundError when the id in the path cannot be one */
export function uuidOf(request: Request): string {
  const { id } = request.params;
  if (!z.uuid().safeParse(id).success) {
    throw new NotFoundError(`Nothing has the id '${id.slice(0, 64)}'`);
  }
  return id.toLowerCase();
}
