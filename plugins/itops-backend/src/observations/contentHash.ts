import { hash } from 'node:crypto';

function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') {
    return JSON.stringify(value) ?? 'null';
  }
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(',')}]`;
  }
  const entries = value as Record<string, unknown>;
  const parts: string[] = [];
  for (const key of Object.keys(entries).sort()) {
    if (entries[key] !== undefined) {
      parts.push(`${JSON.stringify(key)}:${canonicalJson(entries[key])}`);
    }
  }
  return `{${parts.join(',')}}`;
}

/**
 * The content of a fact as 22 characters (132 bits of SHA-256): equal for equal
 * content, in whatever order a collector writes its keys.
 */
export function contentHash(value: unknown): string {
  return hash('sha256', canonicalJson(value), 'base64url').slice(0, 22);
}
