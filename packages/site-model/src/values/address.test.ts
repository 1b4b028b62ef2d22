import fc from 'fast-check';
import { Address4, Address6 } from 'ip-address';
import {
  addressFromKey,
  addressKey,
  compareAddresses,
  isAssignableAddress,
  isLinkLocalOrLoopback,
  isPrivateAddress,
  parseAddress,
} from './address';

const octet = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 255 }).map(String) },
  { weight: 1, arbitrary: fc.integer({ min: 256, max: 999 }).map(String) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', '00', '010', '0', '+1', ' 1', '1e1', '0x1'),
  },
);
/** Mostly almost right addresses: the interesting neighbours of the valid ones. */
const dotted = fc
  .array(octet, { minLength: 3, maxLength: 5 })
  .chain(octets =>
    fc.constantFrom(
      octets.join('.'),
      `${octets.join('.')}.`,
      `${octets.join('.')}\n`,
      ` ${octets.join('.')}`,
    ),
  );
const ipv4 = fc.ipV4();
const ipv6 = fc
  .ipV6()
  .filter(
    text => !new Address6(text).canonicalForm().startsWith('0000:'.repeat(6)),
  );
const group = fc.oneof(
  fc.stringMatching(/^[0-9a-fA-F]{1,4}$/),
  fc.constantFrom('', '0', '0000', '12345', 'g', '1.2.3.4', '1.2.3.256'),
);
const colons = fc
  .array(group, { minLength: 1, maxLength: 10 })
  .map(groups => groups.join(':'));

function numberOf(address: string): bigint {
  return address.includes(':')
    ? new Address6(address).bigInt()
    : new Address4(address).bigInt();
}

describe('parseAddress', () => {
  it('accepts exactly the IPv4 texts that the ip-address package accepts', () => {
    fc.assert(
      fc.property(fc.oneof(ipv4, dotted, fc.string()), text => {
        fc.pre(!text.includes('/') && !text.includes(':'));
        expect(parseAddress(text) !== undefined).toBe(Address4.isValid(text));
      }),
      { numRuns: 3000 },
    );
  });

  it('returns a valid IPv4 address unchanged', () => {
    fc.assert(fc.property(ipv4, text => expect(parseAddress(text)).toBe(text)));
  });

  it('accepts the IPv6 texts that the ip-address package accepts, except the IPv4-compatible', () => {
    fc.assert(
      fc.property(fc.oneof(ipv6, colons), text => {
        fc.pre(!text.includes('/') && text.includes(':'));
        const isValid = Address6.isValid(text);
        const value = isValid ? numberOf(text) : BigInt(0);
        const isCompatible =
          value > BigInt(1) && value < BigInt(2) ** BigInt(32);
        expect(parseAddress(text) !== undefined).toBe(isValid && !isCompatible);
      }),
      { numRuns: 3000 },
    );
  });

  it('writes IPv6 in the form of RFC 5952', () => {
    fc.assert(
      fc.property(ipv6, text => {
        fc.pre(!new Address6(text).isMapped4());
        expect(parseAddress(text)).toBe(new Address6(text).correctForm());
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0db8::0001', '2001:db8::1'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['0::0', '::'],
    ['1::', '1::'],
    ['::ffff:c0a8:0b32', '::ffff:192.168.11.50'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
  ])('writes %s as %s', (text, canonical) => {
    expect(parseAddress(text)).toBe(canonical);
  });

  it.each([
    '',
    '192.168.11',
    '192.168.11.256',
    '192.168.11.011',
    '192.168.11.1/24',
    '192.168.11.1:80',
    ' 192.168.11.1',
    '192.168.11.1\n',
    '１92.168.11.1',
    '0x7f.0.0.1',
    'fe80::1%eth0',
    '[::1]',
    '::192.0.2.1',
    '1::2::3',
    ':::',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8:9',
    '1.2.3.4::',
    '12345::',
  ])('refuses %j', text => {
    expect(parseAddress(text)).toBeUndefined();
  });
});

describe('addressKey', () => {
  it('is 32 hex digits, and an IPv4 key is 24 zeros and 8 digits', () => {
    expect(addressKey('192.168.11.50')).toBe(`${'0'.repeat(24)}c0a80b32`);
    expect(addressKey('2001:db8::1')).toBe('20010db8000000000000000000000001');
  });

  it('leads back to the address', () => {
    fc.assert(
      fc.property(fc.oneof(ipv4, ipv6), text => {
        const canonical = parseAddress(text)!;
        expect(addressFromKey(addressKey(canonical))).toBe(canonical);
      }),
    );
  });

  it('sorts as text in numeric order, IPv4 before IPv6', () => {
    fc.assert(
      fc.property(fc.oneof(ipv4, ipv6), fc.oneof(ipv4, ipv6), (a, b) => {
        const [left, right] = [parseAddress(a)!, parseAddress(b)!];
        const families =
          Number(left.includes(':')) - Number(right.includes(':'));
        const difference = numberOf(left) - numberOf(right);
        const expected = Math.sign(
          families || (difference > 0 ? 1 : Number(difference < 0) * -1),
        );
        const [leftKey, rightKey] = [addressKey(left), addressKey(right)];
        expect(Number(leftKey > rightKey) - Number(leftKey < rightKey)).toBe(
          expected,
        );
        expect(Math.sign(compareAddresses(left, right))).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses what is no address or no key', () => {
    expect(() => addressKey('192.168.11.256')).toThrow('192.168.11.256');
    expect(() => addressFromKey('c0a80b32')).toThrow('32 lower-case');
    expect(() => addressFromKey('F'.repeat(32))).toThrow('32 lower-case');
  });
});

describe('isLinkLocalOrLoopback', () => {
  it.each([
    '127.0.0.1',
    '127.255.1.1',
    '169.254.7.8',
    '::1',
    'fe80::1',
    'febf::1',
    '::ffff:127.0.0.1',
  ])('is true for %s', address =>
    expect(isLinkLocalOrLoopback(address)).toBe(true),
  );
  it.each([
    '128.0.0.1',
    '169.255.0.1',
    '192.168.11.1',
    '::2',
    'fec0::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    'no address',
  ])('is false for %s', address =>
    expect(isLinkLocalOrLoopback(address)).toBe(false),
  );
});

describe('isAssignableAddress', () => {
  it.each([
    '192.168.11.1',
    '10.0.0.0',
    '223.255.255.255',
    'fd00::1',
    '2001:db8::1',
  ])('is true for %s', address =>
    expect(isAssignableAddress(address)).toBe(true),
  );
  it.each([
    '0.0.0.0',
    '127.0.0.1',
    '169.254.1.1',
    '224.0.0.18',
    '255.255.255.0',
    '::',
    '::1',
    'fe80::1',
    'ff02::1',
    '50:1:43:80:12:34:56:78',
    'vmbr0',
  ])('is false for %s', address =>
    expect(isAssignableAddress(address)).toBe(false),
  );
});

describe('isPrivateAddress', () => {
  it.each([
    '10.0.0.0',
    '10.255.255.255',
    '172.16.0.0',
    '172.31.255.255',
    '192.168.0.1',
    '100.64.0.0',
    '100.127.255.255',
    '127.0.0.1',
    '169.254.1.1',
    'fc00::1',
    'fdff::1',
    'fe80::1',
  ])('%s means something only inside one site', address => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each([
    '9.255.255.255',
    '11.0.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '192.169.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '203.0.113.7',
    '2001:db8::1',
    'fe00::1',
  ])('%s is the same everywhere', address => {
    expect(isPrivateAddress(address)).toBe(false);
  });
});
