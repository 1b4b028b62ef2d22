import { Knex } from 'knex';
import { testDatabase } from '../__testUtils__/testDatabase';
import { Mailbox, Replica } from './__testUtils__/Replica';
import { SOURCE, judged, verdict } from './__testUtils__/sites';
import { JudgedSite } from './FindingStore';

jest.setTimeout(120_000);

const CRITICAL = verdict(101, {
  rule: 'duplicate-address',
  subject: 'address:192.0.2.50',
  severity: 'critical',
  summary: '192.0.2.50 is on 101 and 102; change one of them.',
});
const UNHEALTHY = verdict(0, {
  rule: 'source-unhealthy',
  subject: `source:${SOURCE}`,
  severity: 'error',
  summary: 'proxmox/lab could not be read.',
  restsOn: [{ sourceId: SOURCE, scope: '*' }],
});

describe('FindingNotifier', () => {
  const database = testDatabase();
  let knex: Knex;
  let mailbox: Mailbox;
  let replica: Replica;

  beforeEach(async () => {
    knex = await database.init();
    mailbox = new Mailbox();
    replica = Replica.create(knex, { mailbox });
  });

  async function reconcile(site: JudgedSite, { store, notifier } = replica) {
    await store.reconcile(site, { notify: notifier.enabled });
    await notifier.sendDue();
  }

  async function due(): Promise<string[]> {
    return knex('findings')
      .whereNotNull('notify_at')
      .orderBy('subject')
      .pluck('subject');
  }

  it('tells people once of a critical finding and of a source that failed', async () => {
    const site = (run: number) =>
      judged(run, [CRITICAL, verdict(102, { severity: 'error' }), UNHEALTHY]);
    await reconcile(site(1));
    await reconcile(site(2));
    await replica.notifier.sendDue();
    const { id } = await replica.finding('address:192.0.2.50');
    expect(mailbox.sent).toHaveLength(2);
    expect(mailbox.sent).toContainEqual({
      recipients: { type: 'entity', entityRef: ['group:default/platform'] },
      payload: {
        title: 'Duplicate address: 192.0.2.50',
        description: CRITICAL.summary,
        link: `/it/drift?finding=${id}`,
        severity: 'critical',
        topic: 'itops',
        scope: `itops:finding:${id}`,
      },
    });
    expect(mailbox.sent).toContainEqual(
      expect.objectContaining({
        payload: expect.objectContaining({
          title: `Source unhealthy: ${SOURCE}`,
          severity: 'high',
        }),
      }),
    );
    expect(await due()).toEqual([]);
    expect(
      await knex('findings').whereNotNull('notified_at').pluck('subject'),
    ).toHaveLength(2);
  });

  it('tells them when a finding becomes critical, and again under the same scope when it is back', async () => {
    await reconcile(judged(1, [{ ...CRITICAL, severity: 'warning' }]));
    expect(mailbox.sent).toEqual([]);
    await reconcile(judged(2, [CRITICAL]));
    await reconcile(judged(3, []));
    expect(mailbox.sent).toHaveLength(1);
    await reconcile(judged(4, [CRITICAL]));
    expect(mailbox.sent).toHaveLength(2);
    expect(new Set(mailbox.scopes).size).toBe(1);
  });

  it('tries again with the next site when sending failed', async () => {
    mailbox.before = async () => {
      throw new Error('503 from the notifications backend');
    };
    await reconcile(judged(1, [CRITICAL]));
    expect(mailbox.sent).toEqual([]);
    expect(await due()).toEqual(['address:192.0.2.50']);
    mailbox.before = async () => {};
    await reconcile(judged(2, [CRITICAL]));
    await reconcile(judged(3, [CRITICAL]));
    expect(mailbox.sent).toHaveLength(1);
  });

  it('is not held up by one that always fails, and gives up a turn during an outage', async () => {
    const many = Array.from({ length: 10 }, (_, index) =>
      verdict(101 + index, { severity: 'critical' }),
    );
    const { store } = replica;
    await store.reconcile(judged(1, many), { notify: true });
    const poison = await replica.finding(105);
    let attempts = 0;
    mailbox.before = async ({ payload }) => {
      attempts += 1;
      if (payload.scope?.endsWith(poison.id)) {
        throw new Error('400');
      }
    };
    await replica.notifier.sendDue();
    expect([attempts, mailbox.sent.length]).toEqual([10, 9]);
    expect(await due()).toEqual(['guest:105']);

    await store.reconcile(judged(2, []), { notify: true });
    await store.reconcile(judged(3, many), { notify: true });
    attempts = 0;
    mailbox.before = async () => {
      attempts += 1;
      throw new Error('503');
    };
    await replica.notifier.sendDue();
    expect(attempts).toBe(3);
    expect(await due()).toHaveLength(10);
  });

  it('sends each notification once when several replicas send at once', async () => {
    const many = Array.from({ length: 20 }, (_, index) =>
      verdict(101 + index, { severity: 'critical' }),
    );
    await replica.store.reconcile(judged(1, many), { notify: true });
    await Promise.all(
      Array.from({ length: 4 }, () =>
        Replica.create(knex, { mailbox }).notifier.sendDue(),
      ),
    );
    expect(mailbox.sent).toHaveLength(20);
    expect(new Set(mailbox.scopes).size).toBe(20);
  });

  it('leaves one that is being sent to its sender, until that one is taken for dead', async () => {
    const second = Replica.create(knex, { mailbox });
    mailbox.before = async () => {
      mailbox.before = async () => {};
      await second.notifier.sendDue();
      expect(mailbox.sent).toEqual([]);
      // The process dies here: nothing of what follows is ever run.
      await knex('findings').update({
        notify_claimed_until: knex.raw(`clock_timestamp() - interval '1 s'`),
      });
      await second.notifier.sendDue();
      throw new Error('died');
    };
    await reconcile(judged(1, [CRITICAL]));
    expect(mailbox.sent).toHaveLength(1);
    expect(await due()).toEqual([]);
  });

  it('sends it once more when it has become due again while it was sent', async () => {
    mailbox.before = async () => {
      mailbox.before = async () => {};
      const other = { notify: true };
      await replica.store.reconcile(judged(2, []), other);
      await replica.store.reconcile(judged(3, [CRITICAL]), other);
    };
    await reconcile(judged(1, [CRITICAL]));
    expect(mailbox.sent).toHaveLength(2);
    expect(new Set(mailbox.scopes).size).toBe(1);
    expect(await due()).toEqual([]);
  });

  it('says nothing of what was resolved or decided on before it could be sent', async () => {
    const { store, service, notifier } = replica;
    await store.reconcile(judged(1, [CRITICAL, UNHEALTHY]), { notify: true });
    const { id, version } = await replica.finding(`source:${SOURCE}`);
    await service.acknowledge(id, { version }, 'user:default/ama');
    await store.reconcile(judged(2, [UNHEALTHY]), { notify: true });
    await notifier.sendDue();
    expect(mailbox.sent).toEqual([]);
    expect(await due()).toEqual([]);
  });

  it('remembers nothing for later where there is nobody to tell, or no way to', async () => {
    for (const options of [{ mailbox, recipients: [] }, {}]) {
      const alone = Replica.create(knex, options);
      expect(alone.notifier.enabled).toBe(false);
      await reconcile(judged(1, [CRITICAL]), alone);
      expect(await due()).toEqual([]);
    }
    await reconcile(judged(2, [CRITICAL]));
    expect(mailbox.sent).toEqual([]);
  });

  it('keeps a reconciliation when the database is gone while it sends', async () => {
    await replica.store.reconcile(judged(1, [CRITICAL]), { notify: true });
    await knex.raw('ALTER TABLE findings RENAME COLUMN notify_claim TO gone');
    await expect(replica.notifier.sendDue()).resolves.toBeUndefined();
    expect(mailbox.sent).toEqual([]);
  });
});
