import fc from 'fast-check';
import { isAssignableAddress, parseAddress } from '../values';
import { parseEnvFile } from './envFile';

const parse = (...lines: string[]) =>
  parseEnvFile(lines.join('\n'), { file: 'ip-addresses.conf' });
const addressesOf = (...lines: string[]) =>
  parse(...lines).keys.flatMap(key => key.addresses);
const whys = (...lines: string[]) =>
  parse(...lines).unparsed.map(({ line, why }) => `${line}: ${why}`);

describe('parseEnvFile reads literals', () => {
  it.each([
    ['IP_GIT=10.20.0.5'],
    ['IP_GIT="10.20.0.5"'],
    ["IP_GIT='10.20.0.5'"],
    ['  IP_GIT=10.20.0.5  '],
    ['export IP_GIT=10.20.0.5'],
    ['export "IP_GIT=10.20.0.5"'],
    ['readonly IP_GIT=10.20.0.5'],
    ['declare -x IP_GIT=10.20.0.5'],
    ['declare -rx IP_GIT="10.20.0.5"'],
    ['typeset -g IP_GIT=10.20.0.5'],
    ['IP_GIT="${IP_GIT:-10.20.0.5}"'],
    ['IP_GIT=${IP_GIT-10.20.0.5}'],
    ['IP_GIT="${IP_GIT:-"10.20.0.5"}"'],
    [': "${IP_GIT:=10.20.0.5}"'],
    [': ${IP_GIT=10.20.0.5}'],
    ['IP_GIT=10.20.0.5 # the forge'],
    ['IP_GIT=10.20.0.5;'],
    ['IP_GIT=10.20."0".5'],
    ['IP_GIT=10.20.\\\n0.5'],
    ['\uFEFFIP_GIT=10.20.0.5\r\n'],
  ])('%j', text => {
    const { keys, unparsed } = parse(text);
    expect(unparsed).toEqual([]);
    expect(keys).toEqual([
      {
        key: 'IP_GIT',
        file: 'ip-addresses.conf',
        line: 1,
        value: '10.20.0.5',
        addresses: ['10.20.0.5'],
        ranges: [],
        superseded: false,
      },
    ]);
  });

  it('several on one line, with and without a semicolon', () => {
    expect(
      addressesOf('A=10.0.0.1; B=10.0.0.2', 'C=10.0.0.3 D=10.0.0.4'),
    ).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4']);
  });

  it('lists and ranges, in quotes over several lines as well', () => {
    const { keys, unparsed } = parse(
      'POOL="10.0.0.1 10.0.0.2,10.0.0.3"',
      'LB=10.0.0.10-10.0.0.20',
      'SHORT=10.0.0.10-19',
      'BLANKS="10.0.0.30 - 10.0.0.39"',
      'LINES="',
      '  10.0.0.41',
      '  10.0.0.42',
      '"',
      'AFTER=10.0.0.50',
    );
    expect(unparsed).toEqual([]);
    expect(
      keys.map(({ line, addresses, ranges }) => [line, addresses, ranges]),
    ).toEqual([
      [1, ['10.0.0.1', '10.0.0.2', '10.0.0.3'], []],
      [2, [], ['10.0.0.10-10.0.0.20']],
      [3, [], ['10.0.0.10-10.0.0.19']],
      [4, [], ['10.0.0.30-10.0.0.39']],
      [5, ['10.0.0.41', '10.0.0.42'], []],
      [9, ['10.0.0.50'], []],
    ]);
  });

  it('IPv6 in canonical form', () => {
    expect(addressesOf('V6=FD00:20:0:0::5')).toEqual(['fd00:20::5']);
  });

  it('references to earlier literals of the same file only', () => {
    const { keys, unparsed } = parse(
      'BASE="10.20.0"',
      'IP_GIT="${BASE}.5"',
      'IP_CI=$BASE.6',
      'IP_LATER=$LATE',
      'LATE=10.20.0.7',
      'IP_HOME=$HOME',
    );
    expect(keys.flatMap(key => key.addresses)).toEqual([
      '10.20.0.5',
      '10.20.0.6',
      '10.20.0.7',
    ]);
    expect(unparsed.map(({ line, why }) => [line, why])).toEqual([
      [4, 'LATE is no literal earlier in this file'],
      [6, 'HOME is no literal earlier in this file'],
    ]);
  });

  it('a default only where the earlier value is missing or empty', () => {
    const { keys } = parse(
      'A=10.0.0.1',
      'A="${A:-10.0.0.2}"',
      ': "${A:=10.0.0.3}"',
      'E=',
      ': "${E:=10.0.0.4}"',
      'F=',
      'F=${F-10.0.0.5}',
      'G=${NOT_SET:-${A}}',
    );
    expect(
      keys.map(({ key, line, addresses, superseded }) => [
        key,
        line,
        addresses,
        superseded,
      ]),
    ).toEqual([
      ['A', 1, [], true],
      ['A', 2, ['10.0.0.1'], false],
      ['A', 3, [], true],
      ['E', 4, [], true],
      ['E', 5, ['10.0.0.4'], false],
      ['F', 6, [], true],
      ['F', 7, [], false],
      ['G', 8, ['10.0.0.1'], false],
    ]);
  });

  it('appended text', () => {
    expect(
      parse('L=10.0.0.1', 'L+=" 10.0.0.2"').keys.map(key => [
        key.addresses,
        key.superseded,
      ]),
    ).toEqual([
      [[], true],
      [['10.0.0.1', '10.0.0.2'], false],
    ]);
  });
});

