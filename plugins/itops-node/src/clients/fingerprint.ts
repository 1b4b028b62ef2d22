import { InputError } from '@backstage/errors';

/**
 * The SHA-256 fingerprint of a certificate in the one form that is compared:
 * upper case, colon separated, as Proxmox and Node print it. Accepts lower case and no
 * colons, as openssl prints it.
 *
 * @throws InputError when it is not the 32 bytes of a SHA-256
 * @public
 */
export function normalizeFingerprint(text: string): string {
  const digits = text
    .trim()
    .replace(/^sha-?256[=:\s]+/i, '')
    .replace(/[:\s]/g, '');
  if (!/^[0-9a-fA-F]{64}$/.test(digits)) {
    throw new InputError(
      `"${text}" is not a SHA-256 certificate fingerprint (64 hexadecimal digits, as "AA:BB:…"); show it with: openssl x509 -noout -fingerprint -sha256 -in CERTIFICATE`,
    );
  }
  return (digits.toUpperCase().match(/../g) as string[]).join(':');
}
