import fc from 'fast-check';
import { Freshness, FreshnessLabel, SourceSnapshot } from '../observations';
import { GuestSketch, SnapshotBuilder } from './siteBuilder';

const address = fc
  .integer({ min: 1, max: 12 })
  .map(last => (last > 10 ? `fd00::${last}` : `10.0.0.${last}`));
const cidr = address.map(text => `${text}/${text.includes(':') ? 64 : 24}`);
const few = <T>(items: fc.Arbitrary<T>) => fc.array(items, { maxLength: 2 });

const guest: fc.Arbitrary<GuestSketch> = fc.record(
  {
    type: fc.constantFrom('lxc', 'qemu'),
    status: fc.constantFrom('running', 'running', 'stopped', 'unknown'),
    template: fc.boolean(),
    node: fc.constantFrom('node-a', 'node-b'),
    name: fc.constantFrom('web', 'mail', 'db'),
    tags: few(fc.constantFrom('owner-web', 'svc-shop', 'prod')),
    configured: few(cidr),
    live: fc.oneof(few(cidr), fc.constant<false>(false)),
    nested: few(cidr),
    pending: few(cidr),
    agent: fc.boolean(),
    bridge: fc.constantFrom('vmbr0', 'tenants'),
    tag: fc.constantFrom(11, 12),
    missed: fc.boolean(),
    withoutConfig: fc.boolean(),
  },
  { requiredKeys: ['node', 'configured'] },
);

const freshness = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Freshness>('fresh') },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Freshness>(
      'aging',
      'stale',
      'failed',
      'partial',
      'never',
    ),
  },
);
const reason = fc.constantFrom<FreshnessLabel['reason']>(
  'late',
  'timeout',
  'agent-blocked',
  'node-offline',
);

interface SmallCluster {
  offline: boolean;
  nodeAddress?: string;
  guests: [number, GuestSketch][];
  labels: [string, string, Freshness, FreshnessLabel['reason']][];
}
const vmid = fc.integer({ min: 101, max: 106 });
const smallCluster: fc.Arbitrary<SmallCluster> = fc.record(
  {
    offline: fc.boolean(),
    nodeAddress: address,
    guests: fc.uniqueArray(fc.tuple(vmid, guest), {
      selector: ([id]) => id,
      maxLength: 6,
    }),
    labels: fc.array(
      fc.tuple(
        fc.oneof(
          fc.constantFrom('source', 'node:node-a'),
          vmid.map(id => `guest:${id}`),
        ),
        fc.constantFrom('inventory', 'addresses'),
        freshness,
        reason,
      ),
      { maxLength: 4 },
    ),
  },
  { requiredKeys: ['offline', 'guests', 'labels'] },
);

const smallFile = fc.record({
  keys: fc.array(
    fc.record({
      key: fc.constantFrom('IP_A', 'A_IP', 'IP_B', 'B_VIP', 'HOST_C', 'C'),
      value: fc.oneof(
        address,
        fc.constantFrom('10.0.0.3-10.0.0.5', '10.0.0.0/24'),
      ),
      superseded: fc.boolean(),
    }),
    { maxLength: 8 },
  ),
  rows: fc.array(
    fc.record({
      vmid: fc.integer({ min: 101, max: 108 }),
      values: few(fc.oneof(address, fc.constant('10.0.0.3-10.0.0.5'))),
      name: fc.constantFrom('web', 'WEB.example.org', 'mail'),
      node: fc.constantFrom('node-a', 'node-b', 'node-c'),
      shifted: fc.boolean(),
    }),
    { maxLength: 8 },
  ),
  unparsed: fc.integer({ min: 0, max: 2 }),
  freshness,
});

function clusterSnapshot(id: string, small: SmallCluster): SourceSnapshot {
  const builder = SnapshotBuilder.cluster(id)
    .node('node-a', { address: small.nodeAddress })
    .node('node-b', { status: small.offline ? 'offline' : 'online' })
    .vnet('tenants', { tag: 200, subnets: [{ cidr: '10.0.0.0/28' }] });
  for (const [id_, sketch] of small.guests) {
    builder.guest(id_, sketch);
  }
  for (const [scope, pass, fresh, why] of small.labels) {
    builder.scope(scope, { freshness: fresh, reason: why }, pass);
  }
  return builder.build();
}

/** Small worlds in which everything happens: shared addresses, silent agents, failed scopes. */
export const worlds: fc.Arbitrary<SourceSnapshot[]> = fc
  .tuple(
    fc.array(smallCluster, { maxLength: 2 }),
    fc.array(smallFile, { maxLength: 2 }),
  )
  .map(([clusters, files]) => [
    ...clusters.map((small, index) => clusterSnapshot(`pve-${index}`, small)),
    ...files.map((file, index) => {
      const builder = SnapshotBuilder.declared(`file-${index}`);
      for (const { key, value, superseded } of file.keys) {
        builder.key(key, value, { superseded });
      }
      for (const { vmid: id, values, ...row } of file.rows) {
        builder.row(id, values, row);
      }
      for (let line = 1; line <= file.unparsed; line++) {
        builder.unparsed('addresses.conf', 100 + line, 'x', 'y');
      }
      return builder.scope('source', { freshness: file.freshness }).build();
    }),
  ]);

/** The same snapshots with everything in another order. */
export function shuffled(
  snapshots: SourceSnapshot[],
): fc.Arbitrary<SourceSnapshot[]> {
  return fc
    .tuple(
      ...snapshots.map(snapshot =>
        fc
          .tuple(
            fc.shuffledSubarray(snapshot.facts, {
              minLength: snapshot.facts.length,
            }),
            fc.shuffledSubarray(snapshot.scopes, {
              minLength: snapshot.scopes.length,
            }),
          )
          .map(([facts, scopes]) => ({ ...snapshot, facts, scopes })),
      ),
    )
    .chain(mixed =>
      fc.shuffledSubarray(mixed as SourceSnapshot[], {
        minLength: mixed.length,
      }),
    );
}
