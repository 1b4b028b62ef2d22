import { Knex } from 'knex';
import { testDatabase } from '../__testUtils__/testDatabase';
import { AuditEntry, MAX_DETAILS_BYTES } from './AuditLog';
import { cursorAfter } from './auditCursor';
import { DatabaseAuditLedger } from './DatabaseAuditLedger';
import { DatabaseAuditLog } from './DatabaseAuditLog';

jest.setTimeout(60_000);

function entry(more: Partial<AuditEntry> = {}): AuditEntry {
  return {
    actor: 'user:default/ama',
    action: 'finding.acknowledge',
    subject: 'finding:1',
    outcome: 'success',
    details: { note: 'known' },
    ...more,
  };
}

describe('DatabaseAuditLog', () => {
  const database = testDatabase();
  let knex: Knex;
  let log: DatabaseAuditLog;

  beforeEach(async () => {
    knex = await database.init();
    log = DatabaseAuditLog.create({ knex });
  });

  it('keeps a row with the change it describes, and neither without the other', async () => {
    const change = (tx: Knex.Transaction) =>
      tx('boards').insert({ name: 'test' });
    await expect(
      knex.transaction(async tx => {
        await change(tx);
        await log.record(tx, entry());
        throw new Error('refused at the last moment');
      }),
    ).rejects.toThrow('refused at the last moment');
    expect((await log.list({ limit: 10 })).items).toEqual([]);
    expect(await knex('boards').where({ name: 'test' })).toEqual([]);

    await knex.transaction(async tx => {
      await change(tx);
      await log.record(tx, entry());
    });
    const { items, nextCursor } = await log.list({ limit: 10 });
    expect(items).toEqual([
      { ...entry(), id: expect.any(String), at: expect.any(String) },
    ]);
    expect(new Date(items[0].at).toISOString()).toBe(items[0].at);
    expect(nextCursor).toBeUndefined();
  });

  it('refuses to change or remove what was written', async () => {
    await log.recordAlone(entry({ outcome: 'failure' }));
    await expect(
      knex('audit_log').update({ outcome: 'success' }),
    ).rejects.toThrow(/append-only: UPDATE refused/);
    await expect(knex('audit_log').delete()).rejects.toThrow(
      /append-only: DELETE refused/,
    );
    expect((await log.list({ limit: 10 })).items).toMatchObject([
      { outcome: 'failure' },
    ]);
  });

  it('pages from the newest to the oldest; rows that come meanwhile shift nothing', async () => {
    for (const subject of ['a', 'b', 'c', 'd', 'e']) {
      await log.recordAlone(entry({ subject }));
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await log.list({ limit: 2, cursor });
      seen.push(...page.items.map(({ subject }) => subject));
      cursor = page.nextCursor;
      await log.recordAlone(entry({ subject: 'later' }));
    } while (cursor);
    expect(seen).toEqual(['e', 'd', 'c', 'b', 'a']);
  });

  it('filters by actor, action and subject, together too', async () => {
    await log.recordAlone(entry());
    await log.recordAlone(entry({ actor: 'user:default/kofi' }));
    await log.recordAlone(entry({ action: 'finding.reopen' }));
    await log.recordAlone(entry({ subject: 'finding:2' }));
    const count = async (filter: object) =>
      (await log.list({ limit: 10, ...filter })).items.length;
    expect(await count({ actor: 'user:default/ama' })).toBe(3);
    expect(await count({ action: 'finding.acknowledge' })).toBe(3);
    expect(await count({ subject: 'finding:1' })).toBe(3);
    expect(
      await count({ actor: 'user:default/ama', subject: 'finding:2' }),
    ).toBe(1);
    expect(await count({ actor: 'user:default/am' })).toBe(0);
  });

  it('finds the rows of a time, its end not among them', async () => {
    const at = '2026-11-24T12:00:00.000Z';
    await knex('audit_log').insert([
      { ...entry({ subject: 'a' }), at: '2026-11-24T11:59:59.999Z' },
      { ...entry({ subject: 'b' }), at },
      { ...entry({ subject: 'c' }), at: '2026-11-24T12:00:00.001Z' },
    ]);
    const subjects = async (filter: object) =>
      (await log.list({ limit: 10, ...filter })).items.map(
        ({ subject }) => subject,
      );
    expect(await subjects({ since: at })).toEqual(['c', 'b']);
    expect(await subjects({ until: at })).toEqual(['a']);
  });

  it('says which place in the chain a row has, once it is sealed', async () => {
    await log.recordAlone(entry());
    const ledger = DatabaseAuditLedger.create({ knex });
    await ledger.sealPending();
    await log.recordAlone(entry());
    const { items } = await log.list({ limit: 10 });
    expect(items.map(({ sealNumber }) => sealNumber)).toEqual([undefined, 1]);
  });

  it.each([
    '',
    '17',
    'nonsense',
    Buffer.from('audit:0').toString('base64url'),
    Buffer.from('audit:1 OR true').toString('base64url'),
    `${cursorAfter('7')}=`,
  ])('refuses the cursor %p by name', async cursor => {
    await expect(log.list({ limit: 1, cursor })).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(`'${cursor}' is no cursor`),
    });
  });

  it('takes details of 16 KiB and refuses more, whatever they are written in', async () => {
    const room = MAX_DETAILS_BYTES - JSON.stringify({ note: '' }).length;
    await log.recordAlone(entry({ details: { note: 'x'.repeat(room) } }));
    await expect(
      log.recordAlone(entry({ details: { note: 'x'.repeat(room + 1) } })),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('16385 bytes; at most 16384'),
    });
    await expect(
      log.recordAlone(entry({ details: { note: 'ä'.repeat(room - 10) } })),
    ).rejects.toThrow(/at most 16384/);
  });

  it('keeps texts that PostgreSQL cannot hold readable', async () => {
    await log.recordAlone(
      entry({ subject: 'guest:\0', details: { note: 'a\0b' } }),
    );
    const { items } = await log.list({ limit: 1, subject: 'guest:\0' });
    expect(items).toMatchObject([
      { subject: 'guest:\uFFFD', details: { note: 'a\uFFFDb' } },
    ]);
  });
});
