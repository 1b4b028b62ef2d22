import fc from 'fast-check';
import { parseEnvFile } from '../parsers';
import { editEnvFile, EnvFileChange } from './editEnvFile';

const reading = (text: string) => parseEnvFile(text, { file: 'f' });

/** What a file declares, as a map: the oracle beside the edit's own check. */
function declared(text: string): Record<string, string[]> {
  const keys = reading(text).keys.filter(({ superseded }) => !superseded);
  return Object.fromEntries(keys.map(item => [item.key, item.addresses]));
}

function edited(text: string, change: EnvFileChange): string {
  const result = editEnvFile(text, change);
  return 'text' in result ? result.text : `refused: ${result.refused}`;
}

describe('editEnvFile', () => {
  const set = { kind: 'set-key', from: '10.0.0.5', to: '10.0.0.77' } as const;

  it.each([
    ['A=10.0.0.5\n', 'A=10.0.0.77\n'],
    ['\uFEFFA=10.0.0.5\r\nB=1\r\n', '\uFEFFA=10.0.0.77\r\nB=1\r\n'],
    [
      'export A="10.0.0.5" # was 10.0.0.5',
      'export A="10.0.0.77" # was 10.0.0.5',
    ],
    [
      'A="10.0.0.5"      # web\nB="10.0.0.6"      # db\n',
      'A="10.0.0.77"     # web\nB="10.0.0.6"      # db\n',
    ],
    ['A=10.0.0.5    # alone', 'A=10.0.0.77   # alone'],
    ["B=10.0.0.5 A='10.0.0.5'\n", "B=10.0.0.5 A='10.0.0.77'\n"],
    ['A="${A:-10.0.0.5}"\n', 'A="${A:-10.0.0.77}"\n'],
    [': "${A:=10.0.0.5}"\n', ': "${A:=10.0.0.77}"\n'],
    ['A=10.0.0.9\nA=10.0.0.5\n', 'A=10.0.0.9\nA=10.0.0.77\n'],
    ['A="10.0.0.4\n10.0.0.5"\n', 'A="10.0.0.4\n10.0.0.77"\n'],
    [
      'A=10.0.0.5\nB=$A\nU=http://$A:80/\n',
      'A=10.0.0.77\nB=$A\nU=http://$A:80/\n',
    ],
  ])('changes one address of %j and nothing else', (before, after) => {
    expect(edited(before, { ...set, key: 'A' })).toBe(after);
  });

  it.each([
    ['BASE=10.0.0\nA=$BASE.5\n', 'built from other keys'],
    ['if x; then\nA=10.0.0.5\nfi\n', 'not there'],
    ['A=10.0.0.5-10.0.0.9\n', 'not there'],
  ])('refuses %j with the reason', (before, why) => {
    expect(edited(before, { ...set, key: 'A' })).toMatch(`refused: `);
    expect(edited(before, { ...set, key: 'A' })).toContain(why);
  });

  it.each([
    [
      '# web\nexport A="10.0.0.5"\nexport C="10.0.0.9"\nX=10.1.0.1\n',
      '# web\nexport A="10.0.0.5"\nexport N="10.0.0.7"\nexport C="10.0.0.9"\nX=10.1.0.1\n',
    ],
    ['A=10.0.0.5\r\nB=word', 'A=10.0.0.5\r\nN=10.0.0.7\r\nB=word'],
    ['A=10.0.0.5', 'A=10.0.0.5\nN=10.0.0.7'],
    ['A="10.0.0.4\n10.0.0.5"\n', 'A="10.0.0.4\n10.0.0.5"\nN=10.0.0.7\n'],
    ['', 'N=10.0.0.7\n'],
  ])('adds a key to %j in the manner of its neighbour', (before, after) => {
    const change = { kind: 'add-key', key: 'N', address: '10.0.0.7' } as const;
    expect(edited(before, change)).toBe(after);
  });

  it('refuses to add where a line would be swallowed, and a key that is there', () => {
    const change = { kind: 'add-key', key: 'N', address: '10.0.0.7' } as const;
    expect(edited('cat <<END\nA=1\n', change)).toMatch(/^refused: /);
    expect(edited('N=word\n', change)).toBe('refused: N is there already');
    expect(edited('', { ...change, key: 'a;rm' })).toMatch('is no name');
  });

  it.each([
    ['A=10.0.0.5 # old\nB=1\n', 'B=1\n'],
    ['B=1\nA=10.0.0.5', 'B=1'],
    ['A=10.0.0.4\nB=1\nA=10.0.0.5\n', 'B=1\n'],
    ['export A=10.0.0.5 B=10.0.0.6\n', 'export B=10.0.0.6\n'],
    ['B=10.0.0.6; A="10.0.0.5"\n', 'B=10.0.0.6;\n'],
  ])('removes a key from %j', (before, after) => {
    expect(edited(before, { kind: 'remove-keys', keys: ['A'] })).toBe(after);
  });

  it.each([
    ['A=10.0.0.5\nB="$A"\n', 'could no longer be read'],
    ['A=10.0.0.5\nB="${A:-10.0.0.6}"\n', 'B in line 2 would mean something'],
    ['B=1\n', 'A is not there'],
  ])('does not remove a key from %j that others mean', (before, why) => {
    const result = edited(before, { kind: 'remove-keys', keys: ['A'] });
    expect(result).toMatch(/^refused: /);
    expect(result).toContain(why);
  });

  it('makes a second literal a reference to the first', () => {
    const change = {
      kind: 'alias-key',
      key: 'B',
      of: 'A',
      address: '10.0.0.5',
    } as const;
    expect(edited("A=10.0.0.5\nB='10.0.0.5'\n", change)).toBe(
      'A=10.0.0.5\nB="${A}"\n',
    );
    expect(edited('A=10.0.0.5\nB=10.0.0.5 # x\n', change)).toBe(
      'A=10.0.0.5\nB=${A} # x\n',
    );
    expect(edited('B=10.0.0.5\nA=10.0.0.5\n', change)).toMatch(/^refused: /);
  });
});

