import { Knex } from 'knex';
import { DatabaseAuditLog } from '../audit';
import { testDatabase } from '../__testUtils__/testDatabase';
import { DatabaseChangeStore } from './DatabaseChangeStore';
import { breakAudit } from './__testUtils__/breakAudit';

jest.setTimeout(60_000);

const AMA = 'user:default/ama';
const KOFI = 'user:default/kofi';

const start = (vmid: number, key = `key-${vmid}`) => ({
  sourceId: 'proxmox/lab',
  intent: { verb: 'guest.start' as const, vmid },
  ticket: 'CHG-1',
  idempotencyKey: key,
});

describe('DatabaseChangeStore', () => {
  const databases = testDatabase();
  let knex: Knex;
  let store: DatabaseChangeStore;

  beforeEach(async () => {
    knex = await databases.init();
    store = DatabaseChangeStore.create({
      knex,
      audit: DatabaseAuditLog.create({ knex }),
    });
  });

  it('answers the same key with the same change, and refuses it for another', async () => {
    const [first, second] = await Promise.all([
      store.create(start(101), AMA),
      store.create(start(101), AMA),
    ]);
    expect(second.id).toBe(first.id);
    await expect(store.create(start(102, 'key-101'), AMA)).rejects.toThrow(
      /asks for something else/,
    );
    expect((await store.create(start(101), KOFI)).id).not.toBe(first.id);
    expect(await knex('audit_log').pluck('action')).toEqual([
      'change.created',
      'change.created',
    ]);
  });

  it('writes state, history and audit row together, or nothing', async () => {
    const { id } = await store.create(start(101), AMA);
    await breakAudit(knex);
    await expect(
      store.step(id, { actor: AMA }, async () => ({
        events: ['cancel'],
        kind: 'cancelled',
      })),
    ).rejects.toThrow(/audit trail is full/);
    expect(await store.get(id)).toMatchObject({ state: 'draft', version: 1 });
    expect(await store.history(id)).toHaveLength(1);
    await expect(store.create(start(102), AMA)).rejects.toThrow(/is full/);
    expect(await knex('changes').pluck('id')).toEqual([id]);
  });

  it('lets one of two who saw the same version go on', async () => {
    const { id } = await store.create(start(101), AMA);
    const cancel = () =>
      store.step(id, { actor: AMA, seen: 1 }, async () => ({
        set: { reason: 'looked at' },
        kind: 'noted',
      }));
    const results = await Promise.allSettled([cancel(), cancel()]);
    expect(results.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    expect(await store.get(id)).toMatchObject({ version: 2 });
  });

  it('refuses what cannot happen in the state it has', async () => {
    const { id } = await store.create(start(101), AMA);
    await expect(
      store.step(id, { actor: AMA }, async () => ({
        events: ['apply'],
        kind: 'applied',
      })),
    ).rejects.toThrow(/Change 1 is draft: apply is not possible now/);
  });

  it('lists by requester, target and state, and counts what is on other pages', async () => {
    const mine = await store.create(start(101), AMA);
    const other = await store.create(start(102), KOFI);
    const ids = async (query: object) =>
      (await store.list({ limit: 10, ...query })).map(({ id }) => id);
    expect(await ids({})).toEqual([other.id, mine.id]);
    expect(await ids({ requester: AMA })).toEqual([mine.id]);
    expect(await ids({ target: 'guest:102' })).toEqual([other.id]);
    expect(await ids({ states: ['done'] })).toEqual([]);
    expect(await ids({ before: other.number })).toEqual([mine.id]);
    expect(await store.count({ limit: 1 })).toBe(2);
  });

  it('shows people what waits for them, and nobody a change of their own to approve', async () => {
    const { id } = await store.create(start(101), AMA);
    await knex('changes')
      .where({ id })
      .update({ state: 'awaiting-approval', plan: '{}', plan_hash: 'h' });
    const waiting = (person: string, mayApprove = true) =>
      store.count({
        limit: 1,
        waitingFor: { person, mayApprove, mayApply: true },
      });
    expect(await waiting(KOFI)).toBe(1);
    expect(await waiting(KOFI, false)).toBe(0);
    expect(await waiting(AMA)).toBe(0);
    expect(await waiting('User:Default/Ama')).toBe(0);
    await knex('changes').where({ id }).update({ state: 'approved' });
    expect(await waiting(AMA)).toBe(1);
  });
});
