import fc from 'fast-check';
import {
  declaredDeviceFactSchema,
  declaredRowFactSchema,
  unparsedFactSchema,
} from '../facts';
import { parseEndpointTables } from './endpointTables';

const parse = (...lines: string[]) =>
  parseEndpointTables(lines.join('\n'), { file: 'ENDPOINTS.md' });
const HEAD = ['| VMID | Name | IP | Node |', '|---|---|---|---|'];
/** The reading of one row `| 4101 | git | <cell> | alpha |`. */
const withAddress = (cell: string) =>
  parse(...HEAD, `| 4101 | git | ${cell} | alpha |`);

describe('parseEndpointTables finds columns by their headings', () => {
  it('in any order, with every column it knows', () => {
    expect(
      parse(
        '# Guests',
        '',
        'Some prose with a | pipe.',
        '',
        '| Owner / Team | IP LAN (`vmbr0`) | **VM ID** | Notes | Host | Purpose | Hostname | VLAN | Status |',
        '|:--|:-:|--:|---|---|---|---|---|---|',
        '| [Forge](http://x.example) | `10.20.0.5` | **4101** | 10.9.9.9 | alpha | git<br>and CI | `git` | VLAN 20 | running |',
      ),
    ).toEqual({
      rows: [
        {
          file: 'ENDPOINTS.md',
          line: 7,
          vmid: 4101,
          name: 'git',
          node: 'alpha',
          owner: 'Forge',
          service: 'git and CI',
          status: 'running',
          vlan: 20,
          addresses: ['10.20.0.5'],
          ranges: [],
          dynamic: false,
          shifted: false,
        },
      ],
      devices: [],
      unparsed: [],
      tables: 1,
    });
  });

  it.each([
    ['VMID', 'Hostname', 'IP', 'Node'],
    ['VM ID', 'Name', 'IP Address', 'Host'],
    ['CT ID', 'Name', 'IP Local', 'Proxmox node'],
    ['CTID', 'Guest name', 'IPv4', 'Hypervisor'],
    ['Container ID', 'Container', 'LAN IP', 'Cluster Node'],
    ['VMID/CTID', 'Rechner', 'IP-Adresse', 'Knoten'],
    ['vmid', 'Nombre', 'Dirección IP', 'Nodo'],
    ['VMID', 'Nom', 'Adresse IP', 'Nœud'.replace('œ', 'oe')],
    ['VMID', '名称', 'IP地址', '节点'],
    ['VM ID', '이름', 'IP 주소', '노드'],
  ])('%s, %s, %s, %s', (...headings) => {
    const { rows } = parse(
      `| ${headings.join(' | ')} |`,
      '|---|---|---|---|',
      '| 4101 | git | 10.20.0.5 | alpha |',
    );
    expect(rows).toMatchObject([
      { vmid: 4101, name: 'git', addresses: ['10.20.0.5'], node: 'alpha' },
    ]);
  });

  it('takes a lone "Host" beside an id as neither name nor node', () => {
    const [row] = parse(
      '| VMID | Host | IP |',
      '|-|-|-|',
      '| 4101 | x | 10.20.0.5 |',
    ).rows;
    expect(row).not.toHaveProperty('name');
    expect(row).not.toHaveProperty('node');
  });

  it('joins the addresses of an IPv4 and an IPv6 column, and leaves the public one', () => {
    expect(
      parse(
        '| VMID | IPv4 | IPv6 | Public IP |',
        '|-|-|-|-|',
        '| 4101 | 10.20.0.5 | fd00:20::5 | 203.0.113.9 |',
      ).rows[0].addresses,
    ).toEqual(['10.20.0.5', 'fd00:20::5']);
  });

  it('counts only tables that say something about endpoints', () => {
    expect(parse('# No table', '', 'a | b').tables).toBe(0);
    expect(
      parse('| Port | Protocol |', '|---|---|', '| 80 | tcp |').tables,
    ).toBe(0);
    expect(parse('').tables).toBe(0);
    expect(parse(...HEAD).tables).toBe(1);
  });

  it('reads tables without outer pipes, inside quotes, lists and admonitions', () => {
    const { rows } = parse(
      'VMID | IP',
      '--- | ---',
      '4101 | 10.20.0.1',
      '',
      '> | VMID | IP |',
      '> |---|---|',
      '> | 4102 | 10.20.0.2 |',
      '',
      '1. first',
      '',
      '   | VMID | IP |',
      '   |---|---|',
      '   | 4103 | 10.20.0.3 |',
      '',
      '!!! note',
      '    | VMID | IP |',
      '    |---|---|',
      '    | 4104 | 10.20.0.4 |',
    );
    expect(rows.map(({ line, vmid }) => [line, vmid])).toEqual([
      [3, 4101],
      [7, 4102],
      [13, 4103],
      [18, 4104],
    ]);
  });
});

