import { SnapshotBuilder, siteOf } from '../__testUtils__/siteBuilder';

const { cluster, declared } = SnapshotBuilder;

describe('prefixes', () => {
  it('come from SDN, nodes, guests and declared networks, the best witness first', () => {
    const { prefixes } = siteOf([
      cluster()
        .node('node-a')
        .nodeInterface('node-a', 'vmbr0.11', {
          addresses: ['10.0.11.2/24'],
          vlanTag: 11,
          gateway: '10.0.11.1',
        })
        .vnet('tenants', {
          tag: 200,
          alias: 'Tenants',
          subnets: [{ cidr: '10.200.0.0/24', gateway: '10.200.0.1' }],
        })
        .guest(101, { configured: ['10.200.0.5/24'], bridge: 'tenants' })
        .guest(102, { configured: ['10.3.0.5/24'] }),
      declared('a.conf')
        .key('LAN_CIDR', '10.0.11.0/24')
        .key('DMZ', '10.9.0.0/24')
        .key('HOST', '10.8.0.7/24'),
    ]);
    expect(prefixes).toMatchObject([
      {
        cidr: '10.0.11.0/24',
        vid: 11,
        gateway: '10.0.11.1',
        via: 'node',
        name: 'LAN_CIDR',
      },
      { cidr: '10.3.0.0/24', via: 'guest' },
      { cidr: '10.9.0.0/24', via: 'declared', sourceId: 'declared/a.conf' },
      {
        cidr: '10.200.0.0/24',
        vid: 200,
        gateway: '10.200.0.1',
        via: 'sdn',
        name: 'Tenants',
      },
    ]);
    expect(prefixes[1].vid).toBeUndefined();
  });

  it('take the VLAN on which the tagged interfaces agree, and none where they differ', () => {
    const prefixOf = (...tags: (number | undefined)[]) => {
      const source = cluster();
      tags.forEach((tag, index) =>
        source.guest(101 + index, {
          configured: [`10.0.0.${index + 5}/24`],
          tag,
        }),
      );
      return siteOf([source]).prefixes[0];
    };
    expect(prefixOf(11, undefined, 11).vid).toBe(11);
    expect(prefixOf(11, 12).vid).toBeUndefined();
    expect(prefixOf(undefined).vid).toBeUndefined();
  });

  it('are no single addresses, default routes or local networks', () => {
    expect(
      siteOf([
        cluster().guest(101, {
          configured: [
            '10.0.0.5/32',
            'fd00::5/128',
            '10.0.0.5/0',
            'fe80::1/64',
            '169.254.3.1/16',
          ],
        }),
        declared('a.conf').key('PATH', 'a/b'),
      ]).prefixes,
    ).toEqual([]);
  });

  it('are given to each address, the narrowest first', () => {
    const { addresses } = siteOf([
      cluster()
        .guest(101, { configured: ['10.0.0.5/24'] })
        .guest(102, { configured: ['10.0.1.5/16'] }),
      declared('a.conf').key('IP_A', '10.9.0.1'),
    ]);
    expect(addresses.map(({ address, prefix }) => [address, prefix])).toEqual([
      ['10.0.0.5', '10.0.0.0/24'],
      ['10.0.1.5', '10.0.0.0/16'],
      ['10.9.0.1', undefined],
    ]);
  });
});

describe('VLANs', () => {
  it('come from guest tags, SDN networks, node interfaces and prefixes', () => {
    const site = siteOf([
      cluster()
        .node('node-a')
        .nodeInterface('node-a', 'bond0.7', { vlanTag: 7 })
        .nodeInterface('node-a', 'odd', { vlanTag: 0 })
        .vnet('tenants', { tag: 200 })
        .vnet('blue', { tag: 300 })
        .vnet('green', { tag: 300 })
        .guest(101, { bridge: 'tenants', configured: ['10.2.0.5/24'] })
        .guest(102, { tag: 11 })
        .guest(103),
    ]);
    expect(site.vlans).toEqual([
      { vid: 7, vnets: [], guestIds: [], prefixes: [] },
      { vid: 11, vnets: [], guestIds: ['proxmox/pve-main/102'], prefixes: [] },
      {
        vid: 200,
        name: 'tenants',
        vnets: ['tenants'],
        guestIds: ['proxmox/pve-main/101'],
        prefixes: ['10.2.0.0/24'],
      },
      { vid: 300, vnets: ['blue', 'green'], guestIds: [], prefixes: [] },
    ]);
    expect(site.guests.map(({ vlan }) => vlan)).toEqual([200, 11, undefined]);
  });
});
