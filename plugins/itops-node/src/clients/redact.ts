const PATTERNS: [RegExp, string][] = [
  [/(PVEAPIToken=[^\s!]+![^\s=]+=)[^\s"',;]+/gi, '$1[redacted]'],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9+/._~=-]{8,}/gi, '$1 [redacted]'],
  [
    /((?:x-api-key|csrfpreventiontoken|cookie|authorization)\s*[:=]\s*)(?!Bearer|Basic|PVEAPIToken)[^\s"',]+/gi,
    '$1[redacted]',
  ],
  [
    /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
    '[redacted private key]',
  ],
];

/**
 * Takes secrets out of text that comes from elsewhere (an error text of a
 * server, the stderr of a command) before it is logged, stored or shown: the
 * given values, and whatever has the form of a credential.
 *
 * @param text - text from outside
 * @param secrets - values that must never be seen; shorter than 4 characters are ignored
 * @public
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  const known = secrets
    .filter(secret => secret.length >= 4)
    .sort((a, b) => b.length - a.length)
    .reduce((result, secret) => result.replaceAll(secret, '[redacted]'), text);
  return PATTERNS.reduce(
    (result, [pattern, replacement]) => result.replace(pattern, replacement),
    known,
  );
}
