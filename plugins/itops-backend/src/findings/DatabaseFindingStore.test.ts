import { Knex } from 'knex';
import { testDatabase } from '../__testUtils__/testDatabase';
import { Replica } from './__testUtils__/Replica';
import { judged, timeOf, verdict } from './__testUtils__/sites';
import { acknowledged, suppressed } from './decisions';
import { DecisionRequest } from './FindingStore';

jest.setTimeout(120_000);

const AMA = 'user:default/ama';
const QUIET = { notify: false };

function acknowledgement(
  { id, version }: { id: string; version: number },
  more: Partial<DecisionRequest> = {},
): DecisionRequest {
  return {
    id,
    version,
    actor: AMA,
    action: 'finding.acknowledge',
    decide: (finding, now) =>
      acknowledged(finding, { actor: AMA, now, note: 'known' }),
    details: { note: 'known' },
    ...more,
  };
}

function suppression(
  finding: { id: string; version: number },
  days: number,
): DecisionRequest {
  return acknowledgement(finding, {
    action: 'finding.suppress',
    decide: (found, now) =>
      suppressed(found, {
        actor: AMA,
        now,
        until: new Date(Date.parse(now) + days * 86_400_000).toISOString(),
        reason: 'moving house',
      }),
  });
}

async function eventsOf(knex: Knex): Promise<string[]> {
  const rows = await knex('finding_events')
    .join('findings', 'findings.id', 'finding_events.finding_id')
    .orderBy('finding_events.id')
    .select('subject', 'event', 'actor', 'finding_events.state');
  return rows.map(({ subject, event, state, actor }) =>
    [subject, event, state, ...(actor ? [actor] : [])].join(' '),
  );
}

/** Which transaction last wrote each row. */
async function writers(knex: Knex): Promise<string[]> {
  const { rows } = await knex.raw(
    `SELECT 'finding ' || id || ' ' || xmin AS writer FROM findings
     UNION ALL SELECT 'event ' || id || ' ' || xmin FROM finding_events
     ORDER BY 1`,
  );
  return rows.map((row: { writer: string }) => row.writer);
}