describe('parseEndpointTables names the physical line', () => {
  it('also with blank lines between rows, CRLF and a byte order mark', () => {
    const text = [
      '\uFEFF| VMID | IP |',
      '',
      '|---|---|',
      '',
      '| 4101 | 10.20.0.1 |',
      '',
      '',
      '| 4102 | 10.20.0.2 |',
      '',
      '| CT ID | IP |',
      '|---|---|',
      '| 4103 | 10.20.0.3 |',
      '| VMID | IP |',
      '|---|---|',
      '| 4104 | 10.20.0.999 |',
    ].join('\r\n');
    const { rows, unparsed, tables } = parseEndpointTables(text, { file: 'x' });
    expect(tables).toBe(3);
    expect(rows.map(({ line, vmid }) => [line, vmid])).toEqual([
      [5, 4101],
      [8, 4102],
      [12, 4103],
      [15, 4104],
    ]);
    expect(unparsed.map(({ line }) => line)).toEqual([15]);
  });
});

describe('parseEndpointTables ignores (ruling R09)', () => {
  it.each([
    ['fenced code', ['```markdown'], ['```']],
    ['fenced code with tildes', ['~~~'], ['~~~']],
    ['a longer fence around a shorter one', ['````', '```'], ['```', '````']],
    ['comments', ['<!--'], ['-->']],
    ['comments that begin with text', ['<!-- old', ''], ['until here -->']],
    ['raw HTML', ['<pre>', ''], ['</pre>']],
    ['HTML blocks', ['<div>'], ['</div>']],
  ])('%s, and goes on behind it', (_, before, after) => {
    const { rows } = parse(
      ...before,
      '| VMID | IP |',
      '|---|---|',
      '| 9999 | 10.20.0.99 |',
      ...after,
      '',
      '| VMID | IP |',
      '|---|---|',
      '| 4101 | 10.20.0.1 |',
    );
    expect(rows.map(({ vmid }) => vmid)).toEqual([4101]);
  });

  it('a fence inside of a list item, also one that ends with the item', () => {
    const fenced = [
      '  | VMID | IP |',
      '  |---|---|',
      '  | 9999 | 10.20.0.99 |',
    ];
    const { rows } = parse(
      '- item',
      '',
      '  ```',
      ...fenced,
      '  ```',
      '- item',
      '  ```',
      ...fenced,
      ...HEAD,
      '| 4101 | git | 10.20.0.1 | a |',
    );
    expect(rows.map(({ vmid }) => vmid)).toEqual([4101]);
  });

  it('indented code, and everything behind a fence that is never closed', () => {
    expect(
      parse(
        'text',
        '',
        '    | VMID | IP |',
        '    |---|---|',
        '    | 9999 | 10.20.0.99 |',
        '',
        '```',
        ...HEAD,
        '| 9998 | x | 10.20.0.98 | a |',
      ).rows,
    ).toEqual([]);
  });

  it('a comment in the middle of a table, and what stands behind it', () => {
    expect(
      parse(
        ...HEAD,
        '| 4101 | a | 10.20.0.1 | n |',
        '<!--',
        '| 9999 | b | 10.20.0.2 | n |',
        '-->',
      ).rows.map(({ vmid }) => vmid),
    ).toEqual([4101]);
  });

  it('prose behind a table', () => {
    expect(
      parse(
        ...HEAD,
        '| 4101 | a | 10.20.0.1 | n |',
        'See 10.20.0.9 | the | 10.20.0.9 | wiki',
        '## Next | one',
        '| 9999 | b | 10.20.0.2 | n |',
      ).rows.map(({ vmid }) => vmid),
    ).toEqual([4101]);
  });
});

