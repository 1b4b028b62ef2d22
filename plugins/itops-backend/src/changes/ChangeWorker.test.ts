import { Knex } from 'knex';
import { testDatabase } from '../__testUtils__/testDatabase';
import { AMA, ChangeBench, createIntent } from './__testUtils__/ChangeBench';
import { breakAudit, mendAudit } from './__testUtils__/breakAudit';

jest.setTimeout(60_000);

const CREATE = /^POST \S+\/lxc$/;
const TAGS = /^PUT \S+\/config$/;
const START = /\/status\/start$/;

describe('ChangeWorker', () => {
  const databases = testDatabase();
  let knex: Knex;
  let bench: ChangeBench;

  beforeEach(async () => {
    knex = await databases.init();
    bench = await ChangeBench.create(knex);
  });

  const later = () =>
    knex('changes').update({
      updated_at: knex.raw(`now() - interval '1 hour'`),
    });

  it('looks once more before the first call, and sends none when something differs', async () => {
    const { id } = await bench.applied();
    bench.executor.has(9001);
    await bench.worker.once();
    expect(await bench.state(id)).toEqual({
      state: 'stale',
      reason: expect.stringMatching(/VMID 9001 is in use/),
    });
    expect(bench.executor.calls).toEqual([]);
    // What is stale can be planned again: the address is still held.
    expect(await bench.record()).toMatchObject({ lifecycle: 'reserved' });
  });

  it('waits while the source cannot be asked, and gives up after a while', async () => {
    const { id } = await bench.applied();
    bench.executor.unreadable = true;
    await bench.worker.once();
    expect(await bench.state(id)).toEqual({ state: 'applying' });
    await later();
    await bench.worker.once();
    expect(await bench.state(id)).toMatchObject({ state: 'stale' });
    expect(bench.executor.calls).toEqual([]);
  });

  it('does not send again what was done although no answer came', async () => {
    bench.executor.faults.push(
      { match: CREATE, fault: 'lost-after' },
      { match: TAGS, fault: 'lost-after' },
      { match: START, fault: 'lost-after' },
    );
    const { id } = await bench.applied();
    await bench.worker.once();
    expect(await bench.state(id)).toEqual({ state: 'done' });
    expect(bench.executor.calls).toHaveLength(3);
  });

  it('sends again, once, what certainly never arrived', async () => {
    bench.executor.faults.push({ match: CREATE, fault: 'lost-before' });
    const { id } = await bench.applied();
    await bench.worker.once();
    expect(await bench.state(id)).toEqual({ state: 'done' });
    expect(bench.executor.creates).toBe(1);
    const [first] = await bench.service.store.sent(id);
    expect(first).toMatchObject({ attempt: 2, state: 'succeeded' });
  });

  it('fails when it never arrives, and gives the address back', async () => {
    bench.executor.faults.push(
      { match: CREATE, fault: 'lost-before' },
      { match: CREATE, fault: 'lost-before' },
    );
    const { id } = await bench.applied();
    await bench.worker.once();
    expect(await bench.state(id)).toEqual({
      state: 'failed',
      reason: 'Call 1 failed: It never arrived, twice',
    });
    expect(await bench.record()).toBeUndefined();
  });

  it.each([
    ['refused', CREATE],
    ['task-fails', CREATE],
    ['refused', TAGS],
    ['refused', START],
  ] as const)(
    'takes back what it made, and nothing else, when a call is %s: %s',
    async (fault, match) => {
      bench.executor.faults.push({ match, fault });
      const { id } = await bench.applied();
      await bench.worker.once();
      expect(await bench.state(id)).toMatchObject({ state: 'failed' });
      expect([...bench.executor.guests.keys()].sort()).toEqual([101, 102]);
      expect(await bench.record()).toBeUndefined();
    },
  );

  it('leaves a guest alone that somebody else put under the number', async () => {
    bench.executor.faults.push({ match: CREATE, fault: 'refused' });
    const { id } = await bench.applied();
    bench.restart({
      at: point => point === 'looked' && bench.executor.has(9001),
    });
    await bench.worker.once();
    expect(await bench.state(id)).toMatchObject({ state: 'failed' });
    expect(bench.executor.guests.has(9001)).toBe(true);
    expect(bench.executor.calls.some(call => /^DELETE/.test(call))).toBe(false);
  });

  it('asks for a person when nobody can say what became of a call, and settles what they say', async () => {
    bench.executor.faults.push({ match: CREATE, fault: 'lost-after' });
    bench.restart({
      times: { pollMs: 1, laterMs: 0, unclearMs: -1 },
      at: point => {
        bench.executor.unreadable = point === 'intended';
      },
    });
    const { id } = await bench.applied();
    await bench.worker.once();
    expect(await bench.state(id)).toEqual({
      state: 'needs-human',
      reason: expect.stringMatching(/Nobody knows what became of it/),
    });
    // Nothing is given back, and no other change touches the guest meanwhile.
    expect(await bench.record()).toMatchObject({ lifecycle: 'reserved' });
    expect(await knex('change_targets').where({ held: true })).toHaveLength(2);
    const { version } = await bench.service.store.get(id);
    const settled = { outcome: 'done' as const, reason: 'It is there.' };
    await bench.service.settle(id, version, settled, AMA);
    expect(await bench.state(id)).toMatchObject({ state: 'done' });
    expect(await bench.record()).toMatchObject({ lifecycle: 'active' });
    expect(await knex('change_targets').where({ held: true })).toEqual([]);
  });

  it('asks for a person when every call succeeded and the result is another one', async () => {
    const { id } = await bench.applied();
    bench.restart({
      at: point => {
        if (point === 'verifying') {
          bench.executor.guests.get(9001)!.guest.tags = ['other'];
        }
      },
    });
    await bench.worker.once();
    expect(await bench.state(id)).toMatchObject({
      state: 'needs-human',
      reason: expect.stringMatching(/not what was planned: PUT/),
    });
  });

  it('keeps what a source says, whatever it says', async () => {
    bench.executor.faults.push({ match: START, fault: 'hostile' });
    const { id } = await bench.applied();
    await bench.worker.once();
    expect(await bench.state(id)).toMatchObject({ state: 'failed' });
    const sent = await bench.service.store.sent(id);
    expect(sent[2].exit).toMatch(/^\uFFFD\uFFFD<script>x{900}/);
    expect(sent[2].exit!.length).toBeLessThanOrEqual(1_000);
  });

  it('keeps the log of a task', async () => {
    const { id } = await bench.applied();
    await bench.worker.once();
    const [first] = await bench.service.store.sent(id);
    expect(first).toMatchObject({ task: 'UPID:alpha:1', log: ['line 0'] });
  });

  it('is one of several: two over one database carry a change out once', async () => {
    await bench.applied();
    const other = bench.another();
    const worked = await Promise.all([
      bench.worker.once(),
      other.worker.once(),
    ]);
    expect(worked.sort()).toEqual([false, true]);
    expect(bench.executor.creates).toBe(1);
  });

  it('writes and sends nothing any more once its lease is over', async () => {
    const { id } = await bench.applied();
    const other = bench.another();
    bench.restart({
      // It sleeps here, until its lease is over.
      at: point =>
        point === 'looked' &&
        knex('changes').update({
          lease_until: knex.raw(`now() - interval '1 second'`),
        }),
    });
    await expect(bench.worker.once()).rejects.toThrow(/was taken over/);
    expect(bench.executor.calls).toEqual([]);
    await other.worker.once();
    expect(await bench.state(id)).toEqual({ state: 'done' });
    expect(bench.executor.creates).toBe(1);
  });

  it('sends nothing when it wakes up after its lease, although it wrote in time', async () => {
    await bench.applied();
    bench.restart({
      times: { pollMs: 1, laterMs: 0, leaseMs: 40 },
      at: point =>
        point === 'intended' && new Promise(resolve => setTimeout(resolve, 60)),
    });
    await expect(bench.worker.once()).rejects.toThrow(
      /was over before|taken over/,
    );
    expect(bench.executor.calls).toEqual([]);
  });

  it('sends nothing that cannot be audited', async () => {
    const { id } = await bench.applied();
    await breakAudit(knex);
    await bench.worker.once();
    expect(bench.executor.calls).toEqual([]);
    expect(await bench.state(id)).toEqual({ state: 'applying' });
    await mendAudit(knex);
    await bench.worker.once();
    expect(await bench.state(id)).toEqual({ state: 'done' });
  });

  it('asks for a person when it cannot come to an end, and does not try for ever', async () => {
    const { id } = await bench.applied();
    bench.restart({
      at: point => {
        if (point === 'verified') {
          throw new Error('nobody foresaw this');
        }
      },
    });
    await bench.worker.once();
    expect(await bench.state(id)).toEqual({ state: 'verifying' });
    await later();
    await bench.worker.once();
    expect(await bench.state(id)).toEqual({
      state: 'needs-human',
      reason: 'Error: nobody foresaw this',
    });
  });

  it('is done only once the source was read again, and stays at it meanwhile', async () => {
    let collected = 0;
    bench.restart({
      times: { pollMs: 1, laterMs: 0, leaseMs: 200 },
      collect: async () => {
        expect(await bench.state(id)).toEqual({ state: 'verifying' });
        await new Promise(resolve => setTimeout(resolve, 500));
        collected++;
      },
    });
    const { id } = await bench.applied();
    await bench.worker.once();
    expect(collected).toBe(1);
    expect(await bench.state(id)).toEqual({ state: 'done' });
  });

  it('is done even where the source cannot be read again', async () => {
    bench.restart({
      collect: async () => {
        throw new Error('no collector');
      },
    });
    const { id } = await bench.applied();
    await bench.worker.once();
    expect(await bench.state(id)).toEqual({ state: 'done' });
  });

  it('carries several out at once, so that a long one keeps nobody waiting', async () => {
    const slow = await bench.applied();
    const held = new Promise<void>(resolve => {
      bench.restart({
        at: point => point === 'intended' && resolve(),
      });
    });
    const send = bench.executor.send.bind(bench.executor);
    let answer = () => {};
    bench.executor.send = async request => {
      if (/lxc$/.test(request.path)) {
        await new Promise<void>(resolve => {
          answer = resolve;
        });
      }
      return send(request);
    };
    bench.worker.start();
    await held;
    const quick = await bench.applied({ verb: 'guest.start', vmid: 101 });
    const until = async (id: string) => {
      const deadline = Date.now() + 10_000;
      while ((await bench.state(id)).state !== 'done') {
        expect(Date.now()).toBeLessThan(deadline);
        await new Promise(resolve => setTimeout(resolve, 10));
      }
    };
    await until(quick.id);
    expect(await bench.state(slow.id)).toEqual({ state: 'applying' });
    answer();
    await until(slow.id);
    await bench.worker.stop();
  });

  it('carries out by itself what people let run, and stops when it is told to', async () => {
    bench.worker.start();
    const { id } = await bench.applied(createIntent({ start: false }));
    const deadline = Date.now() + 10_000;
    while ((await bench.state(id)).state !== 'done' && Date.now() < deadline) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    await bench.worker.stop();
    expect(await bench.state(id)).toEqual({ state: 'done' });
  });
});
