import {
  clusterOnSwitch,
  consoleWithNode,
  HostSketch,
  ProxyBuilder,
} from '../__testUtils__/edgeBuilder';
import { hopsOfKind, pathOf, pathWords } from '../__testUtils__/pathWords';
import { macOf, siteOf } from '../__testUtils__/siteBuilder';
import { buildPaths } from '.';

const PROXY = '10.0.0.9';
const web = () =>
  clusterOnSwitch()
    .guest(101, { configured: ['10.0.0.5/24'] })
    .guest(109, { configured: [`${PROXY}/24`, '10.0.1.9/24'] });
const wired = () =>
  consoleWithNode()
    .client(macOf(101), 1)
    .client(macOf(109), 1)
    .forward('pf1', '80,443', PROXY);
const path = (sketch: HostSketch) =>
  pathOf('h1.example', [
    web(),
    wired(),
    ProxyBuilder.create([PROXY]).host(sketch),
  ]);

describe('the hops in front of the address', () => {
  it('lead from the name over forward and row to guest, node, port and patch', () => {
    const whole = path({});
    expect(pathWords(whole)).toEqual([
      'hostname hostname:h1.example confirmed',
      'port-forward port-forward:pf1 confirmed',
      'proxy proxy-host:1 confirmed',
      'address address:10.0.0.5 80 confirmed',
      'guest guest:101 confirmed',
      'node node:node-a confirmed',
      'switch-port port:core/1 confirmed',
      'patch - not-applicable (no-source)',
    ]);
    expect(whole.status).toBe('confirmed');
  });

  it('say each what they rest on', () => {
    const claims = path({}).hops.map(({ evidence }) =>
      evidence.map(({ claim, locator }) => `${claim} ${locator ?? ''}`.trim()),
    );
    expect(claims).toEqual([
      ['named by the row /1'],
      ['pf1: wan tcp 80,443 to 10.0.0.9:80,443 /forwards/pf1'],
      ['sends to http://10.0.0.5:80 /1'],
      expect.arrayContaining([
        'configured on net0 of 101 guest-101 /nodes/node-a/lxc/101/config',
        'target of proxy host 1 /1',
      ]),
      ['101 guest-101 is on node node-a (running) /cluster/resources'],
      ['node node-a is online'],
      ['learned on core/1', 'MAC of the node learned on core/1'],
      [],
    ]);
  });

  it('follow a location / that replaces the target, as sure as the row itself (R12)', () => {
    const whole = path({
      to: '10.0.0.77:1',
      locations: { '/': '10.0.0.5:80' },
    });
    expect(hopsOfKind(whole, 'proxy')).toEqual([
      'proxy proxy-host:1 confirmed (overridden-by-location)',
    ]);
    expect(hopsOfKind(whole, 'address')).toEqual([
      'address address:10.0.0.5 80 confirmed',
    ]);
  });

  it('are likely at most where free text decides (R12)', () => {
    const followed = path({ to: '10.0.0.77:1', free: { '/': '10.0.0.5:80' } });
    expect([followed.status, hopsOfKind(followed, 'proxy')]).toEqual([
      'likely',
      ['proxy proxy-host:1 likely (overridden-by-free-text)'],
    ]);
    expect(hopsOfKind(followed, 'address')).toEqual([
      'address address:10.0.0.5 80 confirmed',
    ]);
    expect(
      hopsOfKind(path({ free: { '/': undefined } }), 'inside-proxy'),
    ).toEqual([
      'inside-proxy inside-proxy:free-text unknown (free-text-not-followed)',
    ]);
    expect(
      hopsOfKind(path({ free: { '/x': '10.0.0.5:81' } }), 'proxy'),
    ).toEqual(['proxy proxy-host:1 likely (free-text-location)']);
  });

  it('branch at other locations (R12)', () => {
    expect(
      pathWords(path({ locations: { '/v1/': '10.0.0.1:8006' } })).filter(
        words => !/^(switch-port|patch|node)/.test(words),
      ),
    ).toEqual([
      'hostname hostname:h1.example confirmed',
      'port-forward port-forward:pf1 confirmed',
      'proxy proxy-host:1 confirmed',
      '[/]',
      'address address:10.0.0.5 80 confirmed',
      'guest guest:101 confirmed',
      '[/v1/]',
      'address address:10.0.0.1 8006 confirmed',
      'guest - not-applicable (hypervisor)',
    ]);
  });

  it.each([
    ['disabled', 'not-applicable (row-disabled)', 'confirmed'],
    ['refused', 'conflict (refused-by-nginx)', 'conflict'],
  ] as const)(
    'end at the default site with a row that is %s (R18)',
    (serving, hop, status) => {
      const whole = path({ serving });
      expect(pathWords(whole).slice(2)).toEqual([
        `proxy proxy-host:1 ${hop}`,
        'default-site default-site:npm/edge confirmed',
      ]);
      expect(whole.status).toBe(status);
    },
  );

  it('go on to a pattern that matches when the row itself is not served', () => {
    const proxy = ProxyBuilder.create([PROXY])
      .host({ names: ['a.example'], serving: 'disabled' })
      .host({ names: ['*.example'] });
    expect(
      hopsOfKind(pathOf('a.example', [web(), wired(), proxy]), 'proxy'),
    ).toEqual([
      'proxy proxy-host:1 not-applicable (row-disabled)',
      'proxy proxy-host:2 confirmed',
    ]);
  });

  it('are not sure of a row of which nginx has not spoken yet', () => {
    expect(hopsOfKind(path({ serving: 'unknown' }), 'proxy')).toEqual([
      'proxy proxy-host:1 likely (serving-unknown)',
    ]);
  });

  it.each([PROXY, '10.0.1.9'])(
    'end in a loop at %s, which the proxy or its guest has (R18)',
    address => {
      expect(pathWords(path({ to: `${address}:443` })).slice(2)).toEqual([
        'proxy proxy-host:1 conflict (proxy-loop)',
      ]);
    },
  );

  it.each([
    [
      'app:80',
      'inside-proxy inside-proxy:app:80 unknown (name-not-resolvable-here)',
    ],
    [
      'nas.lan',
      'inside-proxy inside-proxy:nas.lan unknown (name-not-resolvable-here)',
    ],
    [
      '127.0.0.1:81',
      'inside-proxy inside-proxy:127.0.0.1:81 unknown (name-not-resolvable-here)',
    ],
    [
      'Origin.example.net:443',
      'external external:origin.example.net:443 confirmed',
    ],
    ['203.0.113.9:443', 'external external:203.0.113.9:443 confirmed'],
  ])('end outside with %s (R11)', (to, words) => {
    expect(pathWords(path({ to })).at(-1)).toBe(words);
  });

  it('end at a redirection and at a dead host (R18)', () => {
    const proxy = ProxyBuilder.create([PROXY])
      .redirect('r.example', 'Other.example')
      .dead('d.example')
      .dead('e.example', 'disabled');
    const sources = [web(), wired(), proxy];
    expect(pathWords(pathOf('r.example', sources)).slice(2)).toEqual([
      'proxy redirection-host:1 confirmed',
      'redirect redirect:other.example confirmed',
    ]);
    expect(pathWords(pathOf('d.example', sources)).slice(2)).toEqual([
      'proxy dead-host:2 confirmed (dead-host)',
    ]);
    expect(pathWords(pathOf('e.example', sources)).slice(2)).toEqual([
      'proxy dead-host:3 not-applicable (row-disabled)',
      'default-site default-site:npm/edge confirmed',
    ]);
  });

  it('list the rows that match, too, and show names in lower case (R17)', () => {
    const proxy = ProxyBuilder.create([PROXY])
      .host({ names: ['*.Example'] })
      .host({ names: ['A.Example'] });
    const { shadowed, hops } = pathOf('a.EXAMPLE', [web(), wired(), proxy]);
    expect(shadowed).toEqual(['proxy-host:1']);
    expect(hops[0].ref).toBe('hostname:a.example');
    expect(hops[0].evidence.map(({ value }) => value)).toEqual([
      'proxy-host:2',
      'proxy-host:1',
    ]);
  });

  it('branch where two rows want the name', () => {
    const proxy = ProxyBuilder.create([PROXY])
      .host({ names: ['a.example'] })
      .dead('a.example');
    const whole = pathOf('a.example', [web(), wired(), proxy]);
    expect(hopsOfKind(whole, 'proxy')).toEqual([
      'proxy - conflict (several-rows)',
      'proxy proxy-host:1 confirmed',
      'proxy dead-host:2 confirmed (dead-host)',
    ]);
    expect(whole.branches!.map(({ row }) => row)).toEqual([
      'proxy-host:1',
      'dead-host:2',
    ]);
  });
});

