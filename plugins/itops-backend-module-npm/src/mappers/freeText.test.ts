import fc from 'fast-check';
import { readFreeText } from './freeText';
import { targetOfFreeLocation } from './targets';

const ROW = {
  forward_scheme: 'http',
  forward_host: '192.168.11.54',
  forward_port: 80,
};

/** Path and target of every block, as `path -> scheme://host:port/path`. */
function read(text: string): string[] {
  const free = readFreeText(text);
  return free.locations.map(location => {
    const target = targetOfFreeLocation(location, ROW, free);
    const port = target?.port === undefined ? '' : `:${target.port}`;
    return `${location.path} -> ${
      target
        ? `${target.scheme}://${target.host}${port}${target.path ?? ''}`
        : '?'
    }`;
  });
}

describe('free text', () => {
  it.each([
    [
      'location / {\n  proxy_pass http://10.0.0.7:9000;\n}\n',
      ['/ -> http://10.0.0.7:9000'],
    ],
    [
      'location = /x{proxy_pass "http://10.0.0.7";}',
      ['= /x -> http://10.0.0.7'],
    ],
    [
      "location ~* '\\.php$' { proxy_pass http://app:80/cgi/; }",
      ['~* \\.php$ -> http://app:80/cgi/'],
    ],
    ['location ~^/a{proxy_pass http://a;}', ['~ ^/a -> http://a']],
    [
      'location ^~ /s { grpc_pass grpcs://[fd00::5]:50051; }',
      ['^~ /s -> grpcs://[fd00::5]:50051'],
    ],
    [
      'location @late { proxy_pass http://unix:/run/app.sock:/in; }',
      ['@late -> http://unix:/run/app.sock/in'],
    ],
    ['location /a { return 301 https://b.example; }', ['/a -> ?']],
    ['location /a { return 403; proxy_pass http://b; }', ['/a -> ?']],
    ['location /a { include conf.d/include/proxy.conf; }', ['/a -> ?']],
    ['location /a { root /data; }', ['/a -> ?']],
    ['location /a { proxy_pass http://$upstream:80; }', ['/a -> ?']],
    ['location /a { proxy_pass ftp://b; }', ['/a -> ?']],
    ['location /a { proxy_pass http://b:70000; }', ['/a -> ?']],
    [
      'location /a { proxy_pass $forward_scheme://$server:$port; }',
      ['/a -> http://192.168.11.54:80'],
    ],
    ['set $server b; location /a { proxy_pass http://$server; }', ['/a -> ?']],
    [
      'location /a { proxy_pass http://u:secret@b:81/x?key=secret; }',
      ['/a -> http://b:81/x'],
    ],
    // A condition decides about some requests only; the block still sends the others on.
    [
      'location / { if ($request_method = OPTIONS) { return 204; } proxy_pass http://b; }',
      ['/ -> http://b'],
    ],
    ['location / { if ($a) { proxy_pass http://c; } }', ['/ -> ?']],
    [
      'location /a { location /a/b { proxy_pass http://c; } proxy_pass http://b; }',
      ['/a -> http://b', '/a/b -> http://c'],
    ],
    ['# location / { proxy_pass http://a; }', []],
    ['add_header X "location / { proxy_pass http://a; }";', []],
    ['proxy_pass http://a;', []],
    ['location / { proxy_pass http://b', ['/ -> ?']],
    ['}}} location / { proxy_pass http://b; }', ['/ -> http://b']],
    ['location { proxy_pass http://b; }', []],
    ['location /${x}/ { proxy_pass http://b; }', ['/${x}/ -> http://b']],
    ['location /a#b { proxy_pass http://b; # }\n }', ['/a#b -> http://b']],
    ['\ufefflocation / { proxy_pass http://b; }', []],
  ])('%s', (text, wanted) => {
    expect(read(text)).toEqual(wanted);
  });

  it.each([
    ['', false],
    ['  \n\t # nothing\n#location / { proxy_pass http://a; }', false],
    ['client_max_body_size 0;', true],
    ['# first\nproxy_read_timeout 1h;', true],
  ])('%j is more than comments: %s', (text, wanted) => {
    expect(readFreeText(text).hasDirectives).toBe(wanted);
  });

  it.each([
    ['return 301 https://new.example$request_uri;', true],
    ['if ($http_x) { return 403; }', false],
    ['location / { return 404; }', false],
    ['# return 404;', false],
  ])('%j answers everything by itself: %s', (text, wanted) => {
    expect(readFreeText(text).returns).toBe(wanted);
  });

  it('needs time in proportion to the text, however it is built', () => {
    for (const piece of ['{', '}', '"', '\\', 'location / {', '#\n', 'a ']) {
      const begun = performance.now();
      readFreeText(piece.repeat(256 * 1024));
      expect(performance.now() - begun).toBeLessThan(2_000);
    }
  });
});

describe('whatever people type', () => {
  const blank = fc
    .array(fc.constantFrom(' ', '\n', '\t', '\r\n', '# a ; { } " comment\n'), {
      minLength: 1,
      maxLength: 4,
    })
    .map(parts => ` ${parts.join('')}`);
  const maybe = fc.oneof(fc.constant(''), blank);
  const segment = fc.stringMatching(/^[a-z0-9._-]{1,8}$/);
  const path = fc
    .array(segment, { maxLength: 3 })
    .map(parts => `/${parts.join('/')}`);
  const quote = fc.constantFrom('', '"', "'");
  const noise = fc.constantFrom(
    'proxy_set_header Host $host;',
    'add_header X "; } location /no { proxy_pass http://no; }";',
    'client_max_body_size 10m;',
    'if ($request_method = POST) { set $a 1; }',
    "rewrite '^/(.*)$' /$1 break;",
  );
  const block = fc.record({
    modifier: fc.constantFrom('', '=', '^~', '~', '~*'),
    path,
    host: segment,
    port: fc.integer({ min: 1, max: 65_535 }),
    before: fc.array(noise, { maxLength: 2 }),
    after: fc.array(noise, { maxLength: 2 }),
    blanks: fc.array(blank, { minLength: 4, maxLength: 4 }),
    gap: maybe,
    quotes: fc.tuple(quote, quote),
    wraps: fc.boolean(),
  });

  it('finds every location block with its path and target, however it is written', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 5 }), blocks => {
        const text = blocks
          .map(each => {
            const [a, b, c, d] = each.blanks;
            const [q, r] = each.quotes;
            const body = `${each.before.join(c)}${c}proxy_pass${d}${r}http://${
              each.host
            }:${each.port}${r};${each.after.join(c)}`;
            const own = `location${a}${each.modifier}${
              each.modifier ? b : ''
            }${q}${each.path}${q}${b}{${body}${each.gap}}`;
            return each.wraps ? `server${a}{${own}}` : own;
          })
          .join('\n');
        expect(read(text)).toEqual(
          blocks.map(
            each =>
              `${each.modifier ? `${each.modifier} ` : ''}${
                each.path
              } -> http://${each.host}:${each.port}`,
          ),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('never throws, and calls nothing a target that is none', () => {
    const shred = fc.constantFrom(
      ...'{};"\'\\#$\n =~^@/:[]'.split(''),
      'location',
      'proxy_pass',
      'http://',
      'unix:',
      'return',
      'set',
      '$server',
      '\0',
      '\u202e',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(shred, { maxLength: 60 }).map(parts => parts.join('')),
      fc.array(shred, { maxLength: 60 }).map(parts => parts.join(' ')),
    );
    fc.assert(
      fc.property(text, typed => {
        const free = readFreeText(typed);
        for (const location of free.locations) {
          const target = targetOfFreeLocation(location, ROW, free);
          expect(target?.host ?? 'x').not.toBe('');
          expect(target?.port ?? 1).toBeLessThanOrEqual(65_535);
        }
      }),
      { numRuns: 3_000 },
    );
  });
});