describe('parseEndpointTables reads the id cell', () => {
  it.each([
    '4101',
    '**4101**',
    '`4101`',
    'CT 4101',
    'CT4101',
    'VM 4101',
    'vm-4101',
    '#4101',
    'LXC #4101',
    '4101 (LXC)',
    '4101 \\*',
    '[4101](https://pve.example/4101)',
    '<b>4101</b>',
    '4101 ~~4100~~',
  ])('%s', id => {
    const { rows, unparsed } = parse(
      ...HEAD,
      `| ${id} | git | 10.20.0.5 | alpha |`,
    );
    expect(unparsed).toEqual([]);
    expect(rows).toMatchObject([{ vmid: 4101 }]);
  });

  it.each([
    '',
    '-',
    '—',
    '–',
    'N/A',
    'n/a',
    'TBD',
    'tba',
    'XXX',
    '41xx',
    '?',
    '<vmid>',
    'none',
    '...',
    '~~4101~~',
    '~~CT 4101~~',
    '<del>4101</del>',
  ])('is silent about %j', id => {
    expect(parse(...HEAD, `| ${id} | git | 10.20.0.5 | alpha |`)).toMatchObject(
      { rows: [], devices: [], unparsed: [] },
    );
  });

  it.each([
    ['git', '"git" is no VMID'],
    ['99', '"99" is no VMID: Proxmox uses 100 to 999999999'],
    ['4101-4103', 'names several VMIDs; write one row for each'],
    ['4101 / 4102', 'names several VMIDs; write one row for each'],
    ['10.20.0.5', 'is no VMID'],
  ])('reports %s', (id, why) => {
    const line = `| ${id} | git | 10.20.0.5 | alpha |`;
    expect(parse(...HEAD, line)).toMatchObject({
      rows: [],
      unparsed: [
        {
          file: 'ENDPOINTS.md',
          line: 3,
          text: line,
          why: expect.stringContaining(why),
        },
      ],
    });
  });

  it('takes a row with nothing but one cell as a heading inside the table', () => {
    expect(parse(...HEAD, '| **Lab** | | | |', '| Lab |').unparsed).toEqual([]);
  });

  it('keeps a repeated VMID as it stands', () => {
    expect(
      parse(
        ...HEAD,
        '| 4101 | a | 10.20.0.1 | n |',
        '| 4101 | a | 10.30.0.1 | n |',
      ).rows.map(({ line }) => line),
    ).toEqual([3, 4]);
  });
});

