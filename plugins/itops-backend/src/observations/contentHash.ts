import { hash } from 'node:crypto';

/**
 * The content of a fact as 22 characters (132 bits of SHA-256). It follows the
 * order of keys, because sorting them costs more than everything else in an
 * unchanged run: two hashes that differ are a question, which `settleOrder`
 * answers from the values.
 */
export function contentHash(value: unknown): string {
  return hash('sha256', JSON.stringify(value), 'base64url').slice(0, 22);
}
