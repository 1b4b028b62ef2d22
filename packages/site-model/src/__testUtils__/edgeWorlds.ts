import fc from 'fast-check';
import {
  Freshness,
  FreshnessLabel,
  SOURCE_SCOPE,
  SourceSnapshot,
} from '../observations';
import {
  ConsoleBuilder,
  GATEWAY,
  HostSketch,
  NeighboursBuilder,
  NODE_MAC,
  ProxyBuilder,
  STRANGER,
  SWITCH,
} from './edgeBuilder';
import { macOf, SnapshotBuilder } from './siteBuilder';
import { worlds } from './worlds';

const address = fc
  .integer({ min: 1, max: 12 })
  .map(last => (last > 10 ? `fd00::${last}` : `10.0.0.${last}`));
const host = fc.oneof(
  { weight: 5, arbitrary: address },
  { weight: 1, arbitrary: fc.constantFrom('app', 'x.lan', 'o.example.net') },
);
const to = host.map(text =>
  text.includes(':') ? `[${text}]:80` : `${text}:80`,
);
const name = fc.constantFrom(
  'a.example',
  'B.example',
  '*.example',
  'a.*',
  'b.example',
);
const serving = fc.constantFrom(
  'serving',
  'serving',
  'disabled',
  'refused',
  'unknown',
);
const few = <T>(items: fc.Arbitrary<T>, maxLength = 3) =>
  fc.array(items, { maxLength });
const mac = fc.oneof(
  fc.integer({ min: 101, max: 106 }).map(macOf),
  fc.constantFrom(NODE_MAC, STRANGER, SWITCH, GATEWAY),
);
const port = fc.integer({ min: 1, max: 4 });
const ports = fc.constantFrom('80,443', '443', '22', '20-30', '400-500');
const label = fc
  .oneof(
    { weight: 5, arbitrary: fc.constant<Freshness>('fresh') },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Freshness>(
        'aging',
        'stale',
        'failed',
        'partial',
      ),
    },
  )
  .map(
    (freshness): Partial<FreshnessLabel> =>
      freshness === 'fresh' ? {} : { freshness, reason: 'timeout' },
  );

const hostSketch: fc.Arbitrary<HostSketch> = fc.record(
  {
    names: fc.uniqueArray(name, { minLength: 1, maxLength: 2 }),
    to,
    locations: fc.dictionary(fc.constantFrom('/', '/v1/'), to, { maxKeys: 2 }),
    free: fc.dictionary(
      fc.constantFrom('/', '/f'),
      fc.option(to, { nil: undefined }),
      { maxKeys: 1 },
    ),
    serving: serving as fc.Arbitrary<HostSketch['serving']>,
  },
  { requiredKeys: ['names', 'to'] },
);

const smallProxy = fc.record({
  addresses: few(address, 2),
  hosts: few(hostSketch),
  others: few(fc.tuple(fc.constantFrom('redirect', 'dead'), name, serving), 2),
  streams: few(fc.tuple(ports, host, serving), 2),
  label,
});

const smallConsole = fc.record({
  clients: fc.uniqueArray(
    fc.record({
      mac,
      port: fc.option(port, { nil: undefined }),
      address: fc.option(address, { nil: undefined }),
      presence: fc.constantFrom('present', 'present', 'stale'),
      wired: fc.boolean(),
    }),
    { selector: item => item.mac, maxLength: 6 },
  ),
  forwards: few(
    fc.tuple(
      ports,
      address,
      fc.constantFrom('wan', 'wan2', 'both'),
      fc.boolean(),
    ),
  ),
  lldp: fc.option(fc.constantFrom('node-a', 'node-b'), { nil: undefined }),
  lag: fc.boolean(),
  tagged: fc.constantFrom<'all' | number[]>('all', [], [12]),
  label,
});

const smallTable = fc.record({
  neighbours: fc.uniqueArray(
    fc.record({
      address,
      mac,
      presence: fc.constantFrom(
        'present',
        'present',
        'seen',
        'configured',
        'absent',
      ),
      node: fc.constantFrom('node-a', 'node-b'),
    }),
    { selector: item => `${item.node} ${item.address}`, maxLength: 6 },
  ),
  label,
});

