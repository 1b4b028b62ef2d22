import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import {
  describeHere,
  missingRecordedSite,
  recordedFile,
} from '@sankofa/plugin-itops-node/testUtils';
import { FactValue, factSchemas } from '@sankofa/site-model';
import {
  deadHostSchema,
  proxyHostSchema,
  redirectionHostSchema,
  streamSchema,
} from '../clients/schemas';
import {
  mapDeadHost,
  mapProxyHost,
  mapRedirectionHost,
  mapStream,
} from './rows';

/** A row as NPM answers it; invented for these tests. */
const HOST = {
  id: 7,
  domain_names: ['wiki.attic.example'],
  forward_scheme: 'http',
  forward_host: '10.9.0.7',
  forward_port: 8080,
  enabled: true,
  locations: null,
  advanced_config: '',
  meta: { nginx_online: true, nginx_err: null },
};

function host(changes: object = {}): FactValue<'proxy-host'> {
  const fact = mapProxyHost(proxyHostSchema.parse({ ...HOST, ...changes }));
  return factSchemas['proxy-host'].parse(fact.value);
}

const STREAM = {
  id: 3,
  incoming_port: 2222,
  forwarding_host: '10.9.0.7',
  forwarding_port: 22,
  tcp_forwarding: true,
  udp_forwarding: false,
  enabled: true,
  meta: {},
};

describe('serving state', () => {
  const ERROR =
    '2026/11/23 18:34:09 [emerg] 208#208: unknown directive "x" in /data/nginx/proxy_host/7.conf:44\nnginx: configuration file /etc/nginx/nginx.conf test failed\n';

  it.each([
    ['accepted', { meta: { nginx_online: true } }, 'serving'],
    ['refused', { meta: { nginx_online: false } }, 'refused'],
    ['never tested', { meta: {} }, 'unknown'],
    ['not said', { meta: null }, 'unknown'],
    ['without a meta', { meta: undefined }, 'unknown'],
    // It keeps what nginx said of it while it was on.
    [
      'switched off',
      { enabled: false, meta: { nginx_online: true } },
      'disabled',
    ],
    [
      'off and refused',
      { enabled: 0, meta: { nginx_online: false } },
      'disabled',
    ],
    ['of an old version', { enabled: 1, meta: { nginx_online: 1 } }, 'serving'],
    [
      'of new NPMplus',
      { meta: undefined, npmplus_nginx_online: false },
      'refused',
    ],
    [
      'of new NPMplus, on',
      { meta: undefined, npmplus_nginx_online: true },
      'serving',
    ],
  ])('a row %s is %s -> %s', (_, changes, serving) => {
    expect(host(changes).serving).toBe(serving);
  });

  it('keeps why nginx refuses, without what changes with every reload', () => {
    const wanted = 'unknown directive "x" in /data/nginx/proxy_host/7.conf:44';
    const refused = { nginx_online: false, nginx_err: ERROR };
    expect(host({ meta: refused }).refusal).toBe(wanted);
    expect(
      host({
        meta: undefined,
        npmplus_nginx_online: false,
        npmplus_nginx_err: `nginx: [warn] conflicting name\n${ERROR}`,
      }).refusal,
    ).toBe(wanted);
    expect(
      host({ meta: { ...refused, nginx_err: 'nginx: [emerg] bind() failed' } })
        .refusal,
    ).toBe('bind() failed');
    expect(
      host({ meta: { ...refused, nginx_err: '' } }).refusal,
    ).toBeUndefined();
    expect(
      host({ meta: { ...refused, nginx_err: 'x\u202e\0'.repeat(9_999) } })
        .refusal!.length,
    ).toBeLessThanOrEqual(300);
  });
});

