import { createHash, timingSafeEqual } from 'node:crypto';
import { LabToken } from './AccessControl';

const sha256 = (text: string) => createHash('sha256').update(text).digest();

/**
 * The token of an `Authorization` header, or the reason phrase of the refusal. A wrong
 * secret, an expired token and an unknown user all sound the same.
 */
export function authenticate(
  header: string | undefined,
  tokens: LabToken[],
  secretOf: (token: LabToken) => string,
): LabToken | 'No ticket' | 'Authentication failed!' {
  if (!header) {
    return 'No ticket';
  }
  const match = /^PVEAPIToken=([^=]+)=(.+)$/.exec(header);
  const token = tokens.find(({ id }) => id === match?.[1]);
  return token &&
    match &&
    timingSafeEqual(sha256(match[2]), sha256(secretOf(token)))
    ? token
    : 'Authentication failed!';
}