describe('parseEnvFile tells aliases from literals', () => {
  it.each([
    ['A=$IP_GIT', 'IP_GIT'],
    ['A="${IP_GIT}"', 'IP_GIT'],
    ['A=${IP_GIT:-10.0.0.9}', 'IP_GIT'],
    ['A="${SOMETHING_ELSE:-10.0.0.9}"', 'SOMETHING_ELSE'],
    ['A="${A:-10.0.0.9}"', undefined],
    [': "${A:=$IP_GIT}"', 'IP_GIT'],
    ['A="$IP_GIT 10.0.0.9"', undefined],
    ['A="${IP_GIT}:80"', undefined],
  ])('%s refers to %s', (line, target) => {
    const { keys, unparsed } = parse('IP_GIT=10.20.0.5', line);
    expect(unparsed).toEqual([]);
    expect(keys[1].aliasOf).toBe(target);
  });
});

describe('parseEnvFile lets the last value of a key win', () => {
  it('and the earlier one declares nothing', () => {
    const { keys } = parse(
      'IP_GIT=10.20.0.5',
      'IP_CI=$IP_GIT',
      'IP_GIT=10.20.0.6',
    );
    expect(
      keys.map(({ addresses, superseded }) => [addresses, superseded]),
    ).toEqual([
      [[], true],
      [['10.20.0.5'], false],
      [['10.20.0.6'], false],
    ]);
  });

  it('also when the last value is no literal', () => {
    const { keys, unparsed } = parse(
      'IP_GIT=10.20.0.5',
      'IP_GIT=$(dig +short git)',
      'IP_CI=$IP_GIT',
    );
    expect(keys).toMatchObject([{ superseded: true, addresses: [] }]);
    expect(unparsed.map(({ line }) => line)).toEqual([2, 3]);
  });
});

describe('parseEnvFile is silent about values that are no addresses', () => {
  it.each([
    'URL=http://10.20.0.5:3000/x',
    'SOCKET=10.20.0.5:8006',
    'SOCKET6=[fd00::5]:8006',
    'NET=10.20.0.0/24',
    'HOST_WITH_MASK=10.20.0.5/24',
    'VIP=10.20.0.9/32',
    'BASE=10.20.0',
    'PORT=53',
    'DOMAIN=lan.example',
    'SENTENCE="what a day"',
    'MAC=bc:24:11:00:00:01',
    'SLOT=0000:03:00.0',
    'VERSION=1.2.3.4-rc1',
    'OID=1.3.6.1.4.1',
    'NIP=10.20.0.5.nip.example',
    'NETMASK=255.255.255.0',
    'LISTEN=0.0.0.0',
    'LOOP=127.0.0.1',
    'GROUP=224.0.0.18',
    'EMPTY=',
  ])('%s', line => {
    expect(parse(line)).toMatchObject({
      keys: [{ addresses: [], ranges: [] }],
      unparsed: [],
    });
  });

  it('comments, blank lines and an export without a value', () => {
    expect(
      parse('# IP_OLD=10.0.0.1', '', '   ', '\t# more', 'export IP_OLD'),
    ).toEqual({
      keys: [],
      unparsed: [],
    });
  });
});

