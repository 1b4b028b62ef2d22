import fc from 'fast-check';
import { parseEndpointTables } from '../parsers';
import { editEndpointTable } from './editEndpointTable';

const FROM = '10.0.0.5';
const TO = '10.0.0.155';

function edited(text: string, line: number, vmid = 101): string {
  const result = editEndpointTable(text, {
    kind: 'set-row',
    line,
    vmid,
    from: FROM,
    to: TO,
  });
  return 'text' in result ? result.text : `refused: ${result.refused}`;
}

const table = (...rows: string[]) =>
  ['| VMID | Name | IP | Notes |', '|---|---|---|---|', ...rows].join('\n');

describe('editEndpointTable', () => {
  it.each([
    ['| 101 | web | 10.0.0.5 | x |', '| 101 | web | 10.0.0.155 | x |'],
    [
      '| 101 | web | `10.0.0.5/24` | x |',
      '| 101 | web | `10.0.0.155/24` | x |',
    ],
    [
      '| 101 | web | [10.0.0.5](http://10.0.0.5:80) | was 10.0.0.5 |',
      '| 101 | web | [10.0.0.155](http://10.0.0.155:80) | was 10.0.0.5 |',
    ],
    [
      '| 101 | web | 10.0.0.5, 10.0.0.55 | |',
      '| 101 | web | 10.0.0.155, 10.0.0.55 | |',
    ],
    [
      '> | 101 | a \\| b | **10.0.0.5** | |',
      '> | 101 | a \\| b | **10.0.0.155** | |',
    ],
  ])('changes the address of %j and nothing else', (row, wanted) => {
    const quoted = row.startsWith('>');
    const frame = (text: string) =>
      quoted
        ? table(text.slice(2))
            .split('\n')
            .map(line => `> ${line}`)
            .join('\n')
        : table(text);
    expect(edited(frame(row), 3)).toBe(frame(wanted));
  });

  it('keeps the columns of an aligned table, line ends and byte order mark', () => {
    const text = [
      '\uFEFF| VMID | IP          | Name |',
      '|------|-------------|------|',
      '| 101  | 10.0.0.5    | web  |',
      '| 102  | 10.0.0.6    | db   |',
    ].join('\r\n');
    expect(edited(text, 3)).toBe(
      text.replace('10.0.0.5    |', '10.0.0.155  |'),
    );
  });

  it.each([
    [table('| 101 | web | 10.0.0.4 / .5 | |'), 'does not spell 10.0.0.5 out'],
    [
      table('| 101 | web | 10.0.0.5, 10.0.0.155 | |'),
      'names 10.0.0.155 already',
    ],
    [table('| 102 | web | 10.0.0.5 | |'), 'is no row of 101'],
    [`\`\`\`\n${table('| 101 | web | 10.0.0.5 | |')}\n\`\`\``, 'is no row'],
  ])('refuses %j with the reason', (text, why) => {
    const line = text.startsWith('`') ? 4 : 3;
    expect(edited(text, line)).toMatch('refused: ');
    expect(edited(text, line)).toContain(why);
  });
});

const cell = fc.constantFrom(
  '10.0.0.5',
  ' 10.0.0.5 ',
  '10.0.0.5   ',
  '`10.0.0.5`',
  '~~10.0.0.5~~',
  '10.0.0.4-10.0.0.6',
  '10.0.0.4 + .5',
  '10.0.0.5:8006',
  'http://10.0.0.5/',
  '<!-- 10.0.0.5 -->',
  '10.0.0.55',
  'DHCP',
  'TBD',
  '',
  'a \\| 10.0.0.5',
  'fd00::5',
  '192.168.1.999',
  '<br>10.0.0.5',
);
const row = fc
  .tuple(fc.constantFrom('101', '102', 'CT 101', '-'), cell, cell, cell)
  .map(cells => `|${cells.join('|')}|`);
const line = fc.oneof(
  { weight: 5, arbitrary: row },
  fc.constantFrom(
    '',
    '```',
    '<!--',
    '-->',
    '# head',
    '| VMID | IP | Name |',
    '|---|---|---|',
    'prose 10.0.0.5',
    '> quote',
  ),
);
const file = fc
  .tuple(
    fc.constantFrom('', '\uFEFF'),
    fc.constantFrom(
      '| VMID | IP | Name | IPv4 |',
      '| VMID | Name | IP | Notes |',
    ),
    fc.array(line, { minLength: 1, maxLength: 8 }),
    fc.constantFrom('\n', '\r\n'),
    fc.boolean(),
  )
  .map(([mark, head, lines, end, ended]) => ({
    text: `${mark}${[head, '|---|---|---|---|', ...lines].join(end)}${
      ended ? end : ''
    }`,
    end,
  }));

describe('edits of hostile tables', () => {
  it('declare what was intended, in the one line that was meant, or are refused with a reason', () => {
    let edits = 0;
    fc.assert(
      fc.property(file, ({ text, end }) => {
        const before = parseEndpointTables(text, { file: 'f' });
        const target = before.rows.find(({ addresses }) =>
          addresses.includes(FROM),
        );
        const number = target?.line ?? 3;
        const result = editEndpointTable(text, {
          kind: 'set-row',
          line: number,
          vmid: target?.vmid ?? 101,
          from: FROM,
          to: TO,
        });
        if (!('text' in result)) {
          expect(result.refused).not.toBe('');
          return;
        }
        edits++;
        const wanted = before.rows.map(item =>
          item === target
            ? {
                ...item,
                addresses: item.addresses.map(one => (one === FROM ? TO : one)),
              }
            : item,
        );
        const after = parseEndpointTables(result.text, { file: 'f' });
        expect(after.rows).toEqual(wanted);
        expect(after.devices).toEqual(before.devices);
        const [old, now] = [text.split(end), result.text.split(end)];
        expect(now.length).toBe(old.length);
        const different = old.flatMap((item, index) =>
          item === now[index] ? [] : [index + 1],
        );
        expect(different).toEqual([number]);
      }),
      { numRuns: 1000 },
    );
    expect(edits).toBeGreaterThan(100);
  });
});
