import fc from 'fast-check';
import { guestInterfaceConfigSchema } from '../facts';
import { parseGuestNet } from './guestNet';

describe('parseGuestNet of a container', () => {
  it('reads addresses, gateway, VLAN and trunks from the line itself', () => {
    expect(
      parseGuestNet(
        'net0',
        'name=eth0,bridge=vmbr0,firewall=1,gw=10.20.0.1,gw6=FD00:20::1,hwaddr=BC:24:11:AA:00:01,ip=10.20.0.5/24,ip6=FD00:20::0:5/64,tag=20,trunks=30;40-50,type=veth',
        'lxc',
      ),
    ).toEqual({
      id: 'net0',
      name: 'eth0',
      mac: 'bc:24:11:aa:00:01',
      bridge: 'vmbr0',
      tag: 20,
      trunks: ['30', '40-50'],
      linkDown: false,
      addresses: ['10.20.0.5/24', 'fd00:20::5/64'],
      dynamic: false,
      gateway: '10.20.0.1',
      gateway6: 'fd00:20::1',
    });
  });

  it.each([
    ['ip=dhcp', true, []],
    ['ip6=auto', true, []],
    ['ip=10.20.0.5/24,ip6=dhcp', true, ['10.20.0.5/24']],
    ['ip=manual', false, []],
    ['ip=10.20.0.5', false, ['10.20.0.5/32']],
    ['ip=10.20.0.300/24', false, []],
    ['ip=10.20.0.05/24', false, []],
    ['ip=', false, []],
  ])('understands %s', (settings, dynamic, addresses) => {
    expect(parseGuestNet('net1', `name=eth1,${settings}`, 'lxc')).toMatchObject(
      { dynamic, addresses },
    );
  });

  it('knows no bridge, MAC or tag where none is given', () => {
    expect(
      parseGuestNet('net0', 'name=eth0,link_down=1,tag=0,type=veth', 'lxc'),
    ).toEqual({
      id: 'net0',
      name: 'eth0',
      trunks: [],
      linkDown: true,
      addresses: [],
      dynamic: false,
    });
  });
});

describe('parseGuestNet of a VM', () => {
  it.each([
    'virtio=BC:24:11:AA:00:02,bridge=vmbr0,tag=20',
    'model=virtio,macaddr=bc:24:11:aa:00:02,bridge=vmbr0,tag=20',
    'bridge=vmbr0,tag=20,virtio=BC-24-11-AA-00-02',
  ])('reads %s', line => {
    expect(parseGuestNet('net0', line, 'qemu')).toMatchObject({
      model: 'virtio',
      mac: 'bc:24:11:aa:00:02',
      bridge: 'vmbr0',
      tag: 20,
      addresses: [],
    });
  });

  it('may have a model without a MAC', () => {
    const net = parseGuestNet('net0', 'virtio,bridge=vmbr0', 'qemu');
    expect(net.model).toBe('virtio');
    expect(net).not.toHaveProperty('mac');
  });

  it('takes its addresses from cloud-init only', () => {
    const line = 'e1000=BC:24:11:AA:00:03,bridge=vmbr1,link_down=1';
    expect(
      parseGuestNet(
        'net1',
        line,
        'qemu',
        'ip=10.20.0.6/24,gw=10.20.0.1,ip6=auto',
      ),
    ).toMatchObject({
      addresses: ['10.20.0.6/24'],
      gateway: '10.20.0.1',
      dynamic: true,
      linkDown: true,
    });
    expect(
      parseGuestNet('net1', `${line},ip=10.20.0.6/24`, 'qemu').addresses,
    ).toEqual([]);
  });
});

it('parseGuestNet makes a valid fact of any text', () => {
  const part = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'ip=dhcp',
      'ip=10.0.0.1/8',
      'tag=9999',
      'trunks=1;;a;2-3',
      'virtio',
      'hwaddr=x',
      '=',
      'link_down=yes',
    ),
  );
  fc.assert(
    fc.property(
      fc.array(part),
      fc.constantFrom('lxc' as const, 'qemu' as const),
      fc.string(),
      (parts, type, ipconfig) => {
        const net = parseGuestNet('net0', parts.join(','), type, ipconfig);
        expect(guestInterfaceConfigSchema.strict().parse(net)).toEqual(net);
      },
    ),
  );
});
