import fc from 'fast-check';
import { contentHash } from './contentHash';

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(shuffled);
  }
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, item]) => [key, shuffled(item)]),
    );
  }
  return value;
}

describe('contentHash', () => {
  it('is the same in whatever order the keys are written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(contentHash(shuffled(value))).toBe(contentHash(value));
      }),
    );
  });

  it('is the same for what comes back from the database', () => {
    fc.assert(
      fc.property(fc.object({ withNullPrototype: false }), value => {
        const stored = JSON.parse(JSON.stringify(value));
        expect(contentHash(stored)).toBe(
          contentHash(JSON.parse(JSON.stringify(stored))),
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
