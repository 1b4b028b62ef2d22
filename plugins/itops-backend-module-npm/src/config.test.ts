import { ConfigReader } from '@backstage/config';
import { readNpmConfig } from './config';

const SOURCE = {
  id: 'edge',
  url: 'https://192.168.11.167:81/api/',
  identity: 'reader@attic.example',
  secret: 'canary',
};

function read(...sources: object[]) {
  return readNpmConfig(
    new ConfigReader({
      itops: {
        sources: {
          npm: sources.map(source => ({ ...SOURCE, ...source })) as never,
        },
      },
    }),
  );
}

it('reads nothing where nothing is configured', () => {
  expect(readNpmConfig(new ConfigReader({}))).toEqual([]);
});

it('has defaults for everything that need not be said', () => {
  expect(read({})).toEqual([
    {
      id: 'edge',
      url: 'https://192.168.11.167:81/api',
      tls: { fingerprints: [], caFile: undefined },
      credentials: { identity: 'reader@attic.example', secret: 'canary' },
      addresses: ['192.168.11.167'],
      requestTimeoutMs: 15_000,
      schedule: { frequency: { minutes: 5 }, timeout: { minutes: 2 } },
    },
  ]);
});

it('takes what is said', () => {
  const [source] = read({
    url: 'https://proxy.attic.example',
    fingerprint: ['AB'.repeat(32), 'CD'.repeat(32)],
    addresses: ['192.168.11.166', 'FD00::7', '192.168.11.166'],
    requestTimeout: '3s',
    schedule: { frequency: { minutes: 1 }, timeout: { seconds: 30 } },
  });
  expect(source).toMatchObject({
    url: 'https://proxy.attic.example/api',
    addresses: ['192.168.11.166', 'fd00::7'],
    requestTimeoutMs: 3_000,
    schedule: { frequency: { minutes: 1 }, timeout: { seconds: 30 } },
  });
  expect(source.tls.fingerprints).toHaveLength(2);
});

it.each([
  ['http://127.0.0.1:81/api', []],
  ['http://[::1]:81/api', []],
  ['http://[fd00::7]:81/api', ['fd00::7']],
  ['http://proxy:81/api', []],
])('at %s the proxy serves at %j', (url, addresses) => {
  expect(read({ url })[0].addresses).toEqual(addresses);
});

it.each([
  [{ id: 'a b' }, /"a b": an id has letters/],
  [{ url: 'ftp://x/api' }, /"edge": url is not an address/],
  [{ url: 'proxy' }, /"edge": url is not an address/],
  [{ url: 'https://u:canary@proxy/api' }, /holds a user or password/],
  [{ url: 'https://proxy/api?x=1' }, /must end in the path of the API/],
  [{ fingerprint: 'AB' }, /fingerprint/],
  [{ fingerprint: 'AB'.repeat(32), caFile: 'x' }, /not both/],
  [{ url: 'http://proxy/api', caFile: 'x' }, /no certificate to check/],
  [{ addresses: ['proxy'] }, /"proxy" in addresses is no address/],
  [{ identity: undefined }, /identity/],
  [{ secret: undefined }, /secret/],
])('refuses %j with a message that has no secret', (source, message) => {
  let said = '';
  try {
    read(source);
  } catch (error) {
    said = (error as Error).message;
  }
  expect(said).toMatch(message);
  expect(said).not.toContain('canary');
});

it('refuses an id that is used twice', () => {
  expect(() => read({}, {})).toThrow('"edge": the id is used twice');
});
