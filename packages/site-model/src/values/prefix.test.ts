import fc from 'fast-check';
import { Address4, Address6 } from 'ip-address';
import { addressFromKey, parseAddress } from './address';
import { cidrContains, parseCidr } from './prefix';

const ipv4Cidr = fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 }));
const ipv6Cidr = fc.tuple(
  fc
    .tuple(fc.integer({ min: 1, max: 0xffff }), fc.ipV6())
    .map(([first, text]) =>
      [
        first.toString(16),
        ...new Address6(text).canonicalForm().split(':').slice(1),
      ].join(':'),
    ),
  fc.integer({ min: 16, max: 128 }),
);

describe('parseCidr', () => {
  it('keeps the host part and names the network', () => {
    expect(parseCidr('192.168.11.50/24')).toEqual({
      version: 4,
      address: '192.168.11.50',
      length: 24,
      network: '192.168.11.0',
      cidr: '192.168.11.0/24',
      lo: '000000000000000000000000c0a80b00',
      hi: '000000000000000000000000c0a80bff',
    });
    expect(parseCidr('FD00:0:0:11::50/64')).toMatchObject({
      version: 6,
      address: 'fd00:0:0:11::50',
      cidr: 'fd00:0:0:11::/64',
    });
    expect(parseCidr('::/0')).toMatchObject({
      cidr: '::/0',
      hi: 'f'.repeat(32),
    });
    expect(parseCidr('0.0.0.0/0')).toMatchObject({ cidr: '0.0.0.0/0' });
  });

  it('has the bounds that the ip-address package computes', () => {
    fc.assert(
      fc.property(fc.oneof(ipv4Cidr, ipv6Cidr), ([address, length]) => {
        const text = `${address}/${length}`;
        const cidr = parseCidr(text)!;
        const reference = address.includes(':')
          ? new Address6(text)
          : new Address4(text);
        expect(cidr.network).toBe(
          parseAddress(reference.startAddress().correctForm()),
        );
        expect(addressFromKey(cidr.hi)).toBe(
          parseAddress(reference.endAddress().correctForm()),
        );
      }),
    );
  });

  it.each([
    '192.168.11.0',
    '192.168.11.0/33',
    '192.168.11.0/',
    '192.168.11.0/024',
    '192.168.11.0/-1',
    '192.168.11.0/24/1',
    'fd00::/129',
    '192.168.256.0/24',
    'vmbr0/24',
  ])('refuses %j', text => expect(parseCidr(text)).toBeUndefined());
});

describe('cidrContains', () => {
  it('agrees with the ip-address package', () => {
    fc.assert(
      fc.property(ipv4Cidr, fc.ipV4(), ([network, length], address) => {
        const text = `${network}/${length}`;
        expect(cidrContains(text, address)).toBe(
          new Address4(address).isInSubnet(new Address4(text)),
        );
      }),
    );
  });

  it('never mixes the families and refuses what is no prefix', () => {
    expect(cidrContains('::/0', '192.168.11.1')).toBe(false);
    expect(cidrContains('0.0.0.0/0', 'fd00::1')).toBe(false);
    expect(cidrContains('fd00::/8', 'fd12::1')).toBe(true);
    expect(() => cidrContains('192.168.11.0', '192.168.11.1')).toThrow(
      'not a prefix',
    );
  });
});