describe('parseEnvFile reports', () => {
  it.each([
    ['IP_GIT=10.20.0.256', 'octet 256 is above 255'],
    ['IP_GIT=10.20.0.011', 'octet 011 has a leading zero'],
    ['IP_GIT=10.20.256.1:80', 'octet 256 is above 255'],
    ['IP_GIT=10.20.256.0/24', 'octet 256 is above 255'],
    ['IP_GIT=10.20.0.0/33', 'no valid prefix length'],
    ['IP_GIT=fd00::1::2', 'not an IPv6 address'],
    ['IP_GIT=10.20.0.5#forge', 'a comment needs a blank before "#"'],
    [
      'IP_GIT=10.20.0.20-10.20.0.10',
      'not a range of addresses in ascending order',
    ],
    ['IP_GIT=$(hostname -I)', 'a command substitution is not a literal'],
    ['IP_GIT=`hostname -I`', 'a command substitution is not a literal'],
    ['IP_GIT="$(hostname -I)"', 'a command substitution is not a literal'],
    ['IP_GIT=$((1+1))', 'a command substitution is not a literal'],
    ['IP_GIT=<(cat x)', 'a redirection is not a literal'],
    [
      'IP_GIT=(10.0.0.1 10.0.0.2)',
      'an array, function or subshell is not read',
    ],
    ['IP_GIT[0]=10.0.0.1', 'an array element is not read'],
    [
      'declare -A IP_GIT=([a]=10.0.0.1)',
      'an array, function or subshell is not read',
    ],
    ['declare -i IP_GIT=1', 'declare -i is not read'],
    ['IP_GIT=10.0.0.1; rm -rf /nowhere', 'not an assignment'],
    ['IP_GIT=10.0.0.1 && echo', 'is more than an assignment'],
    ['IP_GIT=10.0.0.1 | cat', 'a pipe is not a literal'],
    ['IP_GIT=10.0.0.1 run-it', 'not an assignment'],
    ['IP_GIT = 10.0.0.1', 'not an assignment'],
    ['IP GIT=10.0.0.1', 'not an assignment'],
    ['ip-git=10.0.0.1', '"ip-git" is not a valid name'],
    ['source ./other.conf', 'not an assignment'],
    ['. ./other.conf', 'not an assignment'],
    ['if true; then IP_GIT=10.0.0.1; fi', 'inside "if" of line 1'],
    ['[ -f x ] && IP_GIT=10.0.0.1', 'is more than an assignment'],
    ['IP_GIT=${#BASE}', 'this form of ${…} is not read'],
    ['IP_GIT=${!BASE}', 'this form of ${…} is not read'],
    ['IP_GIT=${BASE:?no}', 'this form of ${…} is not read'],
    ['IP_GIT=${BASE/a/b}', 'this form of ${…} is not read'],
    ['IP_GIT=${OTHER:=10.0.0.1}', 'it assigns OTHER inside another value'],
    ['IP_GIT=$1', '$1 is not a literal'],
    ["IP_GIT=$'10.0.0.1'", "$'…' quoting is not read"],
    ['IP_GIT="10.0.0.1', 'never closed'],
    ["IP_GIT='10.0.0.1", 'never closed'],
    ['IP_GIT=${X:-10.0.0.1', 'never closed'],
    ['"IP_GIT=10.0.0.1"', 'not an assignment'],
    ["'IP_GIT=10.0.0.1'", 'not an assignment'],
    ['unset IP_GIT', 'not an assignment'],
    ['what is this', 'not an assignment'],
  ])('%s', (line, why) => {
    const { keys, unparsed } = parse(line, 'IP_AFTER=10.9.9.9');
    expect(unparsed).toEqual([
      {
        file: 'ip-addresses.conf',
        line: 1,
        text: line,
        why: expect.stringContaining(why),
      },
    ]);
    expect(keys.flatMap(key => key.addresses)).toEqual(['10.9.9.9']);
  });

  it('every line of a block, a here-document and an array, and goes on behind them', () => {
    const { keys, unparsed } = parse(
      'if [ -f .env ]; then',
      '  IP_A=10.0.0.1 # never certain',
      'elif true; then if false; then',
      '  IP_B=10.0.0.2',
      'fi; fi',
      'function setup {',
      '  IP_C=10.0.0.3',
      '}',
      'other() {',
      '  case $1 in',
      '    a) IP_D=10.0.0.4 ;;',
      '  esac',
      '}',
      'cat <<-"END" > /nowhere',
      '',
      '\tIP_E=10.0.0.5',
      '\tEND',
      'LIST=(',
      '  10.0.0.6',
      ')',
      'X=$(',
      '  IP_F=10.0.0.7',
      ')',
      'IP_REAL=10.0.0.99',
    );
    expect(keys.flatMap(key => key.addresses)).toEqual(['10.0.0.99']);
    expect(unparsed.map(({ line }) => line)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 18, 19, 20, 21, 22,
      23,
    ]);
  });

  it('the lines that a missing quote swallows, and goes on behind them', () => {
    const lines = ['A="10.0.0.1', 'B=10.0.0.2', 'C=10.0.0.3"', 'D=10.0.0.4'];
    const why =
      'the quote opened in line 1 closes only lines later, with assignments in between';
    expect(whys(...lines)).toEqual([`1: ${why}`, `2: ${why}`, `3: ${why}`]);
    expect(addressesOf(...lines)).toEqual(['10.0.0.4']);
  });

  it('a good address beside a bad one, and keeps the good one', () => {
    const { keys, unparsed } = parse('POOL="10.0.0.1 10.0.0.300"');
    expect(keys[0].addresses).toEqual(['10.0.0.1']);
    expect(unparsed).toHaveLength(1);
  });

  it('an invalid address once, not again for its aliases', () => {
    expect(whys('A=10.0.0.256', 'B=$A')).toHaveLength(1);
  });

  it('lines without what may be a secret, and at most 200 characters', () => {
    const { keys, unparsed } = parse(
      'DB_PASSWORD="hunter2"',
      'API_TOKEN=abc$UNKNOWN',
      'curl -H "Authorization: Bearer abc" https://me:pw@host/',
      `IP_LONG=$UNKNOWN${'x'.repeat(500)}`,
    );
    const told = JSON.stringify({ keys, unparsed });
    expect(told).not.toMatch(/hunter2|abc|me:pw/);
    expect(unparsed.map(({ text }) => text.length)).toEqual([
      expect.any(Number),
      expect.any(Number),
      200,
    ]);
    expect(keys).toMatchObject([{ key: 'DB_PASSWORD', value: '' }]);
  });

  it('the physical line, also with CRLF, continuations and a byte order mark', () => {
    expect(
      parseEnvFile('\uFEFFA=10.0.\\\r\n0.1\r\nB=10.0.0.256\r\n', { file: 'x' }),
    ).toMatchObject({
      keys: [{ line: 1 }, { line: 3 }],
      unparsed: [{ line: 3 }],
    });
  });
});

