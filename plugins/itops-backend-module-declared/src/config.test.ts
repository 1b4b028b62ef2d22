import path from 'node:path';
import { ConfigReader } from '@backstage/config';
import { readDeclaredConfig } from './config';

const read = (...declared: object[]) =>
  readDeclaredConfig(
    new ConfigReader({ itops: { sources: { declared } } } as never),
  );
const FILE = { id: 'addresses.conf', kind: 'env', path: 'site/addresses.conf' };

describe('readDeclaredConfig', () => {
  it('reads a file every 5 minutes unless told otherwise', () => {
    expect(read(FILE)).toEqual([
      {
        id: 'addresses.conf',
        kind: 'env',
        place: { path: path.resolve('site/addresses.conf') },
        maxBytes: 1024 * 1024,
        readTimeoutMs: 30_000,
        schedule: { frequency: { minutes: 5 }, timeout: { minutes: 2 } },
      },
    ]);
  });

  it('takes an address, a limit, a deadline and a schedule', () => {
    const [source] = read({
      id: 'ENDPOINTS.md',
      kind: 'endpoints',
      url: 'https://git.example/site/ENDPOINTS.md',
      maxBytes: 5000,
      readTimeout: { seconds: 3 },
      schedule: { frequency: { hours: 1 }, timeout: { minutes: 1 } },
    });
    expect(source).toMatchObject({
      kind: 'endpoints',
      place: { url: 'https://git.example/site/ENDPOINTS.md' },
      maxBytes: 5000,
      readTimeoutMs: 3000,
      schedule: { frequency: { hours: 1 } },
    });
  });

  it('has no sources where none are configured', () => {
    expect(readDeclaredConfig(new ConfigReader({}))).toEqual([]);
  });

  it.each([
    [
      { ...FILE, kind: 'csv' },
      'kind is "env", "endpoints", "hostnames" or "hardware"',
    ],
    [{ ...FILE, id: 'a/b' }, 'an id is the name of the file'],
    [{ ...FILE, url: 'https://git.example/x' }, 'give either path or url'],
    [{ id: 'x', kind: 'env' }, 'give either path or url'],
    [
      { id: 'x', kind: 'env', url: 'file:///etc/passwd' },
      'url is not an http or https address',
    ],
    [{ ...FILE, maxBytes: 0 }, 'maxBytes is a number from 1'],
    [{ ...FILE, maxBytes: 1e9 }, 'maxBytes is a number from 1'],
  ])('refuses %j', (source, why) => {
    expect(() => read(source)).toThrow(why);
  });

  it('refuses credentials in an address without repeating them', () => {
    const source = {
      id: 'x',
      kind: 'env',
      url: 'https://me:hunter2@git.example/x',
    };
    expect(() => read(source)).toThrow('put them under integrations');
    expect(() => read(source)).not.toThrow('hunter2');
  });

  it('refuses an id that is used twice', () => {
    expect(() => read(FILE, FILE)).toThrow(
      '"addresses.conf": the id is used twice',
    );
  });
});