describe('the port forward', () => {
  const proxy = () => ProxyBuilder.create([PROXY]).host();
  const forwards = (sources = [web(), wired(), proxy()]) =>
    hopsOfKind(pathOf('h1.example', sources), 'port-forward');

  it('is the enabled one for 80 or 443 that leads to the proxy', () => {
    const unifi = consoleWithNode()
      .forward('off', '443', PROXY, { enabled: false })
      .forward('udp', '443', PROXY, { protocol: 'udp' })
      .forward('git', '2222', PROXY)
      .forward('other', '8080', '10.0.0.5')
      .forward('pf', '400-500', '10.0.1.9', { source: '198.51.100.0/24' });
    expect(forwards([web(), unifi, proxy()])).toEqual([
      'port-forward port-forward:pf confirmed (restricted-source)',
    ]);
  });

  it('does not apply without any, or without a controller; both say so', () => {
    expect(forwards([web(), consoleWithNode(), proxy()])).toEqual([
      'port-forward - not-applicable (lan-only)',
    ]);
    expect(forwards([web(), proxy()])).toEqual([
      'port-forward - not-applicable (no-source)',
    ]);
  });

  it('is unknown where nobody knows where the proxy is, or the controller failed', () => {
    expect(forwards([web(), wired(), ProxyBuilder.create().host()])).toEqual([
      'port-forward - unknown (proxy-address-unknown)',
    ]);
    expect(
      forwards([web(), consoleWithNode().failed('timeout'), proxy()]),
    ).toEqual(['port-forward - unknown (timeout)']);
  });

  it('lists each where several lead there, and is a conflict where another one wants the port', () => {
    const two = wired().forward('pf2', '443', PROXY, { interface: 'wan2' });
    expect(forwards([web(), two, proxy()])).toEqual([
      'port-forward port-forward:pf1 confirmed (one-of-several)',
      'port-forward port-forward:pf2 confirmed (one-of-several)',
    ]);
    const rival = wired().forward('pf3', '440-450', '10.0.0.5');
    expect(forwards([web(), rival, proxy()])).toEqual([
      'port-forward port-forward:pf1 conflict (forward-conflict)',
    ]);
  });
});

