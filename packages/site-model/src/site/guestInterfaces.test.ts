import { GuestAddressesFact, GuestConfigFact } from '../facts';
import { joinInterfaces } from './guestInterfaces';

function net(
  id: string,
  mac: string | undefined,
  addresses: string[],
): GuestConfigFact['interfaces'][number] {
  return {
    id,
    mac,
    bridge: 'vmbr0',
    trunks: [],
    linkDown: false,
    addresses,
    dynamic: false,
  };
}
function config(...interfaces: GuestConfigFact['interfaces']): GuestConfigFact {
  return {
    vmid: 101,
    interfaces,
    agentEnabled: false,
    pendingAddresses: [],
    onBoot: false,
    protection: false,
  };
}
function inside(
  ...interfaces: GuestAddressesFact['interfaces']
): GuestAddressesFact {
  return { vmid: 101, via: 'agent', interfaces };
}

const MAC_0 = 'bc:24:11:00:00:01';
const MAC_1 = 'bc:24:11:00:00:02';

describe('joinInterfaces', () => {
  it('joins what is seen inside by MAC, aliases and VLAN interfaces included', () => {
    const { interfaces, addresses, nested } = joinInterfaces(
      config(net('net1', MAC_1, []), net('net0', MAC_0, ['10.0.0.10/24'])),
      inside(
        { name: 'ens18', mac: MAC_0, addresses: ['10.0.0.10/24'] },
        { name: 'ens18:1', mac: MAC_0, addresses: ['10.0.0.9/32'] },
        { name: 'ens19', mac: MAC_1.toUpperCase(), addresses: ['10.1.0.2/24'] },
      ),
    );
    expect(interfaces).toMatchObject([
      {
        id: 'net0',
        configured: ['10.0.0.10'],
        live: ['10.0.0.9', '10.0.0.10'],
        addresses: ['10.0.0.10', '10.0.0.9'],
      },
      { id: 'net1', configured: [], live: ['10.1.0.2'] },
    ]);
    expect(addresses).toEqual(['10.0.0.9', '10.0.0.10', '10.1.0.2']);
    expect(nested).toEqual([]);
  });

  it('calls everything without a netX MAC nested (R03)', () => {
    const { addresses, nested } = joinInterfaces(
      config(net('net0', undefined, [])),
      inside(
        {
          name: 'docker0',
          mac: '02:42:ac:11:00:01',
          addresses: ['172.17.0.1/16'],
        },
        { name: 'wg0', addresses: ['10.99.0.2/32'] },
      ),
    );
    expect(addresses).toEqual([]);
    expect(nested).toEqual([
      { interface: 'docker0', address: '172.17.0.1' },
      { interface: 'wg0', address: '10.99.0.2' },
    ]);
  });

  it('counts no loopback or link-local address, configured or seen', () => {
    const { addresses, nested } = joinInterfaces(
      config(net('net0', MAC_0, ['169.254.1.1/16', 'fe80::1/64'])),
      inside(
        { name: 'lo', addresses: ['127.0.0.1/8', '::1/128'] },
        { name: 'eth0', mac: MAC_0, addresses: ['fe80::2/64', 'fd00::2/64'] },
      ),
    );
    expect(addresses).toEqual(['fd00::2']);
    expect(nested).toEqual([]);
  });

  it('orders interfaces by number', () => {
    const ids = ['net10', 'net2', 'net0'].map(id => net(id, undefined, []));
    expect(
      joinInterfaces(config(...ids), undefined).interfaces.map(({ id }) => id),
    ).toEqual(['net0', 'net2', 'net10']);
  });

  it('has nothing to join while neither was read', () => {
    expect(joinInterfaces(undefined, undefined)).toEqual({
      interfaces: [],
      nested: [],
      addresses: [],
    });
  });
});
