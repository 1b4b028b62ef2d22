import fc from 'fast-check';
import { contentHash } from './contentHash';

describe('contentHash', () => {
  it('is the same for what comes back from a copy', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(contentHash(JSON.parse(JSON.stringify(value)))).toBe(
          contentHash(value),
        );
      }),
    );
    expect(contentHash({ a: 1, b: undefined })).toBe(contentHash({ a: 1 }));
  });

  it('tells different content apart', () => {
    const contents = [
      { vmid: 101 },
      { vmid: 102 },
      { vmid: '101' },
      { tags: ['a', 'b'] },
      { tags: ['b', 'a'] },
      { tags: ['a,b'] },
      { 'a":1,"b': 2 },
      { a: 1, b: 2 },
      [],
      {},
    ];
    expect(new Set(contents.map(contentHash)).size).toBe(contents.length);
  });
});
