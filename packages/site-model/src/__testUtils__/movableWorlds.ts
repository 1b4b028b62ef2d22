import fc from 'fast-check';
import { Freshness, SOURCE_SCOPE, SourceSnapshot } from '../observations';
import {
  clusterOnSwitch,
  ConsoleBuilder,
  HostSketch,
  NODE_MAC,
  ProxyBuilder,
  SWITCH,
} from './edgeBuilder';
import { macOf } from './siteBuilder';

const last = fc.integer({ min: 3, max: 9 });
const address = last.map(end => `10.0.0.${end}`);
const far = fc.integer({ min: 3, max: 6 }).map(end => `10.20.0.${end}`);
const any = fc.oneof({ weight: 3, arbitrary: address }, far);

const guest = fc.record(
  {
    at: any,
    extra: any,
    tag: fc.constantFrom(10, 20, 30),
    bridge: fc.constantFrom('vmbr0', 'vmbr0', 'vmbr0', 'vmbr1', 'tenants'),
    status: fc.constantFrom('running', 'running', 'stopped'),
  },
  { requiredKeys: ['at'] },
);

const host: fc.Arbitrary<HostSketch> = fc.record(
  {
    to: any.map(text => `${text}:80`),
    locations: fc.dictionary(
      fc.constantFrom('/', '/v1/'),
      any.map(text => `${text}:80`),
      { maxKeys: 1 },
    ),
    serving: fc.constantFrom('serving', 'serving', 'serving', 'refused'),
  },
  { requiredKeys: ['to'] },
) as fc.Arbitrary<HostSketch>;

const label = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Freshness>('fresh') },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Freshness>('stale', 'failed', 'partial'),
  },
);

const freshnessOf = (freshness: Freshness) =>
  freshness === 'fresh' ? {} : { freshness, reason: 'timeout' as const };

/** node-a behind port 1, which carries some VLANs; VLANs 10 and 20 have networks. */
export function consoleWithTrunk(
  taggedVlans: 'all' | number[] = 'all',
): ConsoleBuilder {
  return ConsoleBuilder.create()
    .switch(SWITCH, { name: 'core', address: '10.0.0.2' })
    .network('lan', { vid: 10, cidr: '10.0.0.254/24', gateway: '10.0.0.254' })
    .network('far', { vid: 20, cidr: '10.20.0.1/24', gateway: '10.20.0.1' })
    .port(1, { nativeVlan: 10, taggedVlans })
    .client(NODE_MAC, 1, { address: '10.0.0.1' });
}

/** Worlds on one switch with everything a move needs to be known, most of the time. */
export const movableWorlds: fc.Arbitrary<SourceSnapshot[]> = fc
  .record({
    guests: fc.array(guest, { minLength: 1, maxLength: 4 }),
    hosts: fc.array(host, { minLength: 1, maxLength: 4 }),
    proxyAt: fc.option(address, { nil: undefined }),
    forwardTo: fc.option(address, { nil: undefined }),
    tagged: fc.constantFrom<'all' | number[]>('all', 'all', [20], []),
    labels: fc.tuple(label, label, label, label),
  })
  .map(({ guests, hosts, proxyAt, forwardTo, tagged, labels }) => {
    const cluster = clusterOnSwitch().vnet('tenants', {
      tag: 20,
      subnets: [{ cidr: '10.20.0.0/24' }],
    });
    guests.forEach(({ at, extra, tag, bridge, status }, index) =>
      cluster.guest(101 + index, {
        configured: [at, ...(extra ? [extra] : [])].map(text => `${text}/24`),
        ...(tag !== undefined && { tag }),
        ...(bridge && { bridge }),
        ...(status && { status: status as 'running' }),
      }),
    );
    const controller = consoleWithTrunk(tagged);
    guests.forEach(({ at }, index) =>
      controller.client(macOf(101 + index), 1, { address: at }),
    );
    if (forwardTo) {
      controller.forward('pf1', '80,443', forwardTo);
    }
    const proxy = ProxyBuilder.create(proxyAt ? [proxyAt] : ['10.0.0.99']);
    hosts.forEach(sketch => proxy.host(sketch));
    const [ofCluster, ofGuest, ofController, ofProxy] = labels.map(freshnessOf);
    return [
      cluster.scope(SOURCE_SCOPE, ofCluster).scope('guest:101', ofGuest),
      controller.scope(SOURCE_SCOPE, ofController),
      proxy.scope(SOURCE_SCOPE, ofProxy),
    ].map(builder => builder.build());
  });
