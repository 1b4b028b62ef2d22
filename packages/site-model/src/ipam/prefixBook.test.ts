import fc from 'fast-check';
import { parseCidr } from '../values';
import {
  compareInTree,
  offerableSize,
  parentsOf,
  readPrefix,
  spaceProblems,
  subnetsOf,
  supernetOf,
  unofferable,
} from './prefixBook';

const space = (cidr: string, more = {}) => ({ cidr, ranges: [], ...more });

describe('prefixes', () => {
  it.each([
    ['192.168.11.5/24', /host bits; did you mean 192.168.11.0\/24/],
    ['0.0.0.0/0', /no network/],
    ['::/0', /no network/],
    ['fe80::/10', /no network/],
    ['224.0.0.0/4', /no network/],
    ['192.168.11.0', /not a prefix/],
  ])('refuses %s and says why', (text, why) => {
    expect(readPrefix(text)).toMatch(why);
  });

  it('keeps network, broadcast, gateway and ranges', () => {
    const ranges = [
      { kind: 'dhcp', first: '10.0.0.100', last: '10.0.0.199', label: 'lan' },
    ] as const;
    const kept = unofferable(
      space('10.0.0.0/24', { gateway: '10.0.0.1', ranges }),
    );
    expect(kept.map(({ why }) => why)).toEqual([
      'network address',
      'broadcast address',
      'gateway',
      'DHCP range lan',
    ]);
    expect(
      offerableSize(space('10.0.0.0/24', { gateway: '10.0.0.1', ranges })),
    ).toBe(153n);
  });

  it.each([
    ['10.0.0.0/31', 2n],
    ['10.0.0.0/32', 1n],
    ['10.0.0.0/30', 2n],
    ['fd00::/127', 2n],
    ['fd00::/64', 2n ** 64n - 1n],
  ])('offers what %s has', (cidr, size) => {
    expect(offerableSize(space(cidr))).toBe(size);
  });

  it('names what is wrong with gateway and ranges', () => {
    const problems = spaceProblems(
      space('10.0.0.0/24', {
        gateway: '10.0.1.1',
        ranges: [
          { kind: 'dhcp', first: '10.0.0.20', last: '10.0.0.10' },
          { kind: 'dhcp', first: '10.0.0.50', last: '10.0.0.60' },
          { kind: 'declared', first: '10.0.0.60', last: '10.0.1.5' },
        ],
      }),
    );
    expect(problems).toEqual([
      'The gateway 10.0.1.1 is not inside 10.0.0.0/24',
      'The range 10.0.0.20-10.0.0.10 runs backwards',
      'The range 10.0.0.60-10.0.1.5 is not inside 10.0.0.0/24',
      'The ranges 10.0.0.50-10.0.0.60 and 10.0.0.60-10.0.1.5 overlap',
    ]);
  });

  it('splits into what merges to the same', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 28 }),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        (length, more, isIpv6) => {
          const cidr = isIpv6 ? `fd00::/${length + 16}` : `10.0.0.0/${length}`;
          const parts = subnetsOf(cidr, parseCidr(cidr)!.length + more);
          expect(parts).toHaveLength(2 ** more);
          expect(supernetOf([...parts].reverse())).toBe(cidr);
          expect(supernetOf(parts.slice(1))).not.toBe(cidr);
        },
      ),
    );
  });

  it.each([
    [['10.0.1.0/24', '10.0.2.0/24']],
    [['10.0.0.0/24', '10.0.2.0/24']],
    [['10.0.0.0/24', '10.0.0.0/25']],
    [['10.0.0.0/24', 'fd00::/64']],
  ])('does not merge %p', cidrs => {
    expect(supernetOf(cidrs)).toBeUndefined();
  });

  it('finds the parent of each prefix in the tree', () => {
    const tree = [
      '10.0.0.0/8',
      '10.1.0.0/16',
      '10.1.0.0/24',
      '10.1.2.0/24',
      '10.2.0.0/16',
      '11.0.0.0/8',
    ].map(cidr => parseCidr(cidr)!);
    const parents = parentsOf([...tree].reverse().sort(compareInTree));
    expect(tree.map(prefix => parents.get(prefix)?.cidr)).toEqual([
      undefined,
      '10.0.0.0/8',
      '10.1.0.0/16',
      '10.1.0.0/16',
      '10.0.0.0/8',
      undefined,
    ]);
  });
});
