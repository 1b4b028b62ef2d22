import {
  LEDGER_GENESIS,
  LedgerRow,
  anchorText,
  ledgerEndLine,
  ledgerHeadLine,
  ledgerRowLine,
  sealHash,
} from '@sankofa/plugin-itops-node';
import { createMockDirectory } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { Output } from './report/Output';
import { runItops } from './runItops';

const text = fc.string({ maxLength: 12, unit: 'grapheme' });
const rows = fc.array(
  fc.record({
    actor: text,
    action: text,
    subject: text,
    outcome: fc.constantFrom('success' as const, 'failure' as const),
    details: fc.dictionary(text, fc.jsonValue({ maxDepth: 2 }), {
      noNullPrototype: true,
    }),
  }),
  { minLength: 3, maxLength: 8 },
);

function ledgerOf(given: readonly Omit<LedgerRow, 'id' | 'at' | 'seal'>[]) {
  let hash = LEDGER_GENESIS;
  return given.map((row, index) => {
    // As it is after a journey through JSON.
    const plain = JSON.parse(JSON.stringify(row));
    const whole = { ...plain, id: `${index + 1}`, at: '2026-11-24T10:00:00Z' };
    hash = sealHash(hash, whole);
    return {
      ...whole,
      seal: { number: index + 1, hash },
    } as Required<LedgerRow>;
  });
}

function exported(ledger: readonly LedgerRow[]): string[] {
  return [
    ledgerHeadLine('2026-11-24T11:00:00Z'),
    ...ledger.map(ledgerRowLine),
    ledgerEndLine(ledger.at(-1)?.seal, ledger.length),
  ];
}

// Each check starts a Node of its own.
jest.setTimeout(60_000);

describe('itops audit verify', () => {
  const folder = createMockDirectory();

  async function verify(lines: readonly string[], ...anchors: string[]) {
    folder.setContent({ 'audit.jsonl': lines.join('') });
    const file = folder.resolve('audit.jsonl');
    const stdout = new PassThrough();
    const stderr = new PassThrough();
    const code = await runItops(
      [
        'audit',
        'verify',
        file,
        ...anchors.flatMap(anchor => ['--anchor', anchor]),
      ],
      Output.create({ stdout, stderr }),
    );
    const alone = spawnSync(process.execPath, [
      path.resolve(__dirname, '../verify-audit.mjs'),
      file,
      ...anchors,
    ]);
    return {
      code,
      said: `${stdout.read() ?? ''}${stderr.read() ?? ''}`,
      alone: { code: alone.status, said: `${alone.stdout}${alone.stderr}` },
    };
  }

  it('finds what was exported sound, with the program and with Node alone', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async given => {
        const ledger = ledgerOf(given);
        const head = anchorText(ledger.at(-1)!.seal);
        const { code, said, alone } = await verify(exported(ledger), head);
        expect([code, alone.code]).toEqual([0, 0]);
        expect(said).toContain(`up to ${head}`);
        expect(alone.said).toContain(`up to ${head}`);
      }),
      { numRuns: 12 },
    );
  });

  const sample = ledgerOf(
    ['a', 'b', 'c', 'd'].map(subject => ({
      actor: 'user:default/ama',
      action: 'finding.acknowledge',
      subject,
      outcome: 'success' as const,
      details: { list: ['x,', '_y'], 1: 'one' },
    })),
  );
  const head = anchorText(sample[3].seal);

  it.each([
    [
      'a changed row',
      () =>
        exported([sample[0], { ...sample[1], actor: 'x' }, ...sample.slice(2)]),
    ],
    ['a row that is gone', () => exported([sample[0], ...sample.slice(2)])],
    [
      'rows that changed places',
      () => exported([sample[1], sample[0], ...sample.slice(2)]),
    ],
    ['an end that was cut off', () => exported(sample).slice(0, 4)],
    [
      'an end that was cut off and closed again',
      () => exported(sample.slice(0, 2)),
    ],
    [
      'a chain that was made anew',
      () => exported(ledgerOf(sample.map(row => ({ ...row, actor: 'x' })))),
    ],
  ])('finds %s', async (_, lines) => {
    const { code, said, alone } = await verify(lines(), head);
    expect([code, alone.code]).toEqual([1, 1]);
    expect(said).toMatch(/^not sound: seal \d/);
    expect(alone.said).toMatch(/^not sound: line \d/);
  });

  it('says that a new chain cannot be told apart without a seal kept elsewhere', async () => {
    const { code, said } = await verify(exported(sample));
    expect(code).toBe(0);
    expect(said).toContain('Without --anchor');
  });

  it.each([
    ['a file that is none', ['hello\n'], [], 'is no line of an audit export'],
    ['an anchor that is none', exported(sample), ['12'], 'is no anchor'],
  ])('refuses %s', async (_, lines, anchors, why) => {
    const { code, said } = await verify(lines, ...anchors);
    expect(code).toBe(64);
    expect(said).toContain(why);
  });
});