describe('parseEnvFile on any text', () => {
  const shellish = fc
    .array(
      fc.constantFrom(
        'A',
        'B=',
        '=',
        '"',
        "'",
        '`',
        '$',
        '{',
        '}',
        '(',
        ')',
        '\\',
        '\n',
        ' ',
        '#',
        ';',
        '<<',
        'E',
        ':-',
        '$A',
        '${A',
        '10.0.0.1',
        '-',
        '.',
        'if',
        'fi',
      ),
      { maxLength: 60 },
    )
    .map(parts => parts.join(''));

  it('never fails, reports a line once and declares only valid addresses', () => {
    fc.assert(
      fc.property(fc.oneof(shellish, fc.string()), text => {
        const { keys, unparsed } = parseEnvFile(text, { file: 'x' });
        const last = text.split('\n').length;
        const numbers = unparsed.map(({ line }) => line);
        expect(new Set(numbers).size).toBe(numbers.length);
        [...keys, ...unparsed].forEach(({ line }) => {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(last);
        });
        keys
          .flatMap(key => key.addresses)
          .forEach(address => {
            expect(parseAddress(address)).toBe(address);
            expect(isAssignableAddress(address)).toBe(true);
          });
      }),
      { numRuns: 2000 },
    );
  });

  it('reads back every literal that was quoted for the shell', () => {
    const quote = (text: string) => `'${text.replace(/'/g, "'\\''")}'`;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.ipV4(), fc.string()), { maxLength: 20 }),
        entries => {
          const lines = entries.map(
            ([address, word], index) =>
              `IP_${index}="${address}"; W_${index}=${quote(
                word.replace(/[\r\n]/g, ''),
              )}`,
          );
          const { keys } = parse(...lines);
          const read = keys.filter(({ key }) => key.startsWith('IP_'));
          expect(read.map(({ value }) => value)).toEqual(
            entries.map(([address]) => address),
          );
        },
      ),
    );
  });

  it.each([
    ['unclosed quotes', 'A="'],
    ['unclosed quotes, one a line', 'A="\n'],
    ['unclosed substitutions', 'A=$(\n'],
    ['nested defaults', 'A=${A:-'],
    ['here-documents', 'cat <<A\n'],
    ['doublings', 'A=x$A$A\n'],
    ['blocks', 'if x; then (\n'],
    ['continuations', '\\\n'],
    ['dots', '1.'],
    ['colons', ':'],
  ])(
    'reads a megabyte without going back over it: %s',
    (_, unit) => {
      // Quadratic work on a megabyte takes hours: the limit is no stopwatch.
      const text = `A=${unit.repeat(1_000_000 / unit.length)}`;
      const { keys } = parseEnvFile(text, { file: 'x' });
      expect(keys.flatMap(key => key.addresses)).toEqual([]);
    },
    60_000,
  );
});