const upstream = fc.oneof(
  host.map(text => ({ text, host: text })),
  host.map(text => ({ text: `${text}:80`, host: text, port: 80 })),
  fc
    .integer({ min: 101, max: 106 })
    .map(vmid => ({ text: String(vmid), vmid })),
);

const smallNames = fc.record({
  names: few(
    fc.tuple(
      fc.constantFrom('a.example', '*.example', 'b.example', 'other.example'),
      few(upstream, 2),
    ),
    4,
  ),
  label,
});

type Made<T> = T extends fc.Arbitrary<infer V> ? V : never;

function proxySnapshot(id: string, small: Made<typeof smallProxy>) {
  const builder = ProxyBuilder.create(small.addresses, id);
  small.hosts.forEach(sketch => builder.host(sketch));
  for (const [kind, hostname, how] of small.others) {
    if (kind === 'dead') {
      builder.dead(hostname, how as 'serving');
    } else {
      builder.redirect(hostname, 'other.example', how as 'serving');
    }
  }
  for (const [incoming, forwardHost, how] of small.streams) {
    builder.stream(incoming, { forwardHost, serving: how as 'serving' });
  }
  return builder.scope(SOURCE_SCOPE, small.label).build();
}

function consoleSnapshot(small: Made<typeof smallConsole>) {
  const builder = ConsoleBuilder.create()
    .switch(SWITCH, {
      name: 'core',
      address: '10.0.0.2',
      uplink: { mac: GATEWAY, port: 4, remotePort: 1 },
    })
    .switch(GATEWAY, { kind: 'gateway', address: '10.0.0.9', wans: [] })
    .network('lan', {
      vid: 11,
      cidr: '10.0.0.9/28',
      gateway: '10.0.0.9',
      dhcp: { start: '10.0.0.6', stop: '10.0.0.7' },
    })
    .network('lab', { vid: 12 });
  for (const number of [1, 2, 3, 4]) {
    const isMember = small.lag && number < 3;
    builder.port(number, {
      nativeVlan: 11,
      taggedVlans: small.tagged,
      ...(isMember && { lag: [1, 2] }),
      ...(number === 3 &&
        small.lldp && {
          name: 'node-a uplink',
          lldp: [{ chassisId: 'aa', systemName: small.lldp }],
        }),
    });
  }
  for (const { mac: own, port: number, presence, ...value } of small.clients) {
    builder.client(own, value.wired ? number : undefined, {
      ...value,
      presence: presence as 'present',
    });
  }
  small.forwards.forEach(([listen, where, wan, enabled], index) =>
    builder.forward(`pf${index}`, listen, where, { interface: wan, enabled }),
  );
  return builder.scope(SOURCE_SCOPE, small.label).build();
}

function tableSnapshot(small: Made<typeof smallTable>) {
  const builder = NeighboursBuilder.create();
  for (const item of small.neighbours) {
    const seen = item.presence === 'absent' ? undefined : item.mac;
    builder.neighbour(
      item.address,
      seen,
      item.presence as 'present',
      item.node,
    );
  }
  return builder.scope(SOURCE_SCOPE, small.label).build();
}

function namesSnapshot(small: Made<typeof smallNames>) {
  const builder = SnapshotBuilder.declared('hostnames.md');
  for (const [hostname, upstreams] of small.names) {
    builder.hostname(hostname, upstreams, upstreams.length === 0);
  }
  return builder.scope(SOURCE_SCOPE, small.label).build();
}

/** Small worlds with everything in front of the guests, too: proxies, a switch, neighbours. */
export const edgeWorlds: fc.Arbitrary<SourceSnapshot[]> = fc
  .tuple(
    worlds,
    few(smallProxy, 2),
    fc.option(smallConsole),
    fc.option(smallTable),
    fc.option(smallNames),
  )
  .map(([world, proxies, unifi, table, names]) => [
    ...world,
    ...proxies.map((small, index) => proxySnapshot(`p${index}`, small)),
    ...(unifi ? [consoleSnapshot(unifi)] : []),
    ...(table ? [tableSnapshot(table)] : []),
    ...(names ? [namesSnapshot(names)] : []),
  ]);
