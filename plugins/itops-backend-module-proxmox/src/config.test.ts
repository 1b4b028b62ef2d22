import { ConfigReader } from '@backstage/config';
import { readProxmoxConfig } from './config';

const fingerprint = Array.from({ length: 32 }, () => 'ab').join(':');
const endpoint = { url: 'https://10.9.0.1:8006', fingerprint };
const token = 'ro@pve!itops=canary-1234';
const KEYS = [`SHA256:${'x'.repeat(43)}`, `SHA256:${'y'.repeat(43)}`];
const ssh = {
  host: '10.9.0.1',
  user: 'itops',
  privateKeyFile: '/k',
  hostKey: KEYS[0],
};

function read(...proxmox: object[]) {
  return readProxmoxConfig(
    new ConfigReader({ itops: { sources: { proxmox: proxmox as never } } }),
  );
}

it('has no clusters when none are configured', () => {
  expect(readProxmoxConfig(new ConfigReader({}))).toEqual([]);
});

it('fills in what is not said', () => {
  expect(read({ id: 'attic', endpoints: [endpoint], token })).toEqual([
    {
      id: 'attic',
      endpoints: [
        {
          url: endpoint.url,
          fingerprints: [fingerprint.toUpperCase()],
          caFile: undefined,
          node: undefined,
        },
      ],
      token,
      transport: 'api',
      ssh: undefined,
      concurrency: 6,
      requestTimeoutMs: 15_000,
      keepDescriptions: false,
      schedule: { frequency: { minutes: 5 }, timeout: { minutes: 4 } },
      addressesSchedule: {
        frequency: { minutes: 10 },
        timeout: { minutes: 9 },
      },
      metricsSchedule: {
        frequency: { minutes: 10 },
        timeout: { minutes: 9 },
      },
    },
  ]);
});

it('takes everything that can be said', () => {
  const [source] = read({
    id: 'attic',
    endpoints: [
      { ...endpoint, fingerprint: [fingerprint, fingerprint], node: 'one' },
      { url: endpoint.url, caFile: '/ca.pem' },
    ],
    token,
    transport: 'ssh',
    ssh: { ...ssh, port: 2222, sudo: true, hostKey: KEYS },
    concurrency: 3,
    requestTimeout: { seconds: 4 },
    keepDescriptions: true,
    schedule: { frequency: { minutes: 1 }, timeout: { seconds: 50 } },
    addresses: {
      schedule: { frequency: { hours: 1 }, timeout: { minutes: 5 } },
    },
  });
  expect(source.endpoints[0].fingerprints).toHaveLength(2);
  expect(source.endpoints[0].node).toBe('one');
  expect(source.endpoints[1].caFile).toBe('/ca.pem');
  expect(source.ssh).toEqual({
    host: '10.9.0.1',
    port: 2222,
    user: 'itops',
    privateKeyFile: '/k',
    hostKeys: KEYS,
    sudo: true,
    root: '/etc/pve',
    pvesh: 'pvesh',
  });
  expect(source).toMatchObject({
    transport: 'ssh',
    concurrency: 3,
    requestTimeoutMs: 4_000,
    keepDescriptions: true,
    schedule: { frequency: { minutes: 1 } },
    addressesSchedule: { frequency: { hours: 1 } },
  });
});

it.each([
  ['no endpoint', { token }, /name at least one endpoint/],
  ['no token', { endpoints: [endpoint] }, /need a token of the form/],
  [
    'a token without its id',
    { endpoints: [endpoint], token: 'canary' },
    /does not have the form/,
  ],
  [
    'a token with a line break',
    { endpoints: [endpoint], token: `${token}\nx` },
    /does not have the form/,
  ],
  [
    'http',
    { endpoints: [{ url: 'http://10.9.0.1:8006' }], token },
    /only read over TLS/,
  ],
  [
    'pin and CA together',
    { endpoints: [{ ...endpoint, caFile: '/ca' }], token },
    /either the fingerprint or the caFile/,
  ],
  [
    'a SHA-1 pin',
    { endpoints: [{ ...endpoint, fingerprint: 'AA:BB' }], token },
    /not a SHA-256/,
  ],
  [
    'another transport',
    { endpoints: [endpoint], token, transport: 'telnet' },
    /"api" or "ssh"/,
  ],
  ['ssh without its section', { transport: 'ssh' }, /needs the section ssh/],
  [
    'no concurrency',
    { endpoints: [endpoint], token, concurrency: 0 },
    /from 1 to 64/,
  ],
])('refuses %s, naming the source and no secret', (_, rest, message) => {
  const reading = () => read({ id: 'attic', ...rest });
  expect(reading).toThrow(message);
  expect(reading).not.toThrow(/canary/);
});

it('refuses an id that cannot be part of entity names', () => {
  expect(() =>
    read({ id: 'my cluster', endpoints: [endpoint], token }),
  ).toThrow(/letters, digits/);
});

describe('execution', () => {
  const source = { id: 'attic', endpoints: [endpoint], token };
  const execution = { token: 'rw@pve!itops=canary-5678' };

  it('is absent unless it is configured: then nothing is ever written', () => {
    expect(read(source)[0].execution).toBeUndefined();
  });

  it('has a token of its own, and fifteen minutes for a task', () => {
    expect(read({ ...source, execution })[0].execution).toEqual({
      token: execution.token,
      taskTimeoutMs: 900_000,
    });
    expect(
      read({ ...source, execution: { ...execution, taskTimeout: '2h' } })[0]
        .execution?.taskTimeoutMs,
    ).toBe(7_200_000);
  });

  it.each<[string, object, RegExp]>([
    [
      'the token that reads',
      { ...source, execution: { token } },
      /ro@pve!itops is the token that reads/,
    ],
    [
      'the token that reads with another secret: it is the same token',
      { ...source, execution: { token: 'ro@pve!itops=canary-9' } },
      /is the token that reads/,
    ],
    [
      'a token of another form',
      { ...source, execution: { token: 'rw@pve=canary' } },
      /form USER@REALM!ID=SECRET/,
    ],
    ['no token', { ...source, execution: {} }, /token/],
    [
      'no API to send anything to',
      { id: 'attic', transport: 'ssh', ssh, execution },
      /name its endpoints/,
    ],
  ])('refuses %s at the start, and names the source', (_, config, why) => {
    const refuse = () => read(config);
    expect(refuse).toThrow(why);
    expect(refuse).not.toThrow(/canary/);
  });
});