describe('parseEndpointTables reads the address cell', () => {
  it.each<[string, string[], string[]]>([
    ['10.20.0.5', ['10.20.0.5'], []],
    ['**10.20.0.5**', ['10.20.0.5'], []],
    ['[10.20.0.5](http://10.20.0.9/)', ['10.20.0.5'], []],
    ['10.20.0.5:8080', ['10.20.0.5'], []],
    ['http://10.20.0.5:3000/login?x=10.1.1.1', ['10.20.0.5'], []],
    ['<https://10.20.0.5/>', ['10.20.0.5'], []],
    ['10.20.0.5/24', ['10.20.0.5'], []],
    ['10.20.0.5/32', ['10.20.0.5'], []],
    ['10.20.0.0/24', [], []],
    ['10.20.0.0', ['10.20.0.0'], []],
    ['FD00:20::0:5', ['fd00:20::5'], []],
    ['[fd00:20::5]:8080', ['fd00:20::5'], []],
    ['10.20.0.5 + 10.20.0.6', ['10.20.0.5', '10.20.0.6'], []],
    ['10.20.0.5, 10.20.0.6', ['10.20.0.5', '10.20.0.6'], []],
    [
      '10.20.0.5<br>10.20.0.6<br/>10.20.0.7',
      ['10.20.0.5', '10.20.0.6', '10.20.0.7'],
      [],
    ],
    ['10.20.0.5 and 10.20.0.5', ['10.20.0.5'], []],
    ['10.20.0.5 / .6', ['10.20.0.5', '10.20.0.6'], []],
    ['10.20.0.5/.6', ['10.20.0.5', '10.20.0.6'], []],
    ['10.20.0.5 / 10.30.0.5', ['10.20.0.5', '10.30.0.5'], []],
    ['10.20.0.20-29', [], ['10.20.0.20-10.20.0.29']],
    ['10.20.0.20–10.20.0.29', [], ['10.20.0.20-10.20.0.29']],
    ['10.20.0.20 - 10.20.0.29', [], ['10.20.0.20-10.20.0.29']],
    ['10.20.0.20 ~ 10.20.0.29', [], ['10.20.0.20-10.20.0.29']],
    [
      '10.20.0.20~10.20.0.29, 10.20.0.40~10.20.0.49',
      [],
      ['10.20.0.20-10.20.0.29', '10.20.0.40-10.20.0.49'],
    ],
    ['10.20.0.20 - .29', [], ['10.20.0.20-10.20.0.29']],
    ['10.20.0.20-.29', [], ['10.20.0.20-10.20.0.29']],
    ['10.20.0.20 to 10.20.0.29', [], ['10.20.0.20-10.20.0.29']],
    [
      '10.20.0.5<br>10.20.0.200-209',
      ['10.20.0.5'],
      ['10.20.0.200-10.20.0.209'],
    ],
    ['10.20.0.5 - the forge', ['10.20.0.5'], []],
    ['10.20.0.5 (NAT 203.0.113.9)', ['10.20.0.5'], []],
    ['(10.20.0.5)', ['10.20.0.5'], []],
    ['eth0: 10.20.0.5 eth1:10.30.0.5', ['10.20.0.5', '10.30.0.5'], []],
    ['~~10.20.0.4~~ 10.20.0.5', ['10.20.0.5'], []],
    ['10.20.0.XX', [], []],
    ['10.20.x.y', [], []],
    ['<GATEWAY_IP>', [], []],
    ['`{ip}`', [], []],
    ['TBD', [], []],
    ['N/A', [], []],
    ['—', [], []],
    ['', [], []],
    ['127.0.0.1', [], []],
  ])('%j declares %j and %j', (cell, addresses, ranges) => {
    const { rows, unparsed } = withAddress(cell);
    expect(unparsed).toEqual([]);
    expect(rows).toMatchObject([
      { addresses, ranges, dynamic: false, shifted: false, name: 'git' },
    ]);
  });

  it.each([
    ['DHCP', []],
    ['dhcp (10.20.0.5)', []],
    ['10.20.0.5 (DHCP)', ['10.20.0.5']],
    ['SLAAC', []],
  ])('takes %s as dynamic', (cell, addresses) => {
    expect(withAddress(cell)).toMatchObject({
      rows: [{ dynamic: true, addresses }],
      unparsed: [],
    });
  });

  it.each([
    ['10.20.0.256', 'octet 256 is above 255', []],
    ['10.20.0.05', 'octet 05 has a leading zero', []],
    ['10.20.0.5 + 10.20.0.300', 'octet 300 is above 255', ['10.20.0.5']],
    ['10.20.0.29-20', 'not a range of addresses in ascending order', []],
    ['10.20.0.5/40', 'no valid prefix length', []],
    ['.120', '".120" needs a whole address before it', []],
    ['10.20.0', '"10.20.0" is only a part of an address', []],
    ['fd00::1::2', 'not an IPv6 address', []],
  ])('reports %s and keeps the rest of the row', (cell, why, addresses) => {
    expect(withAddress(cell)).toMatchObject({
      rows: [
        { vmid: 4101, name: 'git', node: 'alpha', addresses, shifted: false },
      ],
      unparsed: [{ line: 3, why: expect.stringContaining(why) }],
    });
  });
});

