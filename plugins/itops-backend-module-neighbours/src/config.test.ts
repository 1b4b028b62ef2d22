import path from 'node:path';
import { ConfigReader } from '@backstage/config';
import { readNeighboursConfig } from './config';

const PIN = `SHA256:${'a'.repeat(43)}`;
const ssh = {
  host: '10.20.0.11',
  user: 'itops',
  privateKeyFile: '/etc/itops/id_ed25519',
  hostKey: PIN,
};
const read = (source: object) =>
  readNeighboursConfig(
    new ConfigReader({
      itops: { sources: { neighbours: [{ id: 'nodes', ...source }] } },
    } as never),
  );

describe('readNeighboursConfig', () => {
  it('reads nodes over SSH and from files, four at a time, every 5 minutes', () => {
    expect(
      read({
        nodes: [
          { node: 'r630-01', ssh },
          { node: 'ml110', file: 'neighbours/ml110.json' },
        ],
      }),
    ).toEqual([
      {
        id: 'nodes',
        nodes: [
          {
            node: 'r630-01',
            place: {
              ssh: {
                host: '10.20.0.11',
                port: 22,
                user: 'itops',
                privateKeyFile: '/etc/itops/id_ed25519',
                hostKeys: [PIN],
              },
            },
          },
          {
            node: 'ml110',
            place: { file: path.resolve('neighbours/ml110.json') },
          },
        ],
        concurrency: 4,
        requestTimeoutMs: 15_000,
        presenceWindowMs: 1_800_000,
        schedule: { frequency: { minutes: 5 }, timeout: { minutes: 4 } },
      },
    ]);
  });

  it('takes everything that can be said', () => {
    expect(
      read({
        nodes: [
          {
            node: 'ml110',
            file: '/a.txt',
            linksFile: '/b.txt',
            maxAge: { hours: 1 },
          },
        ],
        concurrency: 9,
        requestTimeout: '3s',
        presenceWindow: { minutes: 0 },
        schedule: { frequency: { hours: 1 }, timeout: { minutes: 1 } },
      }),
    ).toMatchObject([
      {
        nodes: [
          {
            place: { file: '/a.txt', linksFile: '/b.txt', maxAgeMs: 3_600_000 },
          },
        ],
        concurrency: 9,
        requestTimeoutMs: 3000,
        presenceWindowMs: 0,
        schedule: { frequency: { hours: 1 } },
      },
    ]);
  });

  it('has no sources where none are configured', () => {
    expect(readNeighboursConfig(new ConfigReader({}))).toEqual([]);
  });

  const node = { node: 'one', file: '/a.txt' };
  it.each([
    [{ nodes: [] }, 'name at least one node'],
    [{ nodes: [node, node] }, 'the node "one" is named twice'],
    [{ nodes: [{ node: 'one' }] }, 'give either ssh or file'],
    [{ nodes: [{ ...node, ssh }] }, 'give either ssh or file'],
    [{ nodes: [{ ...node, node: 'one/two' }] }, 'letters, digits and dashes'],
    [
      { nodes: [{ node: 'one', ssh, linksFile: '/b' }] },
      'linksFile belongs to a file',
    ],
    [
      { nodes: [{ node: 'one', ssh: { ...ssh, hostKey: 'aa:bb' } }] },
      'node "one": hostKey of 10.20.0.11: "aa:bb" is not an SSH host key',
    ],
    [{ nodes: [node], concurrency: 0 }, 'concurrency is a number from 1'],
    [{ nodes: [node], presenceWindow: { days: 2 } }, 'at most 24 hours'],
    [{ nodes: [node], id: 'a/b' }, 'an id has letters'],
  ])('refuses %j', (source, why) => {
    expect(() => read(source)).toThrow(why);
  });
});
