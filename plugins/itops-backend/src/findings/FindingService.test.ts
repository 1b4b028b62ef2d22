import { Knex } from 'knex';
import { ScopeResult } from '@sankofa/site-model';
import { cluster, complete, configFact } from '../__testUtils__/facts';
import { testDatabase } from '../__testUtils__/testDatabase';
import { Replica } from './__testUtils__/Replica';
import { timeOf, viewOf } from './__testUtils__/sites';

jest.setTimeout(120_000);

const AMA = 'user:default/ama';
const KOFI = 'user:default/kofi';
const DUPLICATE = 'address:192.0.2.50';

/** Two running guests with one address between them. */
function duplicate(): ScopeResult[] {
  const [list] = cluster(101, 102);
  return [
    list,
    complete('guest:101', [configFact(101, '192.0.2.50')]),
    complete('guest:102', [configFact(102, '192.0.2.50')]),
  ];
}

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}

describe('FindingService', () => {
  const database = testDatabase();
  let knex: Knex;
  let replica: Replica;

  beforeEach(async () => {
    knex = await database.init();
    replica = Replica.create(knex);
    await replica.service.reconcile(viewOf(1, duplicate()));
  });

  async function audited() {
    const { items } = await replica.audit.list({ limit: 10 });
    return items.map(({ actor, action, outcome }) =>
      [actor, action, outcome].join(' '),
    );
  }

  it('acknowledges, suppresses and reopens, each with its audit row', async () => {
    const { service } = replica;
    const { id, version } = await replica.finding(DUPLICATE);
    const known = await service.acknowledge(
      id,
      { version, note: 'moving' },
      AMA,
    );
    expect(known).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: AMA,
      note: 'moving',
    });
    const until = inDays(29).replace('Z', '+00:00');
    const resting = await service.suppress(
      id,
      { version: known.version, until, reason: 'ticket 7' },
      KOFI,
    );
    expect(resting).toMatchObject({
      state: 'suppressed',
      suppressedUntil: new Date(until).toISOString(),
      note: 'ticket 7',
    });
    expect(resting.acknowledgedBy).toBeUndefined();
    const open = await service.reopen(
      id,
      { version: resting.version, note: 'back' },
      AMA,
    );
    expect(open).toMatchObject({ state: 'open', note: 'back' });
    expect(open.suppressedUntil).toBeUndefined();

    const { items } = await replica.audit.list({ limit: 10 });
    expect(items.map(({ details }) => details)).toMatchObject([
      { from: 'suppressed', to: 'open', note: 'back' },
      { from: 'acknowledged', to: 'suppressed', until, reason: 'ticket 7' },
      { from: 'open', to: 'acknowledged', note: 'moving', subject: DUPLICATE },
    ]);
    expect(await audited()).toEqual([
      `${AMA} finding.reopen success`,
      `${KOFI} finding.suppress success`,
      `${AMA} finding.acknowledge success`,
    ]);
  });

  it.each([
    ['past', inDays(-1), /a moment in the future/],
    ['31 days ahead', inDays(31), /at most 30 days, that is until 2/],
    ['no time', 'tomorrow', /'tomorrow' is none/],
  ])('suppresses until no moment that is %s', async (_name, until, message) => {
    const { id, version } = await replica.finding(DUPLICATE);
    await expect(
      replica.service.suppress(id, { version, until, reason: 'because' }, AMA),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(message),
    });
    expect(await replica.finding(DUPLICATE)).toMatchObject({ state: 'open' });
    expect(await audited()).toEqual([`${AMA} finding.suppress failure`]);
  });

  it('audits what it refuses: the wrong version, the unknown, the resolved, the open', async () => {
    const { service } = replica;
    const { id, version } = await replica.finding(DUPLICATE);
    await expect(
      service.acknowledge(id, { version: version + 1 }, AMA),
    ).rejects.toMatchObject({ name: 'ConflictError' });
    await expect(service.reopen(id, { version }, AMA)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('is open already'),
    });
    await expect(
      service.reopen('f'.repeat(5_000), { version: 1 }, AMA),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    await service.reconcile(viewOf(2, cluster(101, 102)));
    await expect(
      service.acknowledge(id, { version: version + 1 }, AMA),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining(`was resolved at ${timeOf(2)}`),
    });
    const { items } = await replica.audit.list({ limit: 10 });
    expect(
      items.map(({ outcome, details }) => [outcome, details.error]),
    ).toEqual([
      ['failure', 'ConflictError'],
      ['failure', 'NotFoundError'],
      ['failure', 'ConflictError'],
      ['failure', 'ConflictError'],
    ]);
    expect(items[1].subject).toHaveLength('finding:'.length + 64);
  });

  it('follows the present only', async () => {
    await expect(
      replica.service.reconcile(viewOf(2, [], { asOf: timeOf(1) })),
    ).rejects.toThrow(/is history/);
    expect(await replica.states()).toMatchObject({ [DUPLICATE]: 'open' });
  });

  it('gives the same findings as long as neither site nor finding changes', async () => {
    const view = viewOf(1, duplicate());
    const { service } = replica;
    const findings = await service.of(view);
    expect(await service.of(view)).toBe(findings);
    expect(await service.of(viewOf(2, duplicate()))).not.toBe(findings);

    const again = await service.of(view);
    const { id, version } = await replica.finding(DUPLICATE);
    await Replica.create(knex).service.acknowledge(id, { version }, AMA);
    const decided = await service.of(view);
    expect(decided).not.toBe(again);
    expect(decided.find(finding => finding.id === id)).toMatchObject({
      state: 'acknowledged',
      acknowledgedBy: AMA,
    });
  });

  it('shows the findings of a site of the past', async () => {
    await replica.service.reconcile(viewOf(2, cluster(101, 102)));
    const subjects = async (asOf: string, scopes: ScopeResult[]) =>
      (await replica.service.of(viewOf(9, scopes, { asOf })))
        .filter(({ subject }) => subject === DUPLICATE)
        .map(({ state, lastSeenAt }) => [state, lastSeenAt]);
    expect(await subjects(timeOf(0), [])).toEqual([]);
    expect(await subjects(timeOf(1), duplicate())).toEqual([
      ['open', timeOf(1)],
    ]);
    expect(await subjects(timeOf(2), cluster(101, 102))).toEqual([
      ['resolved', timeOf(1)],
    ]);
  });
});
