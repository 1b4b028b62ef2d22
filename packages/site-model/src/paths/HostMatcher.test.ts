import fc from 'fast-check';
import { HostMatcher } from './HostMatcher';

function matcherOf(...patterns: string[]) {
  return HostMatcher.create(
    patterns.map(pattern => ({ pattern, value: pattern })),
  );
}

describe('host names are matched as nginx does', () => {
  const matcher = matcherOf(
    'a.example',
    '*.example',
    '*.b.example',
    'www.*',
    'www.b.*',
    '.c.example',
    'A.Mixed.Example',
  );

  it.each([
    // The name itself before any star, whatever its length.
    ['a.example', ['a.example', '*.example']],
    ['x.b.example', ['*.b.example', '*.example']],
    ['x.y.b.example', ['*.b.example', '*.example']],
    ['www.b.example', ['*.b.example', '*.example', 'www.b.*', 'www.*']],
    ['www.x.org', ['www.*']],
    ['A.MIXED.example', ['A.Mixed.Example', '*.example']],
    ['c.example', ['.c.example', '*.example']],
    ['x.c.example', ['.c.example', '*.example']],
    // A star is one label at least.
    ['example', []],
    ['www', []],
    ['b.example', ['*.example']],
    ['*.b.example', ['*.b.example', '*.example']],
  ])('%s', (name, expected) => {
    expect(matcher.match(name).flat()).toEqual(expected);
  });

  it('keeps together what is equally good', () => {
    expect(matcherOf('a.example', 'A.example').match('a.example')).toEqual([
      ['a.example', 'A.example'],
    ]);
  });

  it('finds what trying every pattern finds', () => {
    const label = fc.constantFrom('a', 'b', 'c');
    const name = fc
      .array(label, { minLength: 1, maxLength: 4 })
      .map(labels => labels.join('.'));
    const pattern = fc.oneof(
      name,
      name.map(text => `*.${text}`),
      name.map(text => `${text}.*`),
      name.map(text => `.${text}`),
    );
    /** The definition, one pattern after another. */
    function rank(host: string, text: string): number {
      if (text === host || text === `.${host}`) {
        return 1000;
      }
      const suffix = text.replace(/^\*/, '');
      if (/^\*?\./.test(text) && host.endsWith(suffix) && host !== suffix) {
        return 500 + text.replace(/^\*/, '').length;
      }
      return text.endsWith('.*') && host.startsWith(text.slice(0, -1))
        ? text.length
        : 0;
    }
    fc.assert(
      fc.property(name, fc.uniqueArray(pattern), (host, patterns) => {
        const expected = patterns
          .filter(text => rank(host, text) > 0)
          .map(text => rank(host, text))
          .sort((left, right) => right - left);
        expect(
          matcherOf(...patterns)
            .match(host)
            .flat()
            .map(text => rank(host, text)),
        ).toEqual(expected);
      }),
    );
  });
});
