import { ConfigReader } from '@backstage/config';
import { connectSsh, sshFromConfig } from './sshFromConfig';

const PIN = `SHA256:${'a'.repeat(43)}`;
const SECTION = {
  host: '10.20.0.11',
  user: 'itops',
  privateKeyFile: '/etc/itops/id_ed25519',
  hostKey: PIN,
};
const read = (section: object) =>
  sshFromConfig(new ConfigReader(section as never), 'the source');

describe('sshFromConfig', () => {
  it('takes one fingerprint or several, with or without padding', () => {
    expect(read(SECTION)).toEqual({
      host: '10.20.0.11',
      port: 22,
      user: 'itops',
      privateKeyFile: '/etc/itops/id_ed25519',
      hostKeys: [PIN],
    });
    expect(
      read({ ...SECTION, port: 2222, hostKey: [`${PIN}=`, PIN] }),
    ).toMatchObject({ port: 2222, hostKeys: [PIN, PIN] });
  });

  it.each([
    ['no fingerprint', { hostKey: undefined }, 'show it on the host'],
    ['an MD5 fingerprint', { hostKey: 'MD5:aa:bb' }, '"MD5:aa:bb" is not an'],
    ['no user', { user: undefined }, "'user'"],
    ['no key', { privateKeyFile: undefined }, "'privateKeyFile'"],
  ])('refuses %s', (_, change, message) => {
    expect(() => read({ ...SECTION, ...change })).toThrow(message);
  });
});

it('says which key cannot be read before it connects to anything', async () => {
  await expect(
    connectSsh(read({ ...SECTION, privateKeyFile: '/nowhere/key' })),
  ).rejects.toMatchObject({
    reason: 'file-missing',
    message:
      'The private key /nowhere/key for itops@10.20.0.11 cannot be read (ENOENT).',
  });
});
