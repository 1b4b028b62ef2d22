import {
  storedGuest,
  storedPass,
  storedScope,
  timeOf,
} from '../__testUtils__/storedPass';
import { nextTurn, sourceSnapshots } from './sourceSnapshots';

const FOURTH = timeOf(4);
const MINUTE = 60_000;

describe('sourceSnapshots', () => {
  it('puts the passes of a source together; the inventory speaks for it', () => {
    const [source, ...others] = sourceSnapshots(
      [
        storedPass({
          state: {
            pass: 'addresses',
            kind: 'wrong',
            transport: 'ssh',
            lastAttemptAt: timeOf(3),
          },
          facts: [storedGuest(101)],
        }),
        storedPass({ state: { transport: 'api' }, facts: [storedGuest(102)] }),
      ],
      FOURTH,
    );
    expect(others).toEqual([]);
    expect(source).toMatchObject({
      sourceId: 'proxmox/lab',
      kind: 'proxmox',
      transport: 'api',
      freshness: 'fresh',
      lastAttemptAt: FOURTH,
    });
    expect(source.scopes.map(({ pass }) => pass)).toEqual([
      'addresses',
      'inventory',
    ]);
    expect(source.facts.map(({ key, pass }) => [key, pass])).toEqual([
      ['101', 'addresses'],
      ['102', 'inventory'],
    ]);
  });

  it('keeps sources apart, in the order of their passes', () => {
    const passes = ['b', 'a'].map(name =>
      storedPass({ state: { sourceId: `proxmox/${name}` } }),
    );
    expect(
      sourceSnapshots(passes, FOURTH).map(({ sourceId }) => sourceId),
    ).toEqual(['proxmox/b', 'proxmox/a']);
  });

  it('says why a source failed, and of one that was never read that it was not', () => {
    const [failed, never] = sourceSnapshots(
      [
        storedPass({
          list: { completeness: 'failed', reason: 'timeout', message: 'slow' },
        }),
        storedPass({
          state: { sourceId: 'proxmox/new', lastAttemptAt: undefined },
        }),
      ],
      FOURTH,
    );
    expect(failed).toMatchObject({
      freshness: 'failed',
      reason: 'timeout',
      message: 'slow',
    });
    expect(never).toMatchObject({ freshness: 'never' });
    expect(never).not.toHaveProperty('lastAttemptAt');
  });

  it('does not blame a source for a thing that awaits its retirement', () => {
    const missed = { absentSinceAt: timeOf(3), missedAt: FOURTH };
    const [source] = sourceSnapshots(
      [storedPass({ scopes: [storedScope('guest:101', missed)] })],
      FOURTH,
    );
    expect(source.freshness).toBe('fresh');
    expect(source.scopes).toContainEqual(
      expect.objectContaining({ scope: 'guest:101', reason: 'not-listed' }),
    );
  });
});

describe('nextTurn', () => {
  const { state } = storedPass();
  const read = Date.parse(FOURTH);

  it('is the moment at which something fresh becomes late, then stale, then none', () => {
    const aging = read + 7.5 * MINUTE + 1;
    const stale = read + 15 * MINUTE + 1;
    expect(nextTurn([state], read)).toBe(aging);
    expect(nextTurn([state], aging - 1)).toBe(aging);
    expect(nextTurn([state], aging)).toBe(stale);
    expect(nextTurn([state], stale)).toBe(Infinity);
  });

  it('is the first of all passes; what was never read does not turn', () => {
    const quick = { ...state, pass: 'addresses', intervalSeconds: 60 };
    const unread = { ...quick, lastReadableAt: undefined };
    expect(nextTurn([state, unread, quick], read)).toBe(
      read + 1.5 * MINUTE + 1,
    );
    expect(nextTurn([unread], read)).toBe(Infinity);
  });

  it('turns exactly when the label does', () => {
    const freshnessAt = (at: number) =>
      sourceSnapshots([storedPass()], new Date(at).toISOString())[0].freshness;
    for (let at = read; at < Infinity; at = nextTurn([state], at)) {
      const turn = nextTurn([state], at);
      if (turn < Infinity) {
        expect(freshnessAt(turn - 1)).toBe(freshnessAt(at));
        expect(freshnessAt(turn)).not.toBe(freshnessAt(at));
      }
    }
    expect.assertions(4);
  });
});
