import fc from 'fast-check';
import { addressKey, parseCidr } from '../values';
import { PrefixIndex } from './PrefixIndex';
import { SitePrefix } from './site';

function prefix(text: string): SitePrefix {
  const { cidr, lo, hi } = parseCidr(text)!;
  return { cidr, lo, hi, via: 'sdn', sourceId: 's' };
}
const address = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 255 }))
  .map(([third, fourth]) => `10.0.${third}.${fourth}`);
const cidr = fc
  .tuple(address, fc.integer({ min: 20, max: 31 }))
  .map(([host, length]) => parseCidr(`${host}/${length}`)!.cidr);

describe('PrefixIndex', () => {
  it('finds the longest prefix that holds the address', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(cidr, { maxLength: 30 }),
        fc.array(address, { minLength: 1, maxLength: 20 }),
        (cidrs, addresses) => {
          const prefixes = cidrs.map(prefix);
          const index = PrefixIndex.create(prefixes);
          for (const host of addresses) {
            const key = addressKey(host);
            const [narrowest] = prefixes
              .filter(({ lo, hi }) => lo <= key && key <= hi)
              .sort(
                (a, b) =>
                  Number(b.cidr.split('/')[1]) - Number(a.cidr.split('/')[1]),
              );
            expect(index.find(key)?.cidr).toBe(narrowest?.cidr);
          }
        },
      ),
    );
  });

  it('finds nothing outside, and ends where the space of addresses ends', () => {
    expect(PrefixIndex.create([]).find(addressKey('10.0.0.1'))).toBeUndefined();
    const index = PrefixIndex.create([
      prefix('ff00::/8'),
      prefix('10.0.0.0/8'),
    ]);
    expect(index.find('f'.repeat(32))?.cidr).toBe('ff00::/8');
    expect(index.find(addressKey('9.255.255.255'))).toBeUndefined();
    expect(index.find(addressKey('11.0.0.0'))).toBeUndefined();
    expect(index.find(addressKey('10.255.255.255'))?.cidr).toBe('10.0.0.0/8');
  });
});
