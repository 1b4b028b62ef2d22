import { SOURCE_SCOPE, ScopeSnapshot } from '@sankofa/site-model';
import {
  storedGuest,
  storedPass,
  storedScope,
  timeOf,
} from '../__testUtils__/storedPass';
import { StoredPass, passSnapshot } from './passSnapshot';

const FOURTH = timeOf(4);
/** The fifth run failed; what the fourth saw is what is known. */
const FAILED = {
  completeness: 'failed',
  reason: 'unreachable',
  message: 'pve1 refused the connection',
  lastGoodAt: FOURTH,
} as const;

function labels(pass: StoredPass, at = FOURTH): Record<string, ScopeSnapshot> {
  const { scopes } = passSnapshot(pass, at);
  return Object.fromEntries(scopes.map(scope => [scope.scope, scope]));
}

describe('passSnapshot', () => {
  it('says never of a pass that was not attempted, and has no facts', () => {
    const pass = storedPass({ state: { lastAttemptAt: undefined } });
    expect(passSnapshot(pass, FOURTH)).toEqual({
      scopes: [
        {
          scope: SOURCE_SCOPE,
          pass: 'inventory',
          freshness: 'never',
          reason: 'never-collected',
          message: 'Not read yet.',
        },
      ],
      facts: [],
    });
  });

  it('calls complete scopes fresh, with the time of the last readable run', () => {
    const pass = storedPass({
      scopes: [storedScope('guest:101', { revision: 'abc' })],
      facts: [storedGuest(101, { locator: '/cluster/resources' })],
    });
    expect(passSnapshot(pass, FOURTH)).toEqual({
      scopes: [
        {
          scope: SOURCE_SCOPE,
          pass: 'inventory',
          freshness: 'fresh',
          collectedAt: FOURTH,
        },
        {
          scope: 'guest:101',
          pass: 'inventory',
          freshness: 'fresh',
          collectedAt: FOURTH,
          revision: 'abc',
        },
      ],
      facts: [
        expect.objectContaining({
          key: '101',
          locator: '/cluster/resources',
          collectedAt: FOURTH,
          firstSeenAt: timeOf(1),
          missed: false,
        }),
      ],
    });
  });

  it.each([
    [7.5, 'fresh'],
    [7.6, 'aging'],
    [15, 'aging'],
    [15.1, 'stale'],
  ])('%d minutes after the run says %s', (minutes, freshness) => {
    const at = new Date(Date.parse(FOURTH) + minutes * 60_000).toISOString();
    expect(labels(storedPass(), at).source).toMatchObject({
      freshness,
      collectedAt: FOURTH,
    });
  });

  it('keeps the age of the last good reading of a scope that failed', () => {
    const pass = storedPass({
      scopes: [
        storedScope('guest:101', { ...FAILED, lastGoodAt: timeOf(2) }),
        storedScope('guest:102', { ...FAILED, lastGoodAt: undefined }),
      ],
      facts: [storedGuest(101, { scope: 'guest:101' })],
    });
    const { 'guest:101': read, 'guest:102': unread } = labels(pass);
    expect(read).toMatchObject({
      freshness: 'failed',
      reason: 'unreachable',
      message: FAILED.message,
      collectedAt: timeOf(2),
    });
    expect(unread).toMatchObject({ freshness: 'failed' });
    expect(unread).not.toHaveProperty('collectedAt');
    expect(passSnapshot(pass, FOURTH).facts[0].collectedAt).toBe(timeOf(2));
  });

  it('withholds everything while the list itself failed, each with its own age', () => {
    const pass = storedPass({
      list: FAILED,
      scopes: [
        storedScope('guest:101'),
        storedScope('guest:102', {
          completeness: 'partial',
          reason: 'agent-blocked',
        }),
        storedScope('guest:103', {
          ...FAILED,
          reason: 'node-offline',
          lastGoodAt: timeOf(1),
        }),
      ],
    });
    const found = labels(pass);
    for (const scope of ['source', 'guest:101', 'guest:102']) {
      expect(found[scope]).toMatchObject({
        freshness: 'failed',
        reason: 'unreachable',
        message: FAILED.message,
        collectedAt: FOURTH,
      });
    }
    // What had failed on its own keeps its own reason.
    expect(found['guest:103']).toMatchObject({
      reason: 'node-offline',
      collectedAt: timeOf(1),
    });
  });

  describe('of what the last readable run did not see', () => {
    const absent = { absentSinceAt: timeOf(3) };
    const missed = { ...absent, missedAt: FOURTH };

    it('says partial where that run could not know, and stale where it should have', () => {
      const pass = storedPass({
        scopes: [
          storedScope('guest:101', absent),
          storedScope('guest:102', missed),
        ],
        facts: [storedGuest(101, absent), storedGuest(102, missed)],
      });
      const found = labels(pass);
      expect(found['guest:101']).toMatchObject({
        freshness: 'partial',
        reason: 'not-listed',
        collectedAt: timeOf(3),
      });
      expect(found['guest:102']).toMatchObject({
        freshness: 'stale',
        reason: 'not-listed',
        collectedAt: timeOf(3),
      });
      expect(
        passSnapshot(pass, FOURTH).facts.map(fact => [
          fact.collectedAt,
          fact.missed,
        ]),
      ).toEqual([
        [timeOf(3), false],
        [timeOf(3), true],
      ]);
    });

    it('says what was known at an earlier moment, when nobody had missed it', () => {
      const pass = storedPass({
        state: { lastReadableAt: timeOf(3), lastAttemptAt: timeOf(3) },
        scopes: [storedScope('guest:102', missed)],
        facts: [storedGuest(102, missed)],
      });
      expect(labels(pass, timeOf(3))['guest:102']).toMatchObject({
        freshness: 'fresh',
        collectedAt: timeOf(3),
      });
      expect(passSnapshot(pass, timeOf(3)).facts[0]).toMatchObject({
        collectedAt: timeOf(3),
        missed: false,
      });
    });

    it('is withheld with the rest while the list failed', () => {
      const pass = storedPass({
        list: FAILED,
        scopes: [storedScope('guest:102', missed)],
      });
      expect(labels(pass)['guest:102']).toMatchObject({
        freshness: 'failed',
        reason: 'unreachable',
        collectedAt: timeOf(3),
      });
    });

    it('has a scope that failed afterwards keep its failure', () => {
      const pass = storedPass({
        scopes: [
          storedScope('guest:101', {
            ...FAILED,
            ...absent,
            lastGoodAt: timeOf(2),
          }),
        ],
      });
      expect(labels(pass)['guest:101']).toMatchObject({
        freshness: 'failed',
        reason: 'unreachable',
        collectedAt: timeOf(2),
      });
    });
  });

  it('gives a fact whose scope nobody named the time of the run', () => {
    const pass = storedPass({ facts: [storedGuest(101, { scope: 'lost' })] });
    expect(passSnapshot(pass, FOURTH).facts[0].collectedAt).toBe(FOURTH);
    const unread = storedPass({
      state: { lastReadableAt: undefined },
      facts: [storedGuest(101, { scope: 'lost' })],
    });
    expect(passSnapshot(unread, FOURTH).facts[0].collectedAt).toBe(timeOf(1));
  });
});
