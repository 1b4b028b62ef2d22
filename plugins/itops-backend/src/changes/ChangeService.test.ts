import { Knex } from 'knex';
import { testDatabase } from '../__testUtils__/testDatabase';
import {
  ADDRESS,
  AMA,
  ChangeBench,
  KOFI,
  createIntent,
} from './__testUtils__/ChangeBench';

jest.setTimeout(60_000);

const TAGS = { verb: 'guest.set-tags' as const, vmid: 101, tags: ['web'] };

describe('a change', () => {
  const databases = testDatabase();
  let knex: Knex;
  let bench: ChangeBench;

  beforeEach(async () => {
    knex = await databases.init();
    bench = await ChangeBench.create(knex);
  });

  it('goes from a plan over an approval to a container with its address', async () => {
    const planned = await bench.planned();
    expect(planned.guards.filter(({ passed }) => !passed)).toEqual([]);
    expect(planned).toMatchObject({ state: 'planned', riskClass: 'normal' });
    expect(await bench.record()).toMatchObject({
      lifecycle: 'reserved',
      holder: AMA,
      source_ref: `change:${planned.id}`,
    });
    const { id, planHash: hash } = planned;
    await bench.service.submit(id, hash!, AMA);
    await bench.service.approve(id, hash!, bench.person(KOFI));
    await bench.service.apply(id, hash!, bench.person(AMA));
    expect(bench.executor.calls).toEqual([]);
    await bench.worker.once();
    expect(await bench.state(id)).toEqual({ state: 'done' });
    expect(bench.executor.calls).toEqual([
      'POST /nodes/alpha/lxc',
      'PUT /nodes/alpha/lxc/9001/config',
      'POST /nodes/alpha/lxc/9001/status/start',
    ]);
    expect(bench.executor.guests.get(9001)?.guest).toMatchObject({
      status: 'running',
      createdBy: id,
      tags: ['web'],
    });
    expect(await bench.record()).toMatchObject({
      lifecycle: 'active',
      holder: null,
    });
  });

  describe('that is planned again', () => {
    it('keeps its approvals while the plan is the same', async () => {
      const change = await bench.approved();
      const { id, version } = change;
      const again = await bench.service.plan(id, version, bench.person(KOFI));
      expect(again).toMatchObject({
        state: 'approved',
        planHash: change.planHash,
        lastEditor: AMA,
      });
      expect(await bench.service.store.approvals(id)).toHaveLength(1);
    });

    it('loses them with any difference, and whoever planned it may not approve it', async () => {
      const { id, planHash, version } = await bench.approved(TAGS);
      bench.executor.guests.get(101)!.guest.digest = 'edited';
      const again = await bench.service.plan(id, version, bench.person(KOFI));
      expect(again).toMatchObject({ state: 'planned', lastEditor: KOFI });
      expect(again.planHash).not.toBe(planHash);
      expect(await bench.service.store.approvals(id)).toEqual([]);
      await bench.service.submit(id, again.planHash!, AMA);
      await expect(
        bench.service.approve(id, again.planHash!, bench.person(KOFI)),
      ).rejects.toThrow(/You planned it last/);
    });

    it('goes back to a draft when nobody can say any more which calls would be sent', async () => {
      const { id, version } = await bench.approved(TAGS);
      bench.executor.guests.delete(101);
      const again = await bench.service.plan(id, version, bench.person(AMA));
      expect(again).toMatchObject({ state: 'draft', plan: undefined });
      expect(again.guards).toContainEqual({
        guard: 'requests',
        passed: false,
        reason: 'No guest 101 is observed.',
      });
    });

    it('comes back from stale, without its approvals', async () => {
      const { id, planHash } = await bench.approved(TAGS);
      const world = bench.executor.guests.get(101)!;
      world.guest.digest = 'edited';
      const apply = () => bench.service.apply(id, planHash!, bench.person(AMA));
      await expect(apply()).rejects.toThrow(/stale/);
      const { version } = await bench.service.store.get(id);
      await bench.service.plan(id, version, bench.person(AMA));
      expect(await bench.state(id)).toEqual({ state: 'planned' });
      expect(await bench.service.store.approvals(id)).toEqual([]);
    });
  });

  describe('and its address', () => {
    it('gives it back when it is cancelled, denied or expired', async () => {
      const { service } = bench;
      const first = await bench.planned();
      await service.cancel(first.id, first.version, undefined, AMA);
      expect(await bench.record()).toBeUndefined();

      const { id, planHash } = await bench.submitted();
      expect(await bench.record()).toBeDefined();
      const no = { hash: planHash!, reason: 'not now' };
      await service.deny(id, no, KOFI);
      expect(await bench.state(id)).toEqual({
        state: 'refused',
        reason: 'not now',
      });
      expect(await bench.record()).toBeUndefined();

      const third = await bench.submitted();
      await knex('changes')
        .where({ id: third.id })
        .update({ expires_at: knex.raw(`now() - interval '1 second'`) });
      await service.expireDue();
      expect(await bench.state(third.id)).toMatchObject({ state: 'expired' });
      expect(await bench.record()).toBeUndefined();
    });

    it('gives it back when nobody went on with it for a month', async () => {
      const { id } = await bench.planned();
      const age = (days: number) =>
        knex('changes')
          .where({ id })
          .update({ updated_at: knex.raw(`now() - interval '${days} days'`) });
      await age(30);
      await bench.service.expireDue();
      expect(await bench.state(id)).toEqual({ state: 'planned' });
      await age(32);
      await bench.service.expireDue();
      expect(await bench.state(id)).toEqual({
        state: 'cancelled',
        reason: 'Nobody went on with it for 31 days',
      });
      expect(await bench.record()).toBeUndefined();
      const { guards } = await bench.planned(createIntent({ vmid: 9002 }));
      expect(guards.filter(({ passed }) => !passed)).toEqual([]);
    });

    it('uses what its requester had reserved, and leaves it to them', async () => {
      await bench.reserve(AMA);
      const { guards, id, version } = await bench.planned();
      expect(guards.every(({ passed }) => passed)).toBe(true);
      await bench.service.cancel(id, version, undefined, AMA);
      expect(await bench.record()).toMatchObject({
        lifecycle: 'reserved',
        holder: AMA,
      });
    });

    it('says whose it is when somebody else has it', async () => {
      await bench.reserve(KOFI);
      const { guards } = await bench.planned();
      expect(guards).toContainEqual({
        guard: 'address',
        passed: false,
        reason: `${ADDRESS} is not free: it is reserved for ${KOFI}`,
      });
    });

    it('is held by one change at a time', async () => {
      await bench.reserve(AMA);
      await bench.planned();
      const { guards } = await bench.planned(createIntent({ vmid: 9002 }));
      expect(guards).toContainEqual({
        guard: 'address',
        passed: false,
        reason: 'Another change holds the same address',
      });
    });

    it('is refused where a source sees somebody on it', async () => {
      const network = {
        bridge: 'vmbr0',
        addressing: { mode: 'static' as const, address: '192.0.2.102/24' },
      };
      const { guards } = await bench.planned(createIntent({ network }));
      expect(guards.find(({ guard }) => guard === 'address')).toMatchObject({
        passed: false,
        reason: expect.stringMatching(/192.0.2.102 is not free: its state is/),
      });
    });
  });

  it('does not want the number of another change, or of a guest that is gone', async () => {
    await bench.planned();
    const identity = async (vmid: number, address: string) => {
      const network = {
        bridge: 'vmbr0',
        addressing: { mode: 'static' as const, address: `${address}/24` },
      };
      const { guards } = await bench.planned(createIntent({ vmid, network }));
      return guards.find(({ guard }) => guard === 'identity')!.passed;
    };
    expect(await identity(9001, '192.0.2.51')).toBe(false);
    expect(await identity(9002, '192.0.2.52')).toBe(true);
    expect(await identity(101, '192.0.2.53')).toBe(false);
  });

  it('of somebody else’s guest is destroyed only by who may, with two approvals', async () => {
    const destroy = {
      verb: 'guest.destroy' as const,
      vmid: 101,
      name: 'guest-101',
    };
    const { id, version } = await bench.planned(destroy);
    const origin = async (mayDestroyForeign: boolean, seen: number) =>
      bench.service.plan(id, seen, bench.person(AMA, mayDestroyForeign));
    const refused = await origin(false, version);
    expect(refused.guards.filter(({ passed }) => !passed)).toMatchObject([
      { guard: 'origin' },
    ]);
    const allowed = await origin(true, refused.version);
    await bench.service.submit(id, allowed.planHash!, AMA);
    const once = await bench.service.approve(
      id,
      allowed.planHash!,
      bench.person(KOFI),
    );
    expect(once.state).toBe('awaiting-approval');
    await expect(
      bench.service.approve(id, allowed.planHash!, bench.person(KOFI)),
    ).rejects.toThrow(/approved it already/);
    const twice = await bench.service.approve(
      id,
      allowed.planHash!,
      bench.person('user:default/esi'),
    );
    expect(twice.state).toBe('approved');
    // Whoever applies has to have the permission as well.
    await expect(
      bench.service.apply(id, allowed.planHash!, bench.person(AMA, false)),
    ).rejects.toThrow(/you may not have others removed/);
  });

  it('takes a proof only together with what it is for', async () => {
    const used: string[] = [];
    bench.restart({
      stepUp: {
        mode: 'required',
        async require(tx, { actor }, { action, hash }) {
          await tx('source_passes').count('*');
          used.push(`${actor} ${action} ${hash}`);
        },
      },
    });
    const { id, planHash: hash } = await bench.submitted();
    const { service } = bench;
    await expect(
      service.approve(id, hash!, bench.person(AMA)),
    ).rejects.toThrow();
    await expect(
      service.approve(id, 'f'.repeat(64), bench.person(KOFI)),
    ).rejects.toThrow();
    expect(used).toEqual([]);
    await service.approve(id, hash!, bench.person(KOFI));
    await service.apply(id, hash!, bench.person(AMA));
    expect(used).toEqual([`${KOFI} approve ${hash}`, `${AMA} apply ${hash}`]);
  });

  it('is approved by nobody where step-up cannot be asked for', async () => {
    bench.restart({ stepUp: undefined });
    const { id, planHash } = await bench.submitted();
    await expect(
      bench.service.approve(id, planHash!, bench.person(KOFI)),
    ).rejects.toThrow(/Nobody can approve a change here/);
    expect(await bench.state(id)).toEqual({ state: 'awaiting-approval' });
  });
});
