import { NotAllowedError } from '@backstage/errors';
import { itopsRoles } from '@sankofa/plugin-itops-common';
import { IdentitySettings } from '@sankofa/plugin-itops-node';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { testDatabase } from '../__testUtils__/testDatabase';
import { DatabaseAuditLog } from '../audit';
import { DatabaseStepUpStore } from './DatabaseStepUpStore';
import { StepUpService } from './StepUpService';
import { StepUpPurpose } from './StepUpStore';

jest.setTimeout(60_000);

const HASH = 'a'.repeat(64);
const AMA = 'user:default/ama';
const AT_PROVIDER = { [AMA]: 'sub-ama', 'user:default/kofi': 'sub-kofi' };

const settings: IdentitySettings = {
  issuer: 'https://sso.example.com',
  audience: 'itops-portal',
  groupsClaim: 'groups',
  rolesClaim: 'roles',
  roles: Object.fromEntries(
    itopsRoles.map(role => [role, { groups: [`/${role}`], realmRoles: [] }]),
  ) as unknown as IdentitySettings['roles'],
  clientAdmins: { groups: [], realmRoles: [] },
  acr: ['2'],
  amr: [],
  maxAgeSeconds: 3600,
};

/** The provider itself is real in the test of the whole portal; here it says what it is told. */
function claims(more: object = {}) {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: settings.issuer,
    aud: settings.audience,
    sub: 'sub-ama',
    exp: now + 300,
    acr: '2',
    auth_time: now,
    groups: ['/admin'],
    ...more,
  };
}

describe('StepUpService', () => {
  const databases = testDatabase();
  let knex: Knex;
  let service: StepUpService;
  let answer: () => unknown;
  let purpose: StepUpPurpose;

  beforeEach(async () => {
    knex = await databases.init();
    answer = () => claims();
    service = StepUpService.create({
      settings,
      store: DatabaseStepUpStore.create({
        knex,
        audit: DatabaseAuditLog.create({ knex }),
      }),
      subjects: {
        of: async person => AT_PROVIDER[person as keyof typeof AT_PROVIDER],
      },
      provider: {
        address: async ({ state }) => `https://sso.example.com/?state=${state}`,
        claims: async () => answer(),
      },
    });
    const changeId = randomUUID();
    await knex('changes').insert({
      id: changeId,
      state: 'awaiting-approval',
      source_id: 'proxmox/lab',
      ticket: 'CHG-1',
      requester: 'user:default/esi',
      last_editor: 'user:default/esi',
      intent: {},
      plan: '{}',
      plan_hash: HASH,
      idempotency_key: changeId,
      request_hash: 'r',
      created_at: knex.fn.now(),
      updated_at: knex.fn.now(),
    });
    purpose = { changeId, hash: HASH, action: 'approve', person: AMA };
  });

  async function confirmed(): Promise<string> {
    const { ticket } = await service.ask(purpose);
    const { browserSecret } = await service.begin(ticket);
    return (await service.finish(browserSecret, {})).proof;
  }

  const use = (proof?: string, other: Partial<StepUpPurpose> = {}) =>
    knex.transaction(tx => take(tx, proof, other));

  const take = (
    tx: Knex.Transaction,
    proof?: string,
    other: Partial<StepUpPurpose> = {},
  ) => {
    const { person: actor, ...subject } = { ...purpose, ...other };
    return service.require(tx, { actor, proof }, subject);
  };

  const late = () =>
    knex('change_step_ups').update({
      asked_at: knex.raw(`asked_at - interval '6 minutes'`),
      answered_at: knex.raw(`answered_at - interval '6 minutes'`),
      expires_at: knex.raw(`expires_at - interval '6 minutes'`),
    });

  it('gives a proof that is good once, for this and nothing else', async () => {
    const proof = await confirmed();
    for (const other of [
      { hash: 'b'.repeat(64) },
      { action: 'apply' as const },
      { person: 'user:default/kofi' },
      { changeId: randomUUID() },
    ]) {
      await expect(use(proof, other)).rejects.toThrow('of something else');
    }
    await expect(use()).rejects.toThrow('nothing was confirmed');
    await expect(use('made up')).rejects.toThrow(NotAllowedError);
    await use(proof);
    await expect(use(proof)).rejects.toThrow('was used');
  });

  it('uses a proof together with what it is for, or not at all', async () => {
    const proof = await confirmed();
    await expect(
      knex.transaction(async tx => {
        await take(tx, proof);
        throw new Error('the approval failed');
      }),
    ).rejects.toThrow('the approval failed');
    await use(proof);
  });

  it('lets one of two win who use a proof at the same time', async () => {
    const proof = await confirmed();
    const ends = await Promise.allSettled(
      Array.from({ length: 8 }, () => use(proof)),
    );
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('takes nothing that is older than five minutes', async () => {
    const proof = await confirmed();
    await late();
    await expect(use(proof)).rejects.toThrow('older than five minutes');

    const { ticket } = await service.ask(purpose);
    const { ticket: second } = await service.ask(purpose);
    const { browserSecret } = await service.begin(ticket);
    await late();
    await expect(service.begin(second)).rejects.toThrow('too long ago');
    await expect(service.finish(browserSecret, {})).rejects.toThrow(
      'too long ago',
    );
    await expect(
      knex('change_step_ups').update({
        expires_at: knex.raw(`clock_timestamp() + interval '1 hour'`),
      }),
    ).rejects.toThrow(/five_minutes/);
  });

  it('begins once with a ticket, and takes one answer', async () => {
    const { ticket } = await service.ask(purpose);
    const { browserSecret } = await service.begin(ticket);
    await expect(service.begin(ticket)).rejects.toThrow('begun already');
    answer = () => claims({ acr: '1' });
    await expect(service.finish(browserSecret, {})).rejects.toThrow(
      'second factor',
    );
    answer = () => claims();
    await expect(service.finish(browserSecret, {})).rejects.toThrow(
      'answered already',
    );
    await expect(service.finish('another browser', {})).rejects.toThrow(
      'asked for no confirmation',
    );
    await expect(service.finish(undefined, {})).rejects.toThrow(
      'asked for no confirmation',
    );
  });

  it('asks nobody about a plan that is another one now', async () => {
    await expect(
      service.ask({ ...purpose, hash: 'b'.repeat(64) }),
    ).rejects.toThrow('read it again');
    await expect(service.ask({ ...purpose, changeId: 'none' })).rejects.toThrow(
      'There is no change none',
    );
  });

  it('writes down who confirmed and who was refused, and keeps no secret', async () => {
    const proof = await confirmed();
    const { ticket } = await service.ask(purpose);
    const { browserSecret } = await service.begin(ticket);
    answer = () => claims({ sub: 'sub-kofi' });
    await expect(service.finish(browserSecret, {})).rejects.toThrow(
      'Somebody else',
    );
    const rows = await knex('audit_log').orderBy('id');
    expect(
      rows.map(({ actor, action, outcome, subject, details }) => [
        actor,
        action,
        outcome,
        subject,
        details.for,
        details.reason,
      ]),
    ).toEqual([
      [
        AMA,
        'change.step-up',
        'success',
        `change:${purpose.changeId}`,
        'approve',
        undefined,
      ],
      [
        AMA,
        'change.step-up',
        'failure',
        `change:${purpose.changeId}`,
        'approve',
        expect.stringContaining('Somebody else'),
      ],
    ]);
    const kept = JSON.stringify([await knex('change_step_ups'), rows]);
    for (const secret of [proof, ticket, browserSecret]) {
      expect(kept).not.toContain(secret);
    }
  });
});
