import { siteInventorySchema } from '@sankofa/plugin-itops-common';
import {
  Fact,
  Freshness,
  SOURCE_SCOPE,
  ScopeResult,
  SourceSnapshot,
  buildSite,
  snapshotOfResults,
  sourceFreshness,
} from '@sankofa/site-model';
import fc from 'fast-check';
import { SWITCH_MAC, controller, proxy } from '../__testUtils__/edgeFacts';
import {
  cluster,
  complete,
  configFact,
  guestFact,
} from '../__testUtils__/facts';
import { SiteView } from '../site';
import { siteEtag, siteInventory } from './siteInventory';

const AT = '2026-03-01T12:00:00.000Z';
const siteOptions = { unusedExclusions: [], owners: [] };
const CORE = `unifi/udm/${SWITCH_MAC}`;

function snapshot(sourceId: string, scopes: ScopeResult[]): SourceSnapshot {
  const result = { collectedAt: AT, scopes };
  return snapshotOfResults(
    sourceId,
    sourceId.split('/')[0],
    [{ pass: 'inventory', result, intervalSeconds: 300 }],
    AT,
  );
}

function viewOf(snapshots: SourceSnapshot[]): SiteView {
  return SiteView.create({
    site: buildSite(snapshots, siteOptions, AT),
    siteOptions,
    version: '1',
    runs: {},
    sources: new Map(
      snapshots.map(({ sourceId, facts }) => [
        sourceId,
        { facts: facts.length, listed: true },
      ]),
    ),
  });
}

/** A row of a table that says which address a guest has. */
function row(vmid: number, address: string): Fact {
  return {
    kind: 'declared-row',
    key: `endpoints.md:${vmid}`,
    value: {
      file: 'endpoints.md',
      line: vmid,
      vmid,
      addresses: [address],
      ranges: [],
      dynamic: false,
      shifted: false,
    },
  };
}

interface World {
  presence: 'present' | 'stale';
}

/**
 * Guests 101 and 102 with addresses, 103 on DHCP and only ever sighted, 104 of
 * which only a row knows the address, and the template 105 with that of 101.
 */
function world({ presence }: World): SourceSnapshot[] {
  const [list, ...configs] = cluster(101, 102);
  list.facts.push(
    guestFact(103),
    guestFact(104),
    guestFact(105, { template: true, status: 'stopped' }),
  );
  const wired = { wired: true, switchMac: SWITCH_MAC, presence };
  const edge = controller([{ mac: '02:aa:00:00:00:01', port: 1 }]);
  edge
    .find(({ scope }) => scope === 'clients')!
    .facts.push({
      kind: 'client',
      key: '02:00:00:00:03:01',
      value: {
        ...wired,
        mac: '02:00:00:00:03:01',
        address: '192.0.2.203',
        port: 1,
      },
    });
  return [
    snapshot('proxmox/lab', [
      list,
      ...configs,
      complete('guest:103', [configFact(103)]),
      complete('guest:105', [configFact(105, '192.0.2.101')]),
    ]),
    snapshot('declared/table', [
      complete(SOURCE_SCOPE, [row(104, '192.0.2.204')]),
    ]),
    snapshot(
      'npm/edge',
      proxy({
        'one.example': { to: '192.0.2.101:80' },
        'two.example': {
          to: '192.0.2.101:80',
          locations: [
            {
              path: '/api',
              target: { scheme: 'http', host: '192.0.2.102', port: 80 },
            },
          ],
        },
        'dhcp.example': { to: '192.0.2.203:80' },
        'row.example': { to: '192.0.2.204:80' },
        '*.nobody.example': { to: '192.0.2.250:80' },
        'out.example': { to: 'elsewhere.example:80' },
        'off.example': {
          to: '192.0.2.101:80',
          enabled: false,
          serving: 'disabled',
        },
      }),
    ),
    snapshot('unifi/udm', edge),
  ];
}

/** The same world when some scopes cannot be read: what was known stays. */
function degraded(snapshots: SourceSnapshot[]): fc.Arbitrary<SourceSnapshot[]> {
  const label = fc.constantFrom<Freshness | undefined>(
    undefined,
    'failed',
    'partial',
    'stale',
    'never',
  );
  const labels = snapshots.map(({ scopes }) =>
    fc.array(label, { minLength: scopes.length, maxLength: scopes.length }),
  );
  return fc.tuple(...labels).map(worse =>
    snapshots.map((known, index) => {
      const scopes = known.scopes.map((scope, position) => {
        const freshness = worse[index][position];
        return freshness
          ? { ...scope, freshness, reason: 'timeout' as const }
          : scope;
      });
      return { ...known, ...sourceFreshness(scopes), scopes };
    }),
  );
}

const AWAKE = world({ presence: 'present' });

describe('siteInventory', () => {
  const inventory = siteInventory(viewOf(AWAKE));
  const hostname = (name: string) =>
    inventory.hostnames.find(each => each.hostname === name);

  it('has the shape of its schema', () => {
    expect(siteInventorySchema.parse(inventory)).toEqual(inventory);
  });

  it('says where each host name lands: guests, else the address', () => {
    const ends = Object.fromEntries(
      inventory.hostnames.map(each => [
        each.hostname,
        [...each.guestIds, ...each.addresses],
      ]),
    );
    expect(ends).toEqual({
      'one.example': ['proxmox/lab/101'],
      'two.example': ['proxmox/lab/101', 'proxmox/lab/102'],
      'dhcp.example': ['proxmox/lab/103'],
      'row.example': ['proxmox/lab/104'],
      '*.nobody.example': ['192.0.2.250'],
      'out.example': [],
      'off.example': [],
    });
    expect(hostname('one.example')?.proxySourceIds).toEqual(['npm/edge']);
  });

  it('connects the node to its port, and names switch and ports', () => {
    expect(inventory.nodes).toMatchObject([{ portIds: [`${CORE}/1`] }]);
    expect(inventory.switches).toMatchObject([{ id: CORE, key: 'core' }]);
    expect(inventory.switchPorts).toMatchObject([
      { id: `${CORE}/1`, switchId: CORE, ports: [1] },
      { id: `${CORE}/2`, ports: [2] },
    ]);
  });

  it.each(['core', 'sw-core'])(
    'tells a switch core and a switch %s of another controller apart by their MAC',
    name => {
      const mac = '78:45:58:00:00:09';
      const other = AWAKE[3].facts.map(fact =>
        fact.kind === 'switch'
          ? { ...fact, value: { ...fact.value, name, mac } }
          : fact,
      );
      const more = { ...AWAKE[3], sourceId: 'unifi/hut', facts: other };
      const { switches } = siteInventory(viewOf([...AWAKE, more]));
      expect(switches.map(({ key }) => key)).toEqual([mac, SWITCH_MAC]);
    },
  );

  it('does not change, nor does its ETag, when scopes cannot be read', () => {
    const etag = siteEtag(viewOf(AWAKE));
    const { at: _, sources: __, ...kept } = inventory;
    fc.assert(
      fc.property(degraded(AWAKE), snapshots => {
        const view = viewOf(snapshots);
        expect(siteInventory(view)).toMatchObject(kept);
        expect(siteEtag(view)).toBe(etag);
      }),
      { numRuns: 200 },
    );
  });

  it('leads everywhere it did when a client falls asleep', () => {
    const asleep = siteInventory(viewOf(world({ presence: 'stale' })));
    expect(asleep.hostnames).toEqual(inventory.hostnames);
    expect(asleep.nodes).toEqual(inventory.nodes);
  });
});
