import fc from 'fast-check';
import {
  LEDGER_GENESIS,
  LedgerCheck,
  LedgerRow,
  Seal,
  sealHash,
} from './ledger';
import { anchorText, parseAnchor } from './ledgerLines';

const text = fc.string({ maxLength: 8 });
const rowArbitrary = fc.record({
  actor: text,
  action: text,
  subject: text,
  outcome: fc.constantFrom('success' as const, 'failure' as const),
  details: fc.dictionary(text, fc.jsonValue({ maxDepth: 2 })),
});
const ledgerArbitrary = fc
  .array(rowArbitrary, { minLength: 1, maxLength: 12 })
  .map(rows =>
    chained(
      rows.map((row, index) => ({
        ...row,
        id: String(index + 1),
        at: `2026-11-24T10:00:${String(index).padStart(2, '0')}.000000Z`,
      })),
    ),
  );

/** Seals rows anew, as somebody would who wants to hide a change. */
function chained(rows: readonly LedgerRow[]): (LedgerRow & { seal: Seal })[] {
  let previous = LEDGER_GENESIS;
  return rows.map((row, index) => {
    previous = sealHash(previous, row);
    return { ...row, seal: { number: index + 1, hash: previous } };
  });
}

function check(rows: readonly LedgerRow[], anchors?: readonly Seal[]) {
  const ledger = LedgerCheck.create(anchors);
  rows.forEach(row => ledger.add(row));
  return ledger.verdict();
}

const tampering = fc.tuple(
  fc.nat(),
  fc.nat(),
  fc.constantFrom('edit', 'remove', 'swap', 'insert', 'cut' as const),
  rowArbitrary,
);

/** Some change to a ledger; undefined where it would change nothing. */
function tampered(
  rows: readonly LedgerRow[],
  [one, other, kind, row]: [
    number,
    number,
    string,
    Omit<LedgerRow, 'id' | 'at'>,
  ],
): LedgerRow[] | undefined {
  const at = one % rows.length;
  const to = other % rows.length;
  const copy = [...rows];
  switch (kind) {
    case 'edit':
      copy[at] = { ...copy[at], details: { ...copy[at].details, note: 'x!' } };
      break;
    case 'remove':
      copy.splice(at, 1);
      break;
    case 'swap':
      [copy[at], copy[to]] = [copy[to], copy[at]];
      break;
    case 'insert':
      copy.splice(at, 0, { ...copy[at], ...row, id: '999' });
      break;
    default:
      copy.length = at;
  }
  return JSON.stringify(copy) === JSON.stringify(rows) ? undefined : copy;
}

it('finds a sound ledger sound, and says where it ends', () => {
  fc.assert(
    fc.property(ledgerArbitrary, rows => {
      const head = rows.at(-1)!.seal;
      expect(check(rows, [rows[0].seal, head])).toEqual({
        sound: true,
        sealed: rows.length,
        unsealed: 0,
        head,
      });
    }),
  );
});

it('believes no ledger that fits only one of two seals of a number', () => {
  fc.assert(
    fc.property(ledgerArbitrary, fc.boolean(), (rows, first) => {
      const { seal } = rows.at(-1)!;
      const other = { ...seal!, hash: 'f'.repeat(64) };
      const kept = first ? [other, seal!] : [seal!, other];
      expect(check(rows, kept)).toMatchObject({
        sound: false,
        seal: rows.length,
      });
    }),
  );
});

it('finds every change against the head that was kept, also in a chain made anew', () => {
  fc.assert(
    fc.property(ledgerArbitrary, tampering, fc.boolean(), (rows, how, anew) => {
      const changed = tampered(rows, how as never);
      fc.pre(changed !== undefined);
      const given = anew ? chained(changed!) : changed!;
      const verdict = check(given, [rows.at(-1)!.seal]);
      expect(verdict.sound).toBe(false);
    }),
    { numRuns: 500 },
  );
});

it('names the first row that is not what was sealed', () => {
  const rows = chained(
    ['a', 'b', 'c'].map((subject, index) => ({
      id: String(index + 1),
      at: '2026-11-24T10:00:00.000000Z',
      actor: 'user:default/ama',
      action: 'finding.acknowledge',
      subject,
      outcome: 'success' as const,
      details: {},
    })),
  );
  rows[1] = { ...rows[1], actor: 'user:default/other' };
  expect(check(rows)).toEqual({
    sound: false,
    seal: 2,
    id: '2',
    reason: 'the row is not what was sealed',
  });
});

it('does not depend on the order of keys', () => {
  const row = {
    id: '1',
    at: 't',
    actor: 'a',
    action: 'b',
    subject: 'c',
    outcome: 'success' as const,
  };
  expect(
    sealHash(LEDGER_GENESIS, {
      ...row,
      details: { one: 1, two: { a: 1, b: 2 } },
    }),
  ).toBe(
    sealHash(LEDGER_GENESIS, {
      ...row,
      details: { two: { b: 2, a: 1 }, one: 1 },
    }),
  );
});

it('counts rows that are not sealed yet, wherever they stand', () => {
  const [sealed] = chained([
    {
      id: '1',
      at: 't',
      actor: 'a',
      action: 'b',
      subject: 'c',
      outcome: 'success',
      details: {},
    },
  ]);
  const { seal: _, ...unsealed } = { ...sealed, id: '2' };
  expect(check([unsealed, sealed, unsealed])).toMatchObject({
    sound: true,
    sealed: 1,
    unsealed: 2,
  });
});

it('reads anchors as they are written, and nothing else', () => {
  const seal = { number: 12, hash: 'a'.repeat(64) };
  expect(parseAnchor(anchorText(seal))).toEqual(seal);
  for (const wrong of [
    '',
    '12',
    '12:',
    `x:${seal.hash}`,
    `0:${seal.hash}`,
    `12:${'A'.repeat(64)}`,
  ]) {
    expect(parseAnchor(wrong)).toBeUndefined();
  }
});
