import { createHmac, randomBytes } from 'node:crypto';

/** What protects one question to the provider. */
export interface StepUpKeys {
  state: string;
  nonce: string;
  /** PKCE; 43 characters. */
  verifier: string;
}

/** 256 random bits, as text for addresses, cookies and headers. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * Everything that has to be known again when the person comes back, from the one secret
 * that only their browser holds: so the database holds none of it.
 */
export function keysOf(browserSecret: string): StepUpKeys {
  const derived = (purpose: string) =>
    createHmac('sha256', browserSecret).update(purpose).digest('base64url');
  return {
    state: derived('state'),
    nonce: derived('nonce'),
    verifier: derived('verifier'),
  };
}