const KEYS = ['A', 'IP_B', 'C_IP', 'D'];
const address = fc.constantFrom('10.0.0.4', '10.0.0.5', '10.0.0.55', 'fd00::5');
const key = fc.constantFrom(...KEYS);
const value = fc.oneof(
  address,
  address.map(text => `"${text}"`),
  address.map(text => `'${text}'`),
  fc.tuple(address, address).map(pair => `"${pair.join(' ')}"`),
  key.map(name => `$${name}`),
  fc.tuple(key, address).map(([name, text]) => `"\${${name}:-${text}}"`),
  address.map(text => `http://${text}:80/`),
  fc.constantFrom('word', '10.0.0.0/24', '10.0.0.3-10.0.0.6', '"10.0.0', ''),
);
const assignment = fc.tuple(key, value).map(pair => pair.join('='));
const hostileLine = fc.oneof(
  { weight: 6, arbitrary: assignment },
  fc
    .tuple(assignment, fc.constantFrom('', ' # 10.0.0.5', '    # x'))
    .map(parts => `export ${parts.join('')}`),
  fc.tuple(assignment, assignment).map(pair => pair.join(' ')),
  fc.tuple(assignment, assignment).map(pair => pair.join('; ')),
  fc.tuple(key, value).map(([name, text]) => `${name}+=${text}`),
  fc.tuple(key, address).map(([name, text]) => `: "\${${name}:=${text}}"`),
  fc.constantFrom(
    '',
    '# A=10.0.0.5',
    'if true; then',
    'fi',
    'cat <<END',
    'END',
    'A="10.0.0.5',
    '10.0.0.5"',
    'A=10.0.0.5 \\',
    "'",
    '`',
    'A=$(date)',
    'A=10.0.0.999',
    '\u00a0',
    '\t',
  ),
);
const hostileFile = fc
  .record({
    mark: fc.constantFrom('', '\uFEFF'),
    lines: fc.array(
      fc.tuple(
        hostileLine,
        fc.constantFrom('\n', '\n', '\r\n', '\r\n', '\r\r\n'),
      ),
      {
        minLength: 1,
        maxLength: 9,
      },
    ),
    ended: fc.boolean(),
  })
  .map(({ mark, lines, ended }) => {
    const text = lines.map(parts => parts.join('')).join('');
    return mark + (ended ? text : text.replace(/\r*\n$/, ''));
  });
