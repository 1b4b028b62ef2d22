import { excerpt } from './excerpt';
import { redact } from './redact';

it.each([
  'GET failed: Authorization: PVEAPIToken=it-ro@pve!c=2d1e-canary-9f',
  'header authorization=Bearer canary.canary.canary',
  'X-API-KEY: canary-key',
  '-----BEGIN OPENSSH PRIVATE KEY-----\ncanary\n-----END OPENSSH PRIVATE KEY-----',
  '-----BEGIN RSA PRIVATE KEY-----\ncanary cut off',
])('takes what has the form of a credential out of "%s"', text => {
  expect(redact(text)).not.toContain('canary');
  expect(redact(text)).toContain('[redacted');
});

it('takes given secrets out wherever they stand, the longest first', () => {
  expect(redact('a=canary1234 b=canary', ['canary', 'canary1234'])).toBe(
    'a=[redacted] b=[redacted]',
  );
});

it('leaves other text alone', () => {
  const text = "Configuration file 'nodes/a/lxc/101.conf' does not exist";
  expect(redact(text, ['', 'a'])).toBe(text);
});

it('makes one harmless line of text from outside', () => {
  expect(excerpt('a\u0000\u001b[31m\n b\u202ec  d')).toBe('a [31m b c d');
  expect(excerpt('x'.repeat(500), 10)).toBe(`${'x'.repeat(9)}…`);
});
