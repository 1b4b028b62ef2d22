import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** Where a page ended: the row after this one begins the next page. */
export interface Cursor {
  sort: string;
  order: 'asc' | 'desc';
  /** Value the last row was sorted by; `null` where it had none. */
  value: string | number | null;
  /** Breaks ties. */
  id: string;
}

const cursorSchema = z.object({
  sort: z.string(),
  order: z.enum(['asc', 'desc']),
  value: z.union([z.string(), z.number(), z.null()]),
  id: z.string(),
});

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** @throws InputError when the text is no cursor of ours */
export function decodeCursor(text: string): Cursor {
  try {
    return cursorSchema.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString('utf8')),
    );
  } catch (error) {
    throw new InputError(
      'cursor is not one that this API handed out; begin again without it',
      error,
    );
  }
}
