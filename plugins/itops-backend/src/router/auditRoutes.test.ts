import { parseLedgerLine } from '@sankofa/plugin-itops-node';
import { Knex } from 'knex';
import { FakeCollector } from '../__testUtils__/collectors';
import { cluster } from '../__testUtils__/facts';
import { TestPortal } from '../__testUtils__/TestPortal';
import { testDatabase } from '../__testUtils__/testDatabase';

jest.setTimeout(120_000);

describe('the audit trail over the API', () => {
  const database = testDatabase();
  let portal: TestPortal;
  let knex: Knex;

  beforeEach(async () => {
    knex = await database.init();
    portal = await TestPortal.start({
      knex,
      collectors: [FakeCollector.create().gives(cluster(101))],
    });
  });
  afterEach(() => portal.stop());

  const device = (name: string) =>
    portal.client.portRecords.devices.create({ name, role: 'switch' });

  async function exported() {
    const answer = await fetch(`${portal.baseUrl}/v1/audit/export`);
    expect(answer.headers.get('content-disposition')).toContain('audit.jsonl');
    const lines = (await answer.text()).trimEnd().split('\n');
    return lines.map(parseLedgerLine);
  }

  it('is exported with its seals, and the export is part of it', async () => {
    await device('sw1');
    await device('sw2');
    const lines = await exported();
    const rows = lines.flatMap(line => (line.type === 'row' ? [line.row] : []));
    expect(rows.map(({ action }) => action)).toEqual([
      'port-device.create',
      'port-device.create',
      'audit.export',
    ]);
    expect(rows[1].seal?.number).toBe(2);
    expect(rows[2].details).toEqual({ seal: 2, hash: rows[1].seal?.hash });
  });

  it('is verified against seals that were kept', async () => {
    await device('sw1');
    const [, first] = await exported();
    const { number, hash } = (
      first as { row: { seal: { number: number; hash: string } } }
    ).row.seal;
    const anchor = `${number}:${hash}`;
    expect(await portal.client.verifyAudit([anchor])).toMatchObject({
      sound: true,
    });
    await knex.transaction(async tx => {
      await tx.raw("SET LOCAL session_replication_role = 'replica'");
      await tx('audit_log').where({ id: 1 }).update({ actor: 'somebody' });
    });
    expect(await portal.client.verifyAudit([anchor])).toEqual({
      sound: false,
      seal: 1,
      id: '1',
      reason: 'the row is not what was sealed',
    });
  });

  it('refuses an anchor that is none', async () => {
    await expect(portal.client.verifyAudit(['12'])).rejects.toMatchObject({
      body: {
        error: { message: expect.stringContaining("'12' is no anchor") },
      },
    });
  });
});
