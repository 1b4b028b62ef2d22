import fc from 'fast-check';
import { parseNeighbours } from './neighbours';

const entriesOf = (...lines: string[]) =>
  parseNeighbours(lines.join('\n')).entries;
const whys = (text: string) =>
  parseNeighbours(text).unread.map(({ at, why }) => `${at}: ${why}`);

const MAC = 'bc:24:11:4a:6f:01';

describe('parseNeighbours', () => {
  it.each([
    ['REACHABLE', 'present'],
    ['DELAY', 'present'],
    ['PROBE', 'present'],
    ['STALE', 'seen'],
    ['PERMANENT', 'configured'],
    ['NOARP', 'configured'],
  ])('%s is %s', (state, presence) => {
    expect(entriesOf(`10.20.0.5 dev vmbr0 lladdr ${MAC} ${state} `)).toEqual([
      { device: 'vmbr0', address: '10.20.0.5', mac: MAC, presence },
    ]);
  });

  it.each(['FAILED', 'INCOMPLETE'])(
    '%s is absent, and an old MAC beside it is nobody',
    state => {
      const absent = {
        device: 'vmbr0',
        address: '10.20.0.5',
        presence: 'absent',
      };
      expect(entriesOf(`10.20.0.5 dev vmbr0 ${state}`)).toEqual([absent]);
      expect(entriesOf(`10.20.0.5 dev vmbr0 lladdr ${MAC} ${state}`)).toEqual([
        absent,
      ]);
    },
  );

  it('takes of several states the one that claims least', () => {
    expect(
      entriesOf(
        `10.20.0.5 lladdr ${MAC} REACHABLE,NOARP`,
        `10.20.0.6 lladdr ${MAC} STALE,REACHABLE`,
        '10.20.0.7 INCOMPLETE,DELAY',
      ).map(({ presence }) => presence),
    ).toEqual(['configured', 'seen', 'absent']);
  });

  it('reads lines without dev, with flags, statistics, CRLF and two blanks', () => {
    const read = parseNeighbours(
      [
        `\uFEFF10.20.0.1 lladdr ${MAC} REACHABLE`,
        `10.20.0.2 dev veth0 lladdr ${MAC}  ref 1 used 7/7/7probes 0 REACHABLE`,
        `10.20.0.3 dev veth0 lladdr ${MAC}  used 7/67/7 probes 4 STALE`,
        '10.20.0.4 dev veth0  used 7/67/3probes 3 FAILED',
        `10.20.0.5 dev veth0 lladdr ${MAC} router extern_learn STALE`,
        `10.20.0.6 dev veth0 lladdr ${MAC} managed extern_valid protocol zebra NOARP`,
        `FD00:11::0050 dev proxy lladdr BC:24:11:4A:6F:01 STALE`,
        '',
      ].join('\r\n'),
    );
    expect(read.unread).toEqual([]);
    expect(
      read.entries.map(({ address, device, mac }) => [address, device, mac]),
    ).toEqual([
      ['10.20.0.1', undefined, MAC],
      ['10.20.0.2', 'veth0', MAC],
      ['10.20.0.3', 'veth0', MAC],
      ['10.20.0.4', 'veth0', undefined],
      ['10.20.0.5', 'veth0', MAC],
      ['10.20.0.6', 'veth0', MAC],
      ['fd00:11::50', 'proxy', MAC],
    ]);
  });

  it.each([
    `fe80::be24:11ff:fe4a:6f01 dev veth0 lladdr ${MAC} STALE`,
    `169.254.7.8 dev veth0 lladdr ${MAC} REACHABLE`,
    '127.0.0.1 dev lo lladdr 00:00:00:00:00:00 NOARP',
    '224.0.0.22 dev veth0 lladdr 01:00:5e:00:00:16 NOARP',
    'ff02::1:ff00:11 dev veth0 lladdr 33:33:ff:00:00:11 NOARP',
    '10.20.0.255 dev veth0 lladdr ff:ff:ff:ff:ff:ff NOARP',
    '10.20.0.9 dev veth0 proxy ',
    '10.20.0.9 dev tun0 lladdr 10.30.0.1 NOARP',
    '10.20.0.9 dev ib0 lladdr 80:00:02:08:fe:80:00:00:00:00:00:00:f4:52:14:03:00:7b:cb:a1 REACHABLE',
    '10.20.0.9 dev wg0 NOARP',
    '10.20.0.9 dev veth0 lladdr 00:00:00:00:00:00 REACHABLE',
  ])('leaves out what names nothing on the network: %s', line => {
    expect(parseNeighbours(line)).toEqual({
      entries: [],
      leftOut: 1,
      unread: [],
    });
  });

  it('reports each line that it cannot read with its number, and reads the others', () => {
    const read = parseNeighbours(
      [
        `10.20.0.1 dev vmbr0 lladdr ${MAC} REACHABLE`,
        'Welcome to r630-01, password: hunter2',
        '10.20.0.256 dev vmbr0 FAILED',
        `10.20.0.3 dev vmbr0 lladdr ${MAC} ASLEEP`,
        '10.20.0.4 dev vmbr0 lladdr bc:24:11',
        `10.20.0.5 dev vmbr0 lladdr ${MAC}`,
        '10.20.0.6 dev',
        '10.20.0.7 dev vmbr0 lladdr bc:24:11 REACHABLE',
        '192.168.11.50  0x1  0x0  bc:24:11:4a:6f:01  *  vmbr0',
        `Deleted 10.20.0.8 dev vmbr0 lladdr ${MAC} STALE`,
        '10.20.0.9 dev vmbr0 FAILED',
      ].join('\n'),
    );
    expect(read.entries.map(({ address }) => address)).toEqual([
      '10.20.0.1',
      '10.20.0.9',
    ]);
    expect(read.unread.map(({ at }) => at)).toEqual(
      [2, 3, 4, 5, 6, 7, 8, 9, 10].map(line => `line ${line}`),
    );
    expect(read.unread[1].why).toContain('octet 256 is above 255');
    expect(read.unread[2].why).toBe('the state ASLEEP is not known');
    expect(read.unread[4].why).toBe('it has no state');
    expect(JSON.stringify(read)).not.toContain('hunter2');
  });

  it('reads JSON whose flags are keys without a value', () => {
    const read = parseNeighbours(
      JSON.stringify([
        { dst: '10.20.0.5', dev: 'veth0', lladdr: MAC, state: ['REACHABLE'] },
        { dst: '10.20.0.6', lladdr: MAC, router: null, state: ['STALE'] },
        { dst: '10.20.0.200', dev: 'veth0', proxy: null },
        {},
        { dst: '10.20.0.7', dev: 'veth0', used: 7, state: ['FAILED'] },
      ]),
    );
    expect(read).toEqual({
      entries: [
        {
          device: 'veth0',
          address: '10.20.0.5',
          mac: MAC,
          presence: 'present',
        },
        { address: '10.20.0.6', mac: MAC, presence: 'seen' },
        { device: 'veth0', address: '10.20.0.7', presence: 'absent' },
      ],
      leftOut: 1,
      unread: [],
    });
  });

  it.each([
    ['[{"dst":"10.20.0.5"', /^line 1: not JSON to its end$/],
    ['{"dst":"10.20.0.5"}', /^line 1: not a JSON list$/],
    ['[7]', /^entry 1: the entry: /],
    ['[{"dst":7,"state":[]}]', /^entry 1: dst: /],
    ['[{"dst":"10.20.0.5","state":"STALE"}]', /^entry 1: state: /],
    ['[{"dst":"10.20.0.5","state":[]}]', /^entry 1: it has no state$/],
  ])('says why of %s', (text, why) => {
    expect(parseNeighbours(text).entries).toEqual([]);
    expect(whys(text)).toEqual([expect.stringMatching(why)]);
  });

  it('reads an empty table', () => {
    const empty = { entries: [], leftOut: 0, unread: [] };
    expect(parseNeighbours('')).toEqual(empty);
    expect(parseNeighbours('\n')).toEqual(empty);
    expect(parseNeighbours('[ ]\n')).toEqual(empty);
  });
});

