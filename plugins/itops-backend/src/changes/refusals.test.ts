import { ChangeIntent } from '@sankofa/site-model';
import { Knex } from 'knex';
import { testDatabase } from '../__testUtils__/testDatabase';
import { StoredChange } from './StoredChange';
import { sha256 } from './planHash';
import {
  AMA,
  ADDRESS,
  ChangeBench,
  KOFI,
  SOURCE,
  createIntent,
  policy,
} from './__testUtils__/ChangeBench';
import { breakAudit, mendAudit } from './__testUtils__/breakAudit';

jest.setTimeout(300_000);

const MINUTE_MS = 60_000;

/** One intent of each verb, and the guest that it is about as the source has it. */
const intents: Record<ChangeIntent['verb'], ChangeIntent> = {
  'guest.create': createIntent(),
  'guest.start': { verb: 'guest.start', vmid: 101 },
  'guest.shutdown': { verb: 'guest.shutdown', vmid: 102 },
  'guest.stop': { verb: 'guest.stop', vmid: 102 },
  'guest.resize-disk': {
    verb: 'guest.resize-disk',
    vmid: 101,
    disk: 'rootfs',
    sizeGiB: 16,
  },
  'guest.set-network': {
    verb: 'guest.set-network',
    vmid: 101,
    interface: 'net0',
    vlan: 20,
    addressing: { mode: 'static', address: `${ADDRESS}/24` },
  },
  'guest.set-tags': { verb: 'guest.set-tags', vmid: 101, tags: ['web'] },
  'guest.destroy': { verb: 'guest.destroy', vmid: 101, name: 'guest-101' },
};

type Refusal = (bench: ChangeBench, intent: ChangeIntent) => Promise<unknown>;

const apply = (bench: ChangeBench, { id, planHash }: StoredChange) =>
  bench.service.apply(id, planHash!, bench.person(AMA));

const FREEZE = {
  from: '2000-01-01T00:00:00Z',
  until: '2100-01-01T00:00:00Z',
  reason: 'end of the year',
};

/** Another configuration, as if somebody had edited the guest by hand. */
function edit(bench: ChangeBench, { vmid }: ChangeIntent): void {
  const world = bench.executor.guests.get(vmid);
  if (world) {
    world.guest.digest = 'edited-by-hand';
  } else {
    bench.executor.has(vmid);
  }
}

