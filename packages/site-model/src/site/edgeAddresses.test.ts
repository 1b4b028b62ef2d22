import {
  ConsoleBuilder,
  GATEWAY,
  NeighboursBuilder,
  ProxyBuilder,
  STRANGER,
  SWITCH,
} from '../__testUtils__/edgeBuilder';
import { macOf, SnapshotBuilder, siteOf } from '../__testUtils__/siteBuilder';

const { cluster, declared } = SnapshotBuilder;
const ADDRESS = '10.0.0.5';

function stateOf(...sources: SnapshotBuilder[]): string | undefined {
  return siteOf(sources).addresses.find(({ address }) => address === ADDRESS)
    ?.state;
}
const key = () => declared('a.conf').key('IP_A', ADDRESS);
const neighbour = (presence: 'present' | 'seen' | 'configured' | 'absent') =>
  NeighboursBuilder.create().neighbour(ADDRESS, STRANGER, presence);
const client = (port?: number, value = {}) =>
  ConsoleBuilder.create().client(STRANGER, port, {
    address: ADDRESS,
    ...value,
  });

describe('the state of an address seen from outside (R05)', () => {
  it('is observed-only, or agreed with a declaration, when somebody answers', () => {
    for (const seen of [neighbour('present'), client(2)]) {
      expect(stateOf(seen)).toBe('observed-only');
      expect(stateOf(seen, key())).toBe('agreed');
    }
    expect(stateOf(client(undefined, { wired: false }))).toBe('observed-only');
  });

  it('is held by what only was there: stale, configured, or wired without a port', () => {
    for (const seen of [
      neighbour('seen'),
      neighbour('configured'),
      client(2, { presence: 'stale' }),
      client(),
      client(2).failed(),
    ]) {
      expect(stateOf(seen)).toBe('held');
    }
    expect(stateOf(neighbour('absent'))).toBeUndefined();
  });

  it('is held by an enabled row or forward that points there, and by no disabled one', () => {
    const row = (serving: 'serving' | 'refused' | 'disabled') =>
      ProxyBuilder.create().host({ to: `${ADDRESS}:80`, serving });
    const forward = (enabled: boolean) =>
      ConsoleBuilder.create().forward('pf', '80', ADDRESS, { enabled });
    expect(stateOf(row('serving'))).toBe('held');
    expect(stateOf(row('refused'))).toBe('held');
    expect(stateOf(forward(true))).toBe('held');
    expect(
      stateOf(ProxyBuilder.create().stream('22', { forwardHost: ADDRESS })),
    ).toBe('held');
    expect(stateOf(row('disabled'))).toBeUndefined();
    expect(stateOf(forward(false))).toBeUndefined();
    // Pointing is no observation.
    expect(stateOf(row('serving'), key())).toBe('declared-only');
    expect(stateOf(row('serving'), neighbour('present'))).toBe('observed-only');
  });

  it('is a conflict when a stranger answers for the address of a guest, and none with its own MAC', () => {
    const guest = () => cluster().guest(101, { configured: [`${ADDRESS}/24`] });
    expect(stateOf(guest(), neighbour('present'))).toBe('conflict');
    expect(stateOf(guest(), neighbour('seen'))).toBe('observed-only');
    const own = NeighboursBuilder.create().neighbour(ADDRESS, macOf(101));
    expect(stateOf(guest(), own)).toBe('observed-only');
  });

  it('lists a gateway at its own address, and elsewhere only where somebody speaks of it', () => {
    const gateway = () =>
      ConsoleBuilder.create()
        .switch(GATEWAY, {
          kind: 'gateway',
          address: '10.0.0.254',
          wans: [{ name: 'wan', address: '203.0.113.7' }],
        })
        .network('lab', { cidr: '10.9.0.1/24', gateway: '10.9.0.1' });
    const listed = (...sources: SnapshotBuilder[]) =>
      siteOf(sources).addresses.map(
        ({ address, state }) => `${address} ${state}`,
      );
    expect(listed(gateway())).toEqual(['10.0.0.254 observed-only']);
    const keys = declared('a').key('WAN', '203.0.113.7').key('LAB', '10.9.0.1');
    expect(listed(gateway(), keys)).toEqual([
      '10.0.0.254 observed-only',
      '10.9.0.1 agreed',
      '203.0.113.7 agreed',
    ]);
  });
});