/** Some session of this database waits for a row that another one holds. */
async function untilBlocked(knex: Knex): Promise<void> {
  for (;;) {
    const { rows } = await knex.raw(
      `SELECT 1 FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) {
      return;
    }
  }
}

describe('DatabaseFindingStore', () => {
  const database = testDatabase();
  let knex: Knex;
  let replica: Replica;

  beforeEach(async () => {
    knex = await database.init();
    replica = Replica.create(knex);
  });

  it('keeps a finding with everything its verdict says', async () => {
    await replica.store.reconcile(judged(1, [verdict(101)]), QUIET);
    const { findings } = await Replica.create(knex).store.current();
    expect(findings).toEqual([
      {
        ...verdict(101),
        id: expect.stringMatching(/^[\da-f-]{36}$/),
        state: 'open',
        firstSeenAt: timeOf(1),
        version: 1,
      },
    ]);
  });

  it('rule 4: an unchanged site writes no finding and no event', async () => {
    const verdicts = [101, 102, 103].map(vmid => verdict(vmid));
    await replica.store.reconcile(judged(1, verdicts), QUIET);
    const before = await writers(knex);
    const later = structuredClone(verdicts);
    later[0].evidence[0].collectedAt = timeOf(2);
    for (const store of [replica.store, Replica.create(knex).store]) {
      expect(await store.reconcile(judged(2, later), QUIET)).toEqual({
        outdated: false,
        changed: 0,
      });
    }
    expect(await writers(knex)).toEqual(before);
    expect(
      await knex('boards')
        .where({ name: 'findings' })
        .first('version', 'reconciled_at'),
    ).toEqual({
      version: '1',
      reconciled_at: new Date(timeOf(2)),
    });
  });

  it('rule 1: a failed reading resolves nothing; a complete one does', async () => {
    await replica.store.reconcile(
      judged(1, [verdict(101), verdict(102)]),
      QUIET,
    );
    await replica.store.reconcile(
      judged(2, [], { 'guest:101': 'failed' }),
      QUIET,
    );
    expect(await replica.states()).toEqual({
      'guest:101': 'open',
      'guest:102': 'resolved',
    });
    await replica.store.reconcile(judged(3, []), QUIET);
    expect(await replica.finding(101)).toMatchObject({
      state: 'resolved',
      lastSeenAt: timeOf(1),
      resolvedAt: timeOf(3),
    });
  });

  it('refuses the site of a replica that woke up late: it neither opens nor resolves', async () => {
    const late = Replica.create(knex);
    await late.store.reconcile(judged(1, [verdict(101)]), QUIET);
    await replica.store.reconcile(judged(3, [verdict(102)]), QUIET);
    const before = await writers(knex);

    for (const verdicts of [[verdict(101)], [verdict(103)], []]) {
      expect(await late.store.reconcile(judged(2, verdicts), QUIET)).toEqual({
        outdated: true,
        changed: 0,
      });
    }
    expect(await writers(knex)).toEqual(before);
    expect(await late.states()).toEqual({
      'guest:101': 'resolved',
      'guest:102': 'open',
    });
  });

  it('lets the same runs grow old, and not young again', async () => {
    const aged = (at: number, verdicts = [verdict(101)]) => ({
      ...judged(at, verdicts),
      runs: judged(1, []).runs,
    });
    await replica.store.reconcile(aged(1), QUIET);
    const expiring = [verdict(101), verdict(102)];
    expect(
      await replica.store.reconcile(aged(9, expiring), QUIET),
    ).toMatchObject({ outdated: false, changed: 1 });
    expect(await replica.store.reconcile(aged(8), QUIET)).toMatchObject({
      outdated: true,
    });
    expect(await replica.finding(102)).toMatchObject({ state: 'open' });
  });

  it('waits for the replica that holds the board, and then sees what it wrote', async () => {
    await replica.store.reconcile(judged(1, [verdict(101)]), QUIET);
    const holder = await knex.transaction();
    await holder('boards').update({ runs: judged(3, []).runs });
    const waiting = replica.store.reconcile(judged(2, []), QUIET);
    await untilBlocked(knex);
    await holder.commit();
    expect(await waiting).toEqual({ outdated: true, changed: 0 });
    expect(await replica.finding(101)).toMatchObject({ state: 'open' });
  });

  it('opens each finding once when many replicas reconcile the same site at once', async () => {
    const site = judged(1, [verdict(101), verdict(102), verdict(103)]);
    const results = await Promise.all(
      Array.from({ length: 6 }, () =>
        Replica.create(knex).store.reconcile(site, QUIET),
      ),
    );
    expect(results.map(({ changed }) => changed).sort()).toEqual([
      0, 0, 0, 0, 0, 3,
    ]);
    expect(await eventsOf(knex)).toEqual([
      'guest:101 opened open',
      'guest:102 opened open',
      'guest:103 opened open',
    ]);
  });

  it('writes every step of a life, and who took it', async () => {
    const { store } = replica;
    await store.reconcile(judged(1, [verdict(101)]), QUIET);
    await store.decide(acknowledgement(await replica.finding(101)));
    const worse = verdict(101, { severity: 'critical' });
    await store.reconcile(judged(2, [worse]), QUIET);
    await store.reconcile(judged(3, [verdict(101)]), QUIET);
    await store.decide(suppression(await replica.finding(101), 2));
    await store.reconcile(judged(4, []), QUIET);
    await store.reconcile(judged(5, [verdict(101)]), QUIET);
    expect(await eventsOf(knex)).toEqual([
      'guest:101 opened open',
      `guest:101 acknowledged acknowledged ${AMA}`,
      'guest:101 reopened open',
      'guest:101 changed open',
      `guest:101 suppressed suppressed ${AMA}`,
      'guest:101 resolved resolved',
      'guest:101 reopened open',
    ]);
    expect((await replica.finding(101)).version).toBe(7);
  });

  it('shows decisions of another replica at once, and the same board while there are none', async () => {
    const other = Replica.create(knex);
    await replica.store.reconcile(
      judged(1, [verdict(101), verdict(102)]),
      QUIET,
    );
    const board = await other.store.current();
    expect(await other.store.current()).toBe(board);
    await replica.store.reconcile(
      judged(2, [verdict(101), verdict(102)]),
      QUIET,
    );
    expect(await other.store.current()).toBe(board);

    const decided = await replica.store.decide(
      acknowledgement(await replica.finding(101)),
    );
    const next = await other.store.current();
    expect(next.get(decided.id)).toEqual(decided);
    expect(decided).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: AMA,
      note: 'known',
      version: 2,
    });
    expect(next.findings).toHaveLength(2);
    const untouched = (await other.finding(102)).id;
    expect(next.get(untouched)).toBe(board.get(untouched));
  });

  it('refuses a decision on what has changed meanwhile, and says by whom and when', async () => {
    await replica.store.reconcile(judged(1, [verdict(101)]), QUIET);
    const seen = await replica.finding(101);
    const decided = await replica.store.decide(acknowledgement(seen));
    await expect(
      replica.store.decide(suppression(seen, 1)),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining(
        `changed by ${AMA} at ${decided.acknowledgedAt} (acknowledged) and has version 2 now`,
      ),
    });
    await replica.store.reconcile(
      judged(2, [verdict(101, { severity: 'critical' })]),
      QUIET,
    );
    await expect(replica.store.decide(acknowledgement(seen))).rejects.toThrow(
      `changed by the collection at ${timeOf(2)} (reopened)`,
    );
    expect(await replica.finding(101)).toMatchObject({ state: 'open' });
  });

  it('takes one of several decisions that come at once', async () => {
    await replica.store.reconcile(judged(1, [verdict(101)]), QUIET);
    const seen = await replica.finding(101);
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () =>
        Replica.create(knex).store.decide(acknowledgement(seen)),
      ),
    );
    expect(results.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
      'rejected',
    ]);
    expect(await knex('audit_log')).toHaveLength(1);
  });

  it('keeps a decision and its audit row, or neither', async () => {
    await replica.store.reconcile(judged(1, [verdict(101)]), QUIET);
    const finding = await replica.finding(101);
    const before = await writers(knex);
    await expect(
      replica.store.decide(
        acknowledgement(finding, { details: { note: 'x'.repeat(20_000) } }),
      ),
    ).rejects.toThrow(/audit details of finding.acknowledge/);
    expect(await writers(knex)).toEqual(before);
    expect(
      await knex('boards').where({ name: 'findings' }).pluck('version'),
    ).toEqual(['1']);
    expect(await replica.finding(101)).toBe(finding);

    // Refused by the database in the very last moment.
    await knex.raw(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'no commit'; END $$;
      CREATE CONSTRAINT TRIGGER refuse AFTER UPDATE ON findings
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()`);
    await expect(
      replica.store.decide(acknowledgement(finding)),
    ).rejects.toThrow('no commit');
    expect(await writers(knex)).toEqual(before);
    expect(await knex('audit_log')).toEqual([]);
    await knex.raw('DROP TRIGGER refuse ON findings');

    await replica.store.decide(acknowledgement(finding));
    expect((await replica.audit.list({ limit: 10 })).items).toMatchObject([
      {
        actor: AMA,
        action: 'finding.acknowledge',
        subject: `finding:${finding.id}`,
        outcome: 'success',
        details: {
          rule: 'guest-undeclared',
          subject: 'guest:101',
          from: 'open',
          to: 'acknowledged',
          note: 'known',
        },
      },
    ]);
    await expect(knex('audit_log').delete()).rejects.toThrow(/append-only/);
  });

  it.each(['nonsense', '00000000-0000-4000-8000-000000000000', "' OR true --"])(
    'knows no finding %p',
    async id => {
      await expect(
        replica.store.decide(acknowledgement({ id, version: 1 })),
      ).rejects.toMatchObject({
        name: 'NotFoundError',
        message: expect.stringContaining(id),
      });
    },
  );

  it('ends a suppression when its time is over: shown at once, written by the next site', async () => {
    await replica.store.reconcile(judged(1, [verdict(101)]), QUIET);
    await replica.store.decide(suppression(await replica.finding(101), 30));
    await replica.store.reconcile(judged(2, [verdict(101)]), QUIET);
    expect(await replica.finding(101)).toMatchObject({
      state: 'suppressed',
      note: 'moving house',
    });

    const until = '2026-01-01T00:00:00.000Z';
    await knex('findings').update({ suppressed_until: until });
    const later = Replica.create(knex);
    const shown = await later.finding(101);
    expect(shown).toMatchObject({ state: 'open', version: 2 });
    expect(shown.note).toBeUndefined();
    expect(await knex('findings').pluck('state')).toEqual(['suppressed']);

    await later.store.reconcile(judged(3, [verdict(101)]), QUIET);
    expect(await knex('findings').pluck('state')).toEqual(['open']);
    const last = await knex('finding_events').orderBy('id', 'desc').first();
    expect(last).toMatchObject({
      event: 'suppression-ended',
      at: new Date(until),
      actor: null,
    });
  });

  describe('at', () => {
    it('shows findings as they were, from before they were there to after they were gone', async () => {
      const { store } = replica;
      await store.reconcile(judged(1, [verdict(101), verdict(102)]), QUIET);
      const worse = verdict(101, { severity: 'critical' });
      await store.reconcile(judged(2, [worse]), QUIET);
      await store.reconcile(judged(3, [worse, verdict(103)]), QUIET);
      await store.reconcile(judged(4, [], { 'guest:103': 'failed' }), QUIET);

      const seenAt = async (asOf: string) => {
        const { findings } = await store.at(asOf);
        return Object.fromEntries(
          findings.map(({ subject, state, severity, lastSeenAt }) => [
            subject,
            [state, severity, lastSeenAt],
          ]),
        );
      };
      expect(await seenAt(timeOf(0))).toEqual({});
      expect(await seenAt(timeOf(1))).toEqual({
        'guest:101': ['open', 'warning', timeOf(1)],
        'guest:102': ['open', 'warning', timeOf(1)],
      });
      const offset = timeOf(2).replace('12:10:00.000Z', '13:10:00+01:00');
      expect(await seenAt(offset)).toEqual({
        'guest:101': ['open', 'critical', timeOf(2)],
        'guest:102': ['resolved', 'warning', timeOf(1)],
      });
      expect(await seenAt(timeOf(4))).toEqual({
        'guest:101': ['resolved', 'critical', timeOf(3)],
        'guest:102': ['resolved', 'warning', timeOf(1)],
        'guest:103': ['open', 'warning', timeOf(3)],
      });
    });

    it('shows decisions, who took them and until when', async () => {
      const { store } = replica;
      await store.reconcile(judged(1, [verdict(101), verdict(102)]), QUIET);
      const known = await store.decide(
        acknowledgement(await replica.finding(101)),
      );
      await store.decide(suppression(await replica.finding(102), 3));
      const resting = await replica.finding(102);
      const now = known.acknowledgedAt!;
      const in2Days = new Date(Date.parse(now) + 2 * 86_400_000).toISOString();
      const in4Days = new Date(Date.parse(now) + 4 * 86_400_000).toISOString();

      const before = await store.at(timeOf(2));
      expect(before.get(known.id)).toMatchObject({ state: 'open' });
      expect(before.get(known.id)!.acknowledgedBy).toBeUndefined();

      const during = await store.at(in2Days);
      expect(during.get(known.id)).toMatchObject({
        state: 'acknowledged',
        acknowledgedBy: AMA,
        acknowledgedAt: now,
        note: 'known',
      });
      expect(during.get(resting.id)).toMatchObject({
        state: 'suppressed',
        suppressedUntil: resting.suppressedUntil,
        note: 'moving house',
      });
      const after = (await store.at(in4Days)).get(resting.id)!;
      expect(after.state).toBe('open');
      expect(after.suppressedUntil).toBeUndefined();
    });
  });
});