describe('parseEndpointTables distrusts shifted rows (ruling R09)', () => {
  it.each([
    [
      '| 4101 | 10.20.0.5 | git | alpha |',
      'cells are shifted: "10.20.0.5" under "Name" and "git" under "IP"',
    ],
    [
      '| 4101 | git | alpha | 10.20.0.5 |',
      'cells are shifted: "10.20.0.5" under "Node" and "alpha" under "IP"',
    ],
    [
      '| 4101 | 10.20.0.5 | - | alpha |',
      'cells are shifted: "10.20.0.5" under "Name"',
    ],
    [
      '| 4101 | git | see wiki | alpha |',
      'cells may be shifted: "see wiki" under "IP" is no address',
    ],
  ])('%s', (line, why) => {
    expect(parse(...HEAD, line)).toEqual({
      rows: [
        {
          file: 'ENDPOINTS.md',
          line: 3,
          vmid: 4101,
          addresses: [],
          ranges: [],
          dynamic: false,
          shifted: true,
        },
      ],
      devices: [],
      unparsed: [{ file: 'ENDPOINTS.md', line: 3, text: line, why }],
      tables: 1,
    });
  });

  it('but not a row whose address is where it belongs', () => {
    const [row] = parse(...HEAD, '| 4101 | git | 10.20.0.5 | 10.20.0.1 |').rows;
    expect(row).toMatchObject({ addresses: ['10.20.0.5'], shifted: false });
    expect(row).not.toHaveProperty('node');
  });
});

describe('parseEndpointTables leaves out words that say nothing', () => {
  it.each(['—', 'TBD', 'alpha / beta', 'alpha or beta'])('node %s', node => {
    expect(
      parse(...HEAD, `| 4101 | git | 10.20.0.5 | ${node} |`).rows[0],
    ).not.toHaveProperty('node');
  });

  it('notes in brackets behind a name', () => {
    expect(
      parse(...HEAD, '| 4101 | git (old) | 10.20.0.5 | alpha |').rows[0].name,
    ).toBe('git');
  });

  it('a row whose name and address are struck', () => {
    expect(
      parse(...HEAD, '| 4101 | ~~git~~ | ~~10.20.0.5~~ | alpha |'),
    ).toMatchObject({ rows: [], unparsed: [] });
  });

  it('missing cells at the end of a row', () => {
    expect(parse(...HEAD, '| 4101 | git |').rows).toMatchObject([
      { vmid: 4101, name: 'git', addresses: [], shifted: false },
    ]);
  });
});

describe('parseEndpointTables reads devices from tables without an id column', () => {
  it('with a name and an address or range; others are silent', () => {
    expect(
      parse(
        '| Device | IP | Place |',
        '|---|---|---|',
        '| NAS | 10.20.0.30 | closet |',
        '| iDRAC | 10.20.0.21-24 | rack |',
        '| ~~Printer~~ | ~~10.20.0.31~~ | hall |',
        '| Camera | ~~10.20.0.32~~ | hall |',
        '| Phone | DHCP | hall |',
        '| — | 10.20.0.33 | hall |',
        '| Scanner | 10.20.0.333 | hall |',
      ),
    ).toEqual({
      rows: [],
      devices: [
        {
          file: 'ENDPOINTS.md',
          line: 3,
          name: 'NAS',
          addresses: ['10.20.0.30'],
          ranges: [],
        },
        {
          file: 'ENDPOINTS.md',
          line: 4,
          name: 'iDRAC',
          addresses: [],
          ranges: ['10.20.0.21-10.20.0.24'],
        },
      ],
      unparsed: [
        expect.objectContaining({
          line: 9,
          why: expect.stringContaining('octet 333'),
        }),
      ],
      tables: 1,
    });
  });

  it('named by the host or the service where there is no better name', () => {
    expect(
      parse('| Host | IP |', '|-|-|', '| alpha | 10.20.0.1 |').devices,
    ).toMatchObject([{ name: 'alpha' }]);
    expect(
      parse('| Service | IP |', '|-|-|', '| DNS | 10.20.0.2 |').devices,
    ).toMatchObject([{ name: 'DNS' }]);
  });
});