describe('several proxies', () => {
  const first = () => ProxyBuilder.create(['10.0.0.9'], 'a');
  const second = () => ProxyBuilder.create(['10.0.0.8'], 'b');
  const cluster = () => web().guest(108, { configured: ['10.0.0.8/24'] });

  it('are followed from one to the next, with prefixed rows', () => {
    const sources = [
      cluster(),
      first().host({ names: ['x.example'], to: '10.0.0.8:80' }),
      second().host({ names: ['*.example'], to: '10.0.0.5:80' }),
    ];
    const [found] = buildPaths(siteOf(sources)).forward('x.example');
    expect(pathWords(found).slice(2, 6)).toEqual([
      'proxy proxy-host:a/1 confirmed',
      'address address:10.0.0.8 80 confirmed',
      'proxy proxy-host:b/1 confirmed',
      'address address:10.0.0.5 80 confirmed',
    ]);
  });

  it('are a conflict in a ring', () => {
    const sources = [
      cluster(),
      first().host({ names: ['x.example'], to: '10.0.0.8:80' }),
      second().host({ names: ['x.example'], to: '10.0.0.9:80' }),
    ];
    const paths = buildPaths(siteOf(sources)).forward('x.example');
    expect(
      paths.map(({ proxySourceId, status }) => [proxySourceId, status]),
    ).toEqual([
      ['npm/a', 'conflict'],
      ['npm/b', 'conflict'],
    ]);
    expect(hopsOfKind(paths[0], 'proxy').at(-1)).toBe(
      'proxy proxy-host:b/1 conflict (proxy-loop)',
    );
  });
});