/** Each brings a change as far as it gets and has to be refused there. */
const refusals: Record<string, [RegExp, Refusal]> = {
  'no ticket': [
    /is no ticket for a/,
    async (bench, intent) => {
      const { id, planHash } = await bench.planned(intent, '');
      await bench.service.submit(id, planHash!, AMA);
    },
  ],
  'self-approval': [
    /You asked for it/,
    async (bench, intent) => {
      const { id, planHash } = await bench.submitted(intent);
      await bench.service.approve(id, planHash!, bench.person(AMA));
    },
  ],
  'approval of whoever planned it last': [
    /You planned it last/,
    async (bench, intent) => {
      const { id, version } = await bench.planned(intent);
      await bench.knex('changes').where({ id }).update({ plan_hash: 'other' });
      const { planHash } = await bench.service.plan(
        id,
        version,
        bench.person(KOFI),
      );
      await bench.service.submit(id, planHash!, AMA);
      await bench.service.approve(id, planHash!, bench.person(KOFI));
    },
  ],
  'approval of another hash': [
    /has another plan now/,
    async (bench, intent) => {
      const { id } = await bench.submitted(intent);
      await bench.service.approve(id, 'f'.repeat(64), bench.person(KOFI));
    },
  ],
  'too few approvals': [
    /has 0 of \d approvals/,
    async (bench, intent) => {
      const change = await bench.submitted(intent);
      await bench
        .knex('changes')
        .where({ id: change.id })
        .update({ state: 'approved' });
      await apply(bench, change);
    },
  ],
  'apply without the hash': [
    /has another plan now/,
    async (bench, intent) => {
      const { id } = await bench.approved(intent);
      await bench.service.apply(id, '0'.repeat(64), bench.person(AMA));
    },
  ],
  expired: [
    /is expired/,
    async (bench, intent) => {
      const change = await bench.approved(intent);
      await bench
        .knex('changes')
        .where({ id: change.id })
        .update({ expires_at: bench.knex.raw(`now() - interval '1 second'`) });
      await apply(bench, change);
    },
  ],
  'an approval that expired': [
    /has 0 of \d approvals/,
    async (bench, intent) => {
      const change = await bench.approved(intent);
      await bench
        .knex('change_approvals')
        .update({ expires_at: bench.knex.raw(`now() - interval '1 second'`) });
      await apply(bench, change);
    },
  ],
  'changed digest': [
    /is stale: .*(is not what was planned on: .*digest|is in use)/,
    async (bench, intent) => {
      const change = await bench.approved(intent);
      edit(bench, intent);
      await apply(bench, change);
    },
  ],
  'recycled VMID': [
    /is stale: .*(is not what was planned on: .*macs, name|is in use|is called)/,
    async (bench, intent) => {
      const change = await bench.approved(intent);
      bench.executor.guests.delete(intent.vmid);
      bench.executor.has(intent.vmid, {
        name: 'somebody-else',
        macs: ['02:00:00:00:ff:ff'],
        status: intent.verb === 'guest.start' ? 'stopped' : 'running',
      });
      await apply(bench, change);
    },
  ],
  'off the allowlist': [
    /allowlist is empty/,
    async (bench, intent) => {
      bench.restart({
        settings: { policy: { ...policy, allow: [] }, stepUp: 'required' },
      });
      const { id, planHash } = await bench.planned(intent);
      await bench.service.submit(id, planHash!, AMA);
    },
  ],
  'another policy since': [
    /is stale: .*or the policy/,
    async (bench, intent) => {
      const change = await bench.approved(intent);
      bench.restart({
        settings: { policy: { ...policy, version: '2' }, stepUp: 'required' },
      });
      await apply(bench, change);
    },
  ],
  'frozen at plan': [
    /end of the year/,
    async (bench, intent) => {
      bench.restart({
        settings: {
          policy: { ...policy, freezes: [FREEZE] },
          stepUp: 'required',
        },
      });
      const { id, planHash } = await bench.planned(intent);
      await bench.service.submit(id, planHash!, AMA);
    },
  ],
  'frozen at apply': [
    /end of the year/,
    async (bench, intent) => {
      const change = await bench.approved(intent);
      bench.restart({
        settings: {
          policy: { ...policy, freezes: [FREEZE] },
          stepUp: 'required',
        },
      });
      await apply(bench, change);
    },
  ],
  'stale source': [
    /freshness: .* is stale/,
    async (bench, intent) => {
      const change = await bench.approved(intent);
      bench.site.now += 60 * MINUTE_MS;
      await apply(bench, change);
    },
  ],
  'a source that cannot be asked': [
    /Nobody answers/,
    async (bench, intent) => {
      const change = await bench.approved(intent);
      bench.executor.unreadable = true;
      await apply(bench, change);
    },
  ],
  'a credential that may do too much': [
    /Nothing is sent to Proxmox lab: privileges: Sys.Modify on \//,
    async (bench, intent) => {
      const change = await bench.approved(intent);
      const detail = 'Sys.Modify on /';
      bench.executor.checks = [{ status: 'fail', title: 'privileges', detail }];
      await apply(bench, change);
    },
  ],
  'edited plan row': [
    /is not what was hashed/,
    async (bench, intent) => {
      const change = await bench.approved(intent);
      const plan = change.plan!.replace('"requester"', '"requested"');
      expect(plan).not.toBe(change.plan);
      await bench.knex('changes').where({ id: change.id }).update({ plan });
      await apply(bench, change);
    },
  ],
  'plan row and hash edited': [
    /makes another plan/,
    async (bench, intent) => {
      const change = await bench.approved(intent);
      const plan = change.plan!.replace('"requester"', '"requested"');
      const planHash = sha256(plan);
      await bench
        .knex('changes')
        .where({ id: change.id })
        .update({ plan, plan_hash: planHash });
      await bench.knex('change_approvals').update({ hash: planHash });
      await apply(bench, { ...change, planHash });
    },
  ],
  'edited intent row': [
    /is stale/,
    async (bench, intent) => {
      const change = await bench.approved(intent);
      const other =
        intents[intent.verb === 'guest.stop' ? 'guest.start' : 'guest.stop'];
      await bench
        .knex('changes')
        .where({ id: change.id })
        .update({ intent: other });
      await apply(bench, change);
    },
  ],
  'audit insert fails': [
    /Nothing was changed and nothing is sent: the audit trail cannot be written/,
    async (bench, intent) => {
      const change = await bench.approved(intent);
      await breakAudit(bench.knex);
      await apply(bench, change);
    },
  ],
  'replayed key': [
    /asks for something else/,
    async (bench, intent) => {
      const request = {
        sourceId: SOURCE,
        intent,
        ticket: 'CHG-1',
        idempotencyKey: 'one-key-for-two',
      };
      await bench.service.create(request, AMA);
      await bench.service.create({ ...request, ticket: 'CHG-2' }, AMA);
    },
  ],
  /** No worker of this test takes what somebody else is at. */
  'applied twice': [
    /is applying; this needs/,
    async (bench, intent) => {
      const change = await bench.approved(intent);
      await bench
        .knex('changes')
        .where({ id: change.id })
        .update({
          lease_until: bench.knex.raw(`now() + interval '1 hour'`),
        });
      await apply(bench, change);
      await apply(bench, change);
    },
  ],
  'protected by a tag': [
    /protected tag prod/,
    async (bench, intent) => {
      bench.executor.guests.get(intent.vmid)!.guest.tags = ['prod'];
      const { id, planHash } = await bench.planned(intent);
      await bench.service.submit(id, planHash!, AMA);
    },
  ],
};

/** A guest that is not there yet carries no tag. */
const applies = (name: string, verb: string) =>
  name !== 'protected by a tag' || verb !== 'guest.create';

describe.each(Object.keys(intents) as ChangeIntent['verb'][])('%s', verb => {
  const databases = testDatabase();
  let knex: Knex;
  let bench: ChangeBench;

  beforeAll(async () => {
    knex = await databases.init();
  });
  beforeEach(async () => {
    await mendAudit(knex);
    await knex.raw('TRUNCATE changes, change_approvals, ipam_prefixes CASCADE');
    await knex.raw('TRUNCATE ipam_addresses');
    bench = await ChangeBench.create(knex);
  });

  it('is carried out when nothing speaks against it', async () => {
    const { id } = await bench.applied(intents[verb]);
    await bench.worker.once();
    expect(await bench.state(id)).toEqual({ state: 'done' });
    expect(bench.executor.calls).not.toEqual([]);
  });

  it.each(Object.entries(refusals).filter(([name]) => applies(name, verb)))(
    'is refused with %s, and no call is sent',
    async (_, [says, refused]) => {
      await expect(refused(bench, intents[verb])).rejects.toThrow(says);
      await bench.worker.once();
      expect(bench.executor.calls).toEqual([]);
    },
  );
});
