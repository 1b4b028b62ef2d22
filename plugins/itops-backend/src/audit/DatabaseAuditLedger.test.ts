import { mockServices } from '@backstage/backend-test-utils';
import { parseAnchor, parseLedgerLine } from '@sankofa/plugin-itops-node';
import { Knex } from 'knex';
import { generateKeyPairSync, verify } from 'node:crypto';
import { testDatabase } from '../__testUtils__/testDatabase';
import { AuditSealer } from './AuditSealer';
import { DatabaseAuditLedger } from './DatabaseAuditLedger';
import { DatabaseAuditLog } from './DatabaseAuditLog';
import { exportLedger } from './exportLedger';

jest.setTimeout(60_000);

describe('DatabaseAuditLedger', () => {
  const database = testDatabase();
  let knex: Knex;
  let log: DatabaseAuditLog;
  let ledger: DatabaseAuditLedger;

  beforeEach(async () => {
    knex = await database.init();
    log = DatabaseAuditLog.create({ knex });
    ledger = DatabaseAuditLedger.create({ knex });
  });

  async function write(count: number) {
    for (let index = 0; index < count; index++) {
      await log.recordAlone({
        actor: 'user:default/ama',
        action: 'finding.acknowledge',
        subject: `finding:${index}`,
        outcome: 'success',
        details: { note: 'known', nested: { b: 1, a: [1, null] } },
      });
    }
  }

  /** What only somebody with all rights of the database can do. */
  async function tamper(statement: string) {
    await knex.transaction(async tx => {
      await tx.raw("SET LOCAL session_replication_role = 'replica'");
      await tx.raw(statement);
    });
  }

  it('chains what was written, and says where the chain ends', async () => {
    expect(await ledger.verify()).toMatchObject({ sound: true, sealed: 0 });
    await write(3);
    expect(await ledger.verify()).toMatchObject({
      sound: true,
      sealed: 0,
      unsealed: 3,
    });
    expect(await ledger.sealPending()).toBe(3);
    expect(await ledger.sealPending()).toBe(0);
    const head = await ledger.head();
    expect(await ledger.verify([head!])).toEqual({
      sound: true,
      sealed: 3,
      unsealed: 0,
      head,
    });
  });

  it('seals a row that is committed late after those that were committed before', async () => {
    const late = await knex.transaction();
    await log.record(late, {
      actor: 'user:default/kojo',
      action: 'finding.suppress',
      subject: 'finding:late',
      outcome: 'success',
      details: {},
    });
    await write(2);
    expect(await ledger.sealPending()).toBe(2);
    await late.commit();
    expect(await ledger.sealPending()).toBe(1);
    const order: string[] = [];
    for await (const { subject } of ledger.rows()) {
      order.push(subject);
    }
    expect(order).toEqual(['finding:0', 'finding:1', 'finding:late']);
    expect(await ledger.verify()).toMatchObject({ sound: true, sealed: 3 });
  });

  it('has one chain when many seal at once', async () => {
    await write(40);
    const others = Array.from({ length: 5 }, () =>
      DatabaseAuditLedger.create({ knex }),
    );
    const writing = write(40);
    for (let round = 0; round < 10; round++) {
      await Promise.all(others.map(other => other.sealPending()));
    }
    await writing;
    await ledger.sealPending();
    expect(await ledger.verify()).toMatchObject({
      sound: true,
      sealed: 80,
      unsealed: 0,
    });
  });

  it.each([
    [
      'a changed row',
      "UPDATE audit_log SET actor = 'user:default/other' WHERE subject = 'finding:1'",
      { seal: 2, reason: 'the row is not what was sealed' },
    ],
    [
      'a time moved by a microsecond',
      "UPDATE audit_log SET at = at + interval '1 microsecond' WHERE subject = 'finding:1'",
      { seal: 2, reason: 'the row is not what was sealed' },
    ],
    [
      'a removed row',
      "DELETE FROM audit_log WHERE subject = 'finding:1'",
      { seal: 2, reason: 'the row of this seal is gone' },
    ],
    [
      'a row removed with its seal',
      `WITH gone AS (DELETE FROM audit_log WHERE subject = 'finding:1' RETURNING id)
       DELETE FROM audit_seals WHERE audit_id IN (SELECT id FROM gone)`,
      { seal: 2, reason: 'seal 2 is missing; 3 follows' },
    ],
    [
      'an end cut off',
      `WITH gone AS (DELETE FROM audit_log WHERE subject = 'finding:3' RETURNING id)
       DELETE FROM audit_seals WHERE audit_id IN (SELECT id FROM gone)`,
      {
        seal: 4,
        reason: expect.stringContaining('rows are missing at the end'),
      },
    ],
  ])('finds %s against the seal that was kept', async (_, statement, found) => {
    await write(4);
    await ledger.sealPending();
    const head = await ledger.head();
    await tamper(statement);
    expect(await ledger.verify([head!])).toMatchObject({
      sound: false,
      ...found,
    });
  });

  it('finds a chain that was made anew, by the seal that was kept', async () => {
    await write(4);
    await ledger.sealPending();
    const head = await ledger.head();
    await tamper(
      "UPDATE audit_log SET outcome = 'failure' WHERE subject = 'finding:0'",
    );
    await tamper('DELETE FROM audit_seals');
    await tamper('INSERT INTO audit_unsealed SELECT id FROM audit_log');
    await ledger.sealPending();
    expect(await ledger.verify()).toMatchObject({ sound: true });
    expect(await ledger.verify([head!])).toMatchObject({
      sound: false,
      seal: 4,
      reason: expect.stringContaining('made anew'),
    });
  });

  it('refuses to change or remove seals', async () => {
    await write(1);
    await ledger.sealPending();
    await expect(knex('audit_seals').update({ hash: 'x' })).rejects.toThrow(
      /append-only: UPDATE refused/,
    );
    await expect(knex('audit_seals').delete()).rejects.toThrow(
      /append-only: DELETE refused/,
    );
  });

  it('exports lines that say the same', async () => {
    await write(2);
    await ledger.sealPending();
    await write(1);
    const lines = [];
    for await (const line of exportLedger(ledger, new Date())) {
      lines.push(parseLedgerLine(line));
    }
    expect(lines.map(({ type }) => type)).toEqual([
      'ledger',
      'row',
      'row',
      'row',
      'head',
    ]);
    expect(lines.at(-1)).toMatchObject({ seal: await ledger.head(), rows: 3 });
  });

  it('seals while it runs, and signs the anchors that it writes to the log', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const logger = mockServices.logger.mock();
    const sealer = AuditSealer.create({
      ledger,
      logger,
      signingKey: privateKey,
      lookMs: 10,
    });
    sealer.start();
    await write(3);
    await sealer.stop();
    expect(await ledger.verify()).toMatchObject({ sealed: 3, unsealed: 0 });
    const [line] = logger.info.mock.calls.at(-1)!;
    const [, anchor, signature] = /anchor=(\S+) signature=(\S+)$/.exec(line)!;
    expect(parseAnchor(anchor)).toEqual(await ledger.head());
    expect(
      verify(
        null,
        Buffer.from(anchor),
        publicKey,
        Buffer.from(signature, 'base64url'),
      ),
    ).toBe(true);
  });
});