describe('targets', () => {
  it.each([
    [{}, { scheme: 'http', host: '10.9.0.7', port: 8080 }],
    [
      { forward_port: '8080' },
      { scheme: 'http', host: '10.9.0.7', port: 8080 },
    ],
    [{ forward_port: null }, { scheme: 'http', host: '10.9.0.7' }],
    [{ forward_port: '' }, { scheme: 'http', host: '10.9.0.7' }],
    [
      { forward_host: '10.9.0.7/app/x' },
      { scheme: 'http', host: '10.9.0.7', port: 8080, path: '/app/x' },
    ],
    [
      { forward_host: 'unix:/run/app.sock', forward_port: null },
      { scheme: 'http', host: 'unix:/run/app.sock' },
    ],
    [
      {
        forward_scheme: 'path',
        forward_host: '/data/html',
        forward_port: null,
      },
      { scheme: 'path', host: '/data/html' },
    ],
    [
      { forward_scheme: 'empty', forward_host: '', forward_port: null },
      { scheme: 'empty', host: '' },
    ],
    [
      { forward_host: '[fd00::7]' },
      { scheme: 'http', host: '[fd00::7]', port: 8080 },
    ],
  ])('%j is %j', (changes, target) => {
    expect(host(changes).target).toEqual(target);
  });

  it('writes the modifier of NPMplus before the path, and leaves out locations that are off', () => {
    const location = {
      forward_scheme: 'https',
      forward_host: 'app',
      forward_port: 8443,
    };
    const { locations } = host({
      locations: [
        { ...location, path: '/v1/' },
        {
          ...location,
          path: '^/a',
          location_type: '~* ',
          npmplus_enabled: true,
        },
        { ...location, path: '/off', npmplus_enabled: false },
        { ...location, path: '~* ^/b', forward_host: 'app/in' },
      ],
    });
    const target = { scheme: 'https', host: 'app', port: 8443 };
    expect(locations).toEqual([
      { path: '/v1/', target },
      { path: '~* ^/a', target },
      { path: '~* ^/b', target: { ...target, path: '/in' } },
    ]);
  });
});

describe('free text of a row', () => {
  it('overrides where it has a location, answers all where it returns, and is nothing where it comments', () => {
    expect(host({ advanced_config: '# location / { }' })).toMatchObject({
      freeText: false,
      freeLocations: [],
    });
    expect(host({ advanced_config: 'gzip on;' })).toMatchObject({
      freeText: true,
      freeLocations: [],
    });
    const advanced_config =
      'location / { proxy_pass $forward_scheme://10.9.0.8:$port; }';
    expect(host({ advanced_config }).freeLocations).toEqual([
      { path: '/', target: { scheme: 'http', host: '10.9.0.8', port: 8080 } },
    ]);
    expect(
      host({ advanced_config: 'return 301 https://b.example;' }),
    ).toMatchObject({ freeText: true, freeLocations: [{ path: '/' }] });
    expect(host({ npmplus_location_config: 'return 204;' })).toMatchObject({
      freeText: true,
      freeLocations: [{ path: '/' }],
    });
  });

  it('is not kept itself: it may hold passwords', () => {
    const advanced_config = `auth_basic_user_file /canary; set $key canary;
      location /x { proxy_set_header Authorization "Basic canary"; proxy_pass http://u:canary@b/?k=canary; }`;
    expect(JSON.stringify(host({ advanced_config }))).not.toContain('canary');
  });
});

it('names certificate and access lists, and drops what else they hold', () => {
  const secret = { certificate_key: 'canary', items: ['canary'] };
  expect(
    JSON.stringify(
      host({
        certificate: {
          nice_name: 'wild',
          expires_on: '2027-02-21 18:34:02',
          meta: secret,
        },
        access_list: { name: 'staff', items: [{ password: 'canary' }] },
        owner: { email: 'canary' },
        meta: { ...HOST.meta, ...secret },
      }),
    ),
  ).not.toContain('canary');
  const certificate = { nice_name: 'wild', expires_on: '2027-02-21 18:34:02' };
  expect(host({ certificate }).certificate).toEqual({
    name: 'wild',
    expiresAt: '2027-02-21T18:34:02.000Z',
  });
  expect(
    host({ certificate: { expires_on: '2027-02-21T18:34:02.000Z' } })
      .certificate,
  ).toEqual({ expiresAt: '2027-02-21T18:34:02.000Z' });
  expect(host({ certificate: { expires_on: 'soon' } }).certificate).toEqual({});
  expect(host({ access_list: { name: 'staff' } }).accessList).toBe('staff');
  expect(
    host({ access_lists: [{ name: 'a' }, { name: 'b' }] }).accessList,
  ).toBe('a, b');
  expect(host({ access_lists: [] }).accessList).toBeUndefined();
});

