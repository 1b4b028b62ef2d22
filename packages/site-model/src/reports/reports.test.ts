import { judge } from '../judge';
import {
  AT,
  NO_OPTIONS,
  SnapshotBuilder,
  siteOf,
} from '../__testUtils__/siteBuilder';
import { driftReport } from './driftReport';
import { exitCodeOf } from './exitCodeOf';
import { liveInventory } from './liveInventory';

const { cluster, declared } = SnapshotBuilder;
const EARLIER = '2027-02-01T09:00:00.000Z';

function driftOf(...sources: SnapshotBuilder[]) {
  const site = siteOf(sources);
  return driftReport(site, judge(site, NO_OPTIONS));
}

describe('live_inventory.json', () => {
  it('lists guests with the keys that other tools read, and null for the unknown', () => {
    const inventory = liveInventory(
      siteOf([
        cluster()
          .node('node-a', { address: '10.0.0.1' })
          .guest(101, {
            configured: ['10.0.0.5/24'],
            tag: 11,
            tags: ['owner-web'],
          })
          .guest(102, { name: undefined, status: 'stopped' }),
      ]),
    );
    expect(inventory).toMatchObject({
      schema_version: 1,
      generated_at: AT,
      collected_at: AT,
      sources: [
        {
          id: 'proxmox/pve-main',
          kind: 'proxmox',
          status: 'fresh',
          collected_at: AT,
          error: null,
        },
      ],
      nodes: [{ name: 'node-a', status: 'online', address: '10.0.0.1' }],
      guests: [
        {
          vmid: 101,
          type: 'lxc',
          name: 'guest-101',
          node: 'node-a',
          status: 'running',
          ips: ['10.0.0.5'],
          macs: ['bc:24:11:00:00:65'],
          vlan: 11,
          owner: 'group:default/web',
          tags: ['owner-web'],
          freshness: 'fresh',
        },
        { vmid: 102, name: null, vlan: null, owner: null, ips: [] },
      ],
    });
    expect(inventory.addresses).toMatchObject([
      { address: '10.0.0.1', state: 'observed-only' },
      {
        address: '10.0.0.5',
        state: 'observed-only',
        prefix: '10.0.0.0/24',
        claims: [
          { kind: 'guest-config', owner: 'guest:proxmox/pve-main/101' },
          { kind: 'guest-agent' },
        ],
      },
    ]);
  });

  it('is as old as its oldest source, and says why a source is not fresh', () => {
    const inventory = liveInventory(
      siteOf([
        cluster(),
        declared('a.conf').scope('source', {
          freshness: 'failed',
          reason: 'file-missing',
          message: 'a.conf does not exist',
          collectedAt: EARLIER,
        }),
      ]),
    );
    expect(inventory.collected_at).toBe(EARLIER);
    expect(inventory.sources[0].error).toEqual({
      reason: 'file-missing',
      message: 'a.conf does not exist',
    });
  });
});

describe('drift.json', () => {
  it('carries the subjects of the findings under the known keys (R22)', () => {
    const drift = driftOf(
      cluster()
        .guest(101, { configured: ['10.0.0.5/24'] })
        .guest(102, { configured: ['10.0.0.5/24'], status: 'stopped' })
        .guest(103, { configured: ['10.0.0.20/24', '10.0.0.3/24'] }),
      declared('a.conf').key('IP_A', '10.0.0.9').key('IP_B', '10.0.0.10'),
      declared('t')
        .row(101, ['10.0.0.5'])
        .row(103, ['10.0.0.30', '10.0.0.4'])
        .row(900),
    );
    expect(drift).toMatchObject({
      seed_unreachable: false,
      duplicate_ips: { '10.0.0.5': [101, 102] },
      guest_ips_not_in_ip_addresses_conf: ['10.0.0.3', '10.0.0.5', '10.0.0.20'],
      ip_addresses_conf_ips_not_on_guests: ['10.0.0.9', '10.0.0.10'],
      vmid_ip_mismatch: [
        {
          vmid: 103,
          declared: ['10.0.0.4', '10.0.0.30'],
          observed: ['10.0.0.3', '10.0.0.20'],
        },
      ],
      guests_only_in_doc: [900],
      guests_only_on_cluster: [102],
    });
    expect(drift.findings.map(({ rule, subject }) => [rule, subject])).toEqual([
      ['address-mismatch', 'guest:103'],
      ['address-undeclared', 'address:10.0.0.3'],
      ['address-undeclared', 'address:10.0.0.5'],
      ['address-undeclared', 'address:10.0.0.20'],
      ['address-unused', 'address:10.0.0.9'],
      ['address-unused', 'address:10.0.0.10'],
      ['duplicate-address', 'address:10.0.0.5'],
      ['guest-missing', 'guest:900'],
      ['guest-undeclared', 'guest:102'],
    ]);
  });

  it('says that the seed is unreachable, and claims nothing', () => {
    const drift = driftOf(
      cluster().failed(),
      declared('a.conf').key('IP_A', '10.0.0.9'),
      declared('t').row(101),
    );
    expect(drift).toMatchObject({
      seed_unreachable: true,
      duplicate_ips: {},
      guest_ips_not_in_ip_addresses_conf: [],
      ip_addresses_conf_ips_not_on_guests: [],
      guests_only_in_doc: [],
      guests_only_on_cluster: [],
    });
    expect(drift.findings.map(({ rule }) => rule)).toEqual([
      'source-unhealthy',
    ]);
  });

  it('does not call the seed unreachable for a declared file or an offline node', () => {
    expect(
      driftOf(
        cluster().node('node-b', { status: 'offline' }),
        declared('a.conf').failed('file-missing'),
      ).seed_unreachable,
    ).toBe(false);
  });
});

describe('exitCodeOf', () => {
  it('is 2 only for an address that is in use twice at the same time', () => {
    const rule = 'duplicate-address';
    expect(exitCodeOf([{ rule, severity: 'critical' }])).toBe(2);
    expect(exitCodeOf([{ rule, severity: 'warning' }])).toBe(0);
    expect(exitCodeOf([{ rule: 'source-unhealthy', severity: 'error' }])).toBe(
      0,
    );
  });
});
