import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { testDatabase } from '../__testUtils__/testDatabase';

jest.setTimeout(60_000);

const AMA = 'user:default/ama';
const KOFI = 'user:default/kofi';
const ESI = 'user:default/esi';

describe('the tables of changes', () => {
  const databases = testDatabase();
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init();
  });

  async function change(more: object = {}): Promise<string> {
    const id = randomUUID();
    await knex('changes').insert({
      id,
      state: 'approved',
      source_id: 'proxmox/lab',
      ticket: 'CHG-1',
      requester: AMA,
      last_editor: KOFI,
      intent: { verb: 'guest.start', vmid: 101 },
      plan: '{}',
      plan_hash: 'h',
      idempotency_key: id,
      request_hash: 'r',
      created_at: knex.fn.now(),
      updated_at: knex.fn.now(),
      ...more,
    });
    return id;
  }

  const approval = (id: string, approver: string, more: object = {}) =>
    knex('change_approvals').insert({
      change_id: id,
      approver,
      requester: AMA,
      last_editor: KOFI,
      hash: 'h',
      approved_at: knex.fn.now(),
      expires_at: knex.fn.now(),
      ...more,
    });

  it('refuse an approval by who asked or edited last, however it is written', async () => {
    const id = await change();
    for (const person of [AMA, KOFI, 'User:Default/Ama']) {
      await expect(approval(id, person)).rejects.toThrow(/four_eyes/);
    }
    // Nor does it help to name somebody else as who asked.
    await expect(approval(id, AMA, { requester: ESI })).rejects.toThrow(
      /foreign key/,
    );
  });

  it('refuse a second approval of one person, and another editor while there is one', async () => {
    const id = await change();
    await approval(id, ESI);
    await expect(approval(id, ESI)).rejects.toThrow(/pkey/);
    await expect(
      knex('changes').where({ id }).update({ last_editor: ESI }),
    ).rejects.toThrow(/foreign key/);
  });

  it('let one change at a time hold a target, until it is over', async () => {
    const [first, second] = [await change(), await change()];
    for (const id of [first, second]) {
      await knex('change_targets').insert({
        change_id: id,
        target: 'proxmox/lab guest:101',
      });
    }
    const set = (id: string, state: string) =>
      knex('changes').where({ id }).update({ state });
    await set(first, 'applying');
    await expect(set(second, 'applying')).rejects.toThrow(/one_at_a_time/);
    await set(first, 'needs-human');
    await expect(set(second, 'applying')).rejects.toThrow(/one_at_a_time/);
    await set(first, 'done');
    await set(second, 'applying');
    expect(await knex('change_targets').where({ held: true })).toMatchObject([
      { change_id: second },
    ]);
  });

  it('refuse a key twice for one person, an unknown state, and a state without a plan', async () => {
    await change({ idempotency_key: 'k' });
    await expect(change({ idempotency_key: 'k' })).rejects.toThrow(
      /idempotency_key/,
    );
    await change({ idempotency_key: 'k', requester: ESI });
    await expect(change({ state: 'ready' })).rejects.toThrow(/state_check/);
    await expect(change({ plan: null })).rejects.toThrow(/plan_check/);
  });
});