it('keeps hostile names as the text they are, but not without end', () => {
  const names = [
    '<img src=x onerror=alert(1)>',
    'exa\u202emple.test',
    'nul\0.test',
    "'; DROP TABLE facts; --",
    `${'long'.repeat(2_500)}.test`,
  ];
  const { domainNames } = host({ domain_names: names, forward_host: names[0] });
  expect(domainNames.slice(0, 4)).toEqual(names.slice(0, 4));
  expect(domainNames[4]).toHaveLength(1_001);
});

it('reads streams with numbers, ranges, variables and nothing as ports', () => {
  const of = (changes: object) =>
    mapStream(streamSchema.parse({ ...STREAM, ...changes })).value;
  expect(of({})).toMatchObject({
    incomingPort: '2222',
    forwardPort: '22',
    tcp: true,
    udp: false,
    serving: 'unknown',
  });
  expect(
    of({ incoming_port: '30000-30010', forwarding_port: '$server_port' }),
  ).toMatchObject({ incomingPort: '30000-30010', forwardPort: '$server_port' });
  expect(of({ forwarding_port: '' })).toMatchObject({ forwardPort: '' });
  expect(of({ forwarding_port: null })).toMatchObject({ forwardPort: '' });
});

it.each([
  [{ domain_names: 'a.example' }],
  [{ domain_names: [7] }],
  [{ id: '7' }],
  [{ enabled: 'yes' }],
  [{ forward_port: {} }],
  [{ forward_port: 70_000 }],
  [{ locations: [{ path: 7 }] }],
  [{ meta: { nginx_online: 'maybe' } }],
])('%j is no proxy host', changes => {
  expect(proxyHostSchema.safeParse({ ...HOST, ...changes }).success).toBe(
    false,
  );
});

describeHere(
  missingRecordedSite(),
  'rows recorded from the real programs',
  () => {
    const folder = path.resolve(recordedFile('..'), 'npm');
    const rowsOf = (dialect: string, ending: string): any[] => {
      const file = readdirSync(path.join(folder, dialect)).find(name =>
        name.endsWith(ending),
      );
      return JSON.parse(readFileSync(path.join(folder, dialect, file!), 'utf8'))
        .response;
    };
    const dialects = ['real-npm-2.15.1', 'real-npmplus-2026-06-30'];

    it('lie where they are looked for', () => {
      expect(dialects.map(name => existsSync(path.join(folder, name)))).toEqual(
        [true, true],
      );
    });

    it.each(dialects)('of %s all become facts', dialect => {
      const facts = [
        ...rowsOf(dialect, 'proxy-hosts-list-expanded.json').map(row =>
          mapProxyHost(proxyHostSchema.parse(row)),
        ),
        ...rowsOf(dialect, 'redirection-hosts-list.json').map(row =>
          mapRedirectionHost(redirectionHostSchema.parse(row)),
        ),
        ...rowsOf(dialect, 'dead-hosts-list.json').map(row =>
          mapDeadHost(deadHostSchema.parse(row)),
        ),
        ...rowsOf(dialect, 'streams-list.json').map(row =>
          mapStream(streamSchema.parse(row)),
        ),
      ];
      expect(facts.length).toBeGreaterThan(15);
      for (const { kind, value } of facts) {
        expect(factSchemas[kind].parse(value)).toEqual(value);
      }
      expect(JSON.stringify(facts)).not.toMatch(/BEGIN|password|@example/);
    });

    it('of NPMplus show its own kinds of target', () => {
      const targets = rowsOf(dialects[1], 'proxy-hosts-list-expanded.json').map(
        row => {
          const { value } = mapProxyHost(proxyHostSchema.parse(row));
          const {
            scheme,
            host: name,
            port,
            path: behind,
          } = (value as FactValue<'proxy-host'>).target;
          return `${scheme} ${name} ${port ?? '-'} ${behind ?? '-'}`;
        },
      );
      expect(targets).toEqual(
        expect.arrayContaining([
          'path /data/html/site - -',
          'grpc 192.168.11.54 50051 -',
          'http unix:/run/app.sock - -',
          'http cu_pool - -',
          'http 192.168.11.80 8080 /app',
          'empty  - -',
        ]),
      );
    });
  },
);