describe('a link aggregation group', () => {
  it('is one set of ports, whichever member says so', () => {
    const unifi = ConsoleBuilder.create()
      .switch(SWITCH, { name: 'core' })
      .port(2, { lag: [2, 1] })
      .port(1, { lag: [1, 2] })
      .port(3);
    expect(
      siteOf([unifi]).switchPorts.map(({ ports, members, switchLabel }) => [
        switchLabel,
        ports,
        members.map(({ value }) => value.port),
      ]),
    ).toEqual([
      ['core', [1, 2], [1, 2]],
      ['core', [3], [3]],
    ]);
  });

  it('leads on when either end of a link says so, and not to an access point', () => {
    const lldp = (chassisId: string) => ({ lldp: [{ chassisId }] });
    const unifi = ConsoleBuilder.create()
      .switch(SWITCH, { uplink: { mac: GATEWAY, port: 1, remotePort: 7 } })
      .switch(GATEWAY, { kind: 'gateway' })
      .switch(STRANGER, {
        kind: 'access-point',
        uplink: { mac: SWITCH, remotePort: 3 },
      })
      .port(1)
      .port(2, lldp(GATEWAY.toUpperCase()))
      .port(3, lldp(STRANGER))
      .port(4, { isUplink: true })
      .port(7, { switchMac: GATEWAY })
      .port(8, { switchMac: GATEWAY });
    expect(
      siteOf([unifi])
        .switchPorts.filter(({ isUplink }) => isUplink)
        .map(({ switchMac, ports }) => `${switchMac} ${ports}`),
    ).toEqual([`${SWITCH} 1`, `${SWITCH} 2`, `${SWITCH} 4`, `${GATEWAY} 7`]);
  });

  it('is named by its MAC where two switches share a name', () => {
    const unifi = ConsoleBuilder.create()
      .switch(SWITCH, { name: 'core' })
      .switch(GATEWAY, { name: 'core' });
    expect(siteOf([unifi]).switches.map(({ label }) => label)).toEqual([
      SWITCH,
      GATEWAY,
    ]);
  });
});

describe('networks of the controller', () => {
  it('say which VLAN and gateway a prefix has, before anybody else', () => {
    const sources = [
      cluster()
        .guest(101, { configured: ['10.0.0.5/24'], tag: 7 })
        .vnet('lab', { tag: 20, alias: 'lab-alias' }),
      ConsoleBuilder.create()
        .network('lan', { vid: 10, cidr: '10.0.0.1/24', gateway: '10.0.0.1' })
        .network('controller-lab', { vid: 20 }),
    ];
    const { prefixes, vlans } = siteOf(sources);
    expect(prefixes).toEqual([
      expect.objectContaining({
        cidr: '10.0.0.0/24',
        vid: 10,
        gateway: '10.0.0.1',
        name: 'lan',
        via: 'network',
        sourceId: 'unifi/udm',
      }),
    ]);
    expect(vlans.map(({ vid, name }) => [vid, name])).toEqual([
      [7, undefined],
      [10, 'lan'],
      [20, 'controller-lab'],
    ]);
  });
});

describe('a proxy', () => {
  it('answers at all addresses of the guest that has one of them', () => {
    const guests = () =>
      cluster().guest(101, { configured: ['10.0.0.5/24', '10.9.0.5/24'] });
    const [proxy] = siteOf([guests(), ProxyBuilder.create([ADDRESS])]).proxies;
    expect(proxy).toMatchObject({
      addresses: ['10.0.0.5', '10.9.0.5'],
      guestId: 'proxmox/pve-main/101',
    });
  });

  it('runs nowhere that is known when two guests have its address', () => {
    const guests = cluster()
      .guest(101, { configured: ['10.0.0.5/24', '10.9.0.5/24'] })
      .guest(102, { configured: ['10.0.0.5/24'] });
    const [proxy] = siteOf([guests, ProxyBuilder.create([ADDRESS])]).proxies;
    expect(proxy.addresses).toEqual([ADDRESS]);
    expect(proxy.guestId).toBeUndefined();
  });
});