const word = fc.stringMatching(/^[a-z][a-z0-9.]{0,10}$/);
const mac = fc
  .array(fc.integer({ min: 0, max: 255 }), { minLength: 6, maxLength: 6 })
  .map(octets =>
    octets.map(octet => octet.toString(16).padStart(2, '0')).join(':'),
  );
const neighbour = fc.record({
  dst: fc.oneof(
    fc.ipV4(),
    fc.ipV6(),
    fc.constantFrom('fe80::1', '224.0.0.1', '10.0.0.300'),
  ),
  dev: fc.option(word, { nil: undefined }),
  lladdr: fc.option(
    fc.oneof(
      mac,
      mac,
      fc.constantFrom('10.0.0.1', '00:00:00:00:00:00', 'bc:24'),
    ),
    { nil: undefined },
  ),
  flags: fc.subarray(['router', 'proxy', 'extern_learn', 'offload']),
  used: fc.option(fc.integer({ min: 0, max: 9999 }), { nil: undefined }),
  state: fc.subarray(
    ['INCOMPLETE', 'REACHABLE', 'STALE', 'DELAY', 'PERMANENT', 'ODD'],
    { maxLength: 2 },
  ),
});
type Neighbour = typeof neighbour extends fc.Arbitrary<infer N> ? N : never;

