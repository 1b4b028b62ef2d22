import { ConfigReader } from '@backstage/config';
import { readUnifiConfig } from './config';

const KEY = { apiKey: 'canary-key' };

function read(source: object) {
  const [config] = readUnifiConfig(
    new ConfigReader({
      itops: {
        sources: {
          unifi: [
            { id: 'udm', url: 'https://192.168.11.1', ...source },
          ] as never,
        },
      },
    }),
  );
  return config;
}

describe('readUnifiConfig', () => {
  it('needs a place and a credential, and has defaults for the rest', () => {
    expect(read(KEY)).toEqual({
      id: 'udm',
      url: 'https://192.168.11.1',
      site: 'default',
      tls: { fingerprints: [], caFile: undefined },
      apiKey: 'canary-key',
      account: undefined,
      requestTimeoutMs: 15_000,
      schedule: { frequency: { minutes: 5 }, timeout: { minutes: 2 } },
    });
    expect(readUnifiConfig(new ConfigReader({}))).toEqual([]);
  });

  it('takes a local account, a site and two pins during a rotation', () => {
    expect(
      read({
        url: 'https://unifi.lan:8443/',
        site: 'attic',
        username: 'itops',
        password: 'secret',
        fingerprint: ['AB'.repeat(32), 'CD'.repeat(32)],
      }),
    ).toMatchObject({
      url: 'https://unifi.lan:8443',
      site: 'attic',
      account: { username: 'itops', password: 'secret' },
      tls: { fingerprints: [expect.any(String), expect.any(String)] },
    });
  });

  it.each([
    [{ ...KEY, url: 'http://192.168.11.1' }, /https:\/\/HOST/],
    [{ ...KEY, url: 'https://a:canary@192.168.11.1' }, /without path, user/],
    [{ ...KEY, url: 'https://192.168.11.1/proxy/network' }, /without path/],
    [{ ...KEY, site: '../admin' }, /site is the short name/],
    [{ ...KEY, id: 'a b' }, /an id has/],
    [{}, /give an apiKey, or the username and password/],
    [{ username: 'itops' }, /belong together/],
    [{ apiKey: 'canary\r\nX: y' }, /not the text of a key/],
    [{ ...KEY, fingerprint: 'AB', caFile: '/x' }, /fingerprint/],
  ])('refuses %j', (source, why) => {
    expect(() => read(source)).toThrow(why);
    expect(() => read(source)).not.toThrow(/canary/);
  });
});