const change: fc.Arbitrary<EnvFileChange> = fc.oneof(
  fc.record({
    kind: fc.constant('set-key' as const),
    key,
    from: address,
    to: fc.constantFrom('10.0.0.200', 'fd00::200'),
  }),
  fc.record({
    kind: fc.constant('add-key' as const),
    key: fc.constantFrom('NEW', 'D'),
    address,
  }),
  fc.record({
    kind: fc.constant('remove-keys' as const),
    keys: fc.subarray(KEYS, { minLength: 1 }),
  }),
  fc.record({
    kind: fc.constant('alias-key' as const),
    key,
    of: key,
    address,
  }),
);

/** What the change is meant to make of what is declared. */
function intended(text: string, wanted: EnvFileChange) {
  const model = declared(text);
  if (wanted.kind === 'add-key') {
    return { ...model, [wanted.key]: [wanted.address] };
  }
  if (wanted.kind === 'remove-keys') {
    return Object.fromEntries(
      Object.entries(model).filter(([name]) => !wanted.keys.includes(name)),
    );
  }
  if (wanted.kind === 'set-key') {
    const { from, to } = wanted;
    model[wanted.key] = [
      ...new Set(model[wanted.key].map(item => (item === from ? to : item))),
    ];
  }
  return model;
}

function linesOf(text: string): string[] {
  return text.replace(/^\uFEFF/, '').split(/\r?\n/);
}

/** Lines of one text that the other has not, counted. */
function surplus(one: string[], other: string[]): string[] {
  const left = [...other];
  return one.filter(line => {
    const at = left.indexOf(line);
    if (at >= 0) {
      left.splice(at, 1);
    }
    return at < 0;
  });
}

describe('edits of hostile files', () => {
  it('declare what was intended, in the lines that were meant, or are refused with a reason', () => {
    let edits = 0;
    fc.assert(
      fc.property(hostileFile, change, (text, wanted) => {
        const result = editEnvFile(text, wanted);
        if (!('text' in result)) {
          expect(result.refused).not.toBe('');
          return;
        }
        edits++;
        const model = intended(text, wanted);
        const after = declared(result.text);
        if (wanted.kind === 'set-key') {
          // Keys that refer to it follow; their own lines do not change.
          expect(after[wanted.key]).toEqual(model[wanted.key]);
          expect(Object.keys(after)).toEqual(Object.keys(model));
        } else {
          expect(after).toEqual(model);
        }
        expect(result.text.startsWith('\uFEFF')).toBe(
          text.startsWith('\uFEFF'),
        );
        const [before, now] = [linesOf(text), linesOf(result.text)];
        const [gone, come] = [surplus(before, now), surplus(now, before)];
        const kinds = {
          'set-key': [1, 1],
          'alias-key': [1, 1],
          'add-key': [0, 1],
          'remove-keys': [before.length, before.length],
        };
        expect(gone.length).toBeLessThanOrEqual(kinds[wanted.kind][0]);
        expect(come.length).toBeLessThanOrEqual(kinds[wanted.kind][1]);
        if (wanted.kind === 'remove-keys') {
          gone.forEach(line =>
            expect(wanted.keys.some(name => line.includes(name))).toBe(true),
          );
        }
      }),
      { numRuns: 1500 },
    );
    expect(edits).toBeGreaterThan(150);
  });
});
