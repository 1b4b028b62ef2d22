import { InputError } from '@backstage/errors';

const CONTENT = /^audit:([1-9]\d{0,17})$/;

/** The place after a row, as an opaque word. */
export function cursorAfter(id: string): string {
  return Buffer.from(`audit:${id}`).toString('base64url');
}

/**
 * The row id in a cursor.
 *
 * @throws InputError when it is none that {@link cursorAfter} made
 */
export function idOfCursor(cursor: string): string {
  const id = CONTENT.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  // Decoding is lenient; only the very word that was given is taken back.
  if (id === undefined || cursorAfter(id) !== cursor) {
    throw new InputError(
      `'${cursor.slice(
        0,
        100,
      )}' is no cursor of the audit log; start again without a cursor`,
    );
  }
  return id;
}