describe('parseEndpointTables on any text', () => {
  const markdownish = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          HEAD.join('\n'),
          '| VMID | IP |',
          '|-|-|',
          '```',
          '~~~',
          '<!--',
          '-->',
          '> ',
          '- x',
          '    ',
          '',
          '<div>',
          '| 4101 | git | 10.20.0.5 | a |',
          '| ~~1~~ | **x** | `y` | [z](u) |',
        ),
        fc.string(),
        fc
          .array(
            fc.constantFrom(
              '|',
              '\\',
              '*',
              '~',
              '`',
              '[',
              ']',
              '<',
              '10.20.0.1',
              '4101',
              '-',
              ' ',
              '.9',
              '/',
              '(',
            ),
            { maxLength: 30 },
          )
          .map(parts => `| ${parts.join('')}`),
      ),
      { maxLength: 20 },
    )
    .map(lines => lines.join('\n'));

  it('never fails, gives valid facts and reports a line once', () => {
    fc.assert(
      fc.property(markdownish, text => {
        const { rows, devices, unparsed } = parseEndpointTables(text, {
          file: 'x',
        });
        rows.forEach(row =>
          expect(declaredRowFactSchema.strict().parse(row)).toEqual(row),
        );
        devices.forEach(device =>
          expect(declaredDeviceFactSchema.strict().parse(device)).toEqual(
            device,
          ),
        );
        unparsed.forEach(line =>
          expect(unparsedFactSchema.strict().parse(line)).toEqual(line),
        );
        const numbers = unparsed.map(({ line }) => line);
        expect(new Set(numbers).size).toBe(numbers.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('reads back every row it was given', () => {
    const wrap = fc.constantFrom(
      (text: string) => text,
      (text: string) => `**${text}**`,
      (text: string) => `\`${text}\``,
      (text: string) => `_${text}_`,
      (text: string) => `[${text}](https://x.example/a_b)`,
    );
    const row = fc.tuple(
      fc.integer({ min: 100, max: 999_999_999 }),
      fc.stringMatching(/^[a-z][a-z0-9-]{1,20}[a-z0-9]$/),
      fc.integer({ min: 1, max: 254 }),
      wrap,
      wrap,
      wrap,
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), entries => {
        const lines = entries.map(
          ([vmid, name, octet, one, two, three]) =>
            `| ${one(String(vmid))} | ${two(name)} | ${three(
              `10.20.30.${octet}`,
            )} | n |`,
        );
        expect(
          parse(...HEAD, ...lines).rows.map(({ vmid, name, addresses }) => [
            vmid,
            name,
            addresses[0],
          ]),
        ).toEqual(
          entries.map(([vmid, name, octet]) => [
            vmid,
            name,
            `10.20.30.${octet}`,
          ]),
        );
      }),
    );
  });

  it.each([
    ['nested quotes', '>'],
    ['quotes, one a paragraph', `${'>'.repeat(20)} a\n\n`],
    ['nested lists', ' - - - - a\n'],
    ['headings of tables', '| a |\n|-|\n'],
    ['cells', '|'],
    ['blank lines', '| 4101 | a |\n\n\n\n\n\n\n\n'],
    ['unclosed markup', `| ${'*a_'.repeat(70)} |\n`],
    ['unclosed links', `| ${'[a]('.repeat(70)} |\n`],
    ['unclosed comments', '<!-- \n'],
    ['escapes', '\\|'],
  ])(
    'reads a megabyte without going back over it: %s',
    (_, unit) => {
      // A general Markdown parser needs minutes for some of these.
      const text = `${HEAD.join('\n')}\n${unit.repeat(
        1_000_000 / unit.length,
      )}`;
      expect(
        parseEndpointTables(text, { file: 'x' }).rows.filter(
          row => row.addresses.length > 0,
        ),
      ).toEqual([]);
    },
    60_000,
  );
});
