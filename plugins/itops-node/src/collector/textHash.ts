import { createHash } from 'node:crypto';

/**
 * What the text of a file is known by: the SHA-256 of its UTF-8 without byte
 * order mark, hexadecimal. The same for two texts that declare the same in the
 * same lines and the same words.
 * @public
 */
export function textHash(text: string): string {
  return createHash('sha256')
    .update(text.replace(/^\uFEFF/, ''), 'utf8')
    .digest('hex');
}