/** As iproute2 6 writes it. */
function textOf({ dst, dev, lladdr, flags, used, state }: Neighbour): string {
  return [
    dst,
    dev && `dev ${dev}`,
    lladdr && `lladdr ${lladdr}`,
    ...flags,
    used !== undefined && ` used ${used}/${used}/${used}probes 1`,
    state.join(','),
  ]
    .filter(Boolean)
    .join(' ');
}

function jsonOf({ dst, dev, lladdr, flags, used, state }: Neighbour) {
  return {
    dst,
    dev,
    lladdr,
    ...Object.fromEntries(flags.map(flag => [flag, null])),
    used,
    state: state.length > 0 ? state : undefined,
  };
}

describe('parseNeighbours, whatever it is given', () => {
  it('reads the same from text and from JSON', () => {
    fc.assert(
      fc.property(fc.array(neighbour), table => {
        const text = parseNeighbours(table.map(textOf).join(' \n'));
        const json = parseNeighbours(JSON.stringify(table.map(jsonOf)));
        expect(text.entries).toEqual(json.entries);
        expect(text.leftOut).toBe(json.leftOut);
        expect(
          text.unread.map(({ at }) => at.replace('line', 'entry')),
        ).toEqual(json.unread.map(({ at }) => at));
        expect(text.entries.length + text.leftOut + text.unread.length).toBe(
          table.length,
        );
      }),
    );
  });

  it('never throws, and loses no line that is not blank', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'dev',
        'lladdr',
        'used',
        '1/2/3',
        'STALE',
        '10.0.0.1',
        '[',
        '{}',
        '\\',
      ),
    );
    const line = fc.array(piece).map(pieces => pieces.join(' '));
    fc.assert(
      fc.property(fc.array(line), lines => {
        const text = lines.join('\n');
        const { entries, leftOut, unread } = parseNeighbours(text);
        fc.pre(!/^\s*[[{]/.test(text));
        expect(entries.length + leftOut + unread.length).toBe(
          text
            .replace(/^\uFEFF/, '')
            .split('\n')
            .filter(one => /\S/.test(one)).length,
        );
      }),
    );
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, cut) => {
        parseNeighbours(json);
        parseNeighbours(json.slice(0, cut % (json.length + 1)));
        parseNeighbours(`[${json}]`);
      }),
    );
  });
});
