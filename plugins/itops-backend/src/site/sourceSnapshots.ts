import {
  AGING_INTERVALS,
  INVENTORY_PASS,
  STALE_INTERVALS,
  SourceSnapshot,
  sourceFreshness,
} from '@sankofa/site-model';
import { PassState } from '../observations';
import { StoredPass, passSnapshot } from './passSnapshot';

function inventoryFirst(left: PassState, right: PassState): number {
  return (
    Number(right.pass === INVENTORY_PASS) - Number(left.pass === INVENTORY_PASS)
  );
}

/** The snapshots of all sources at a moment, from their passes. */
export function sourceSnapshots(
  passes: readonly StoredPass[],
  at: string,
): SourceSnapshot[] {
  const bySource = new Map<string, StoredPass[]>();
  for (const pass of passes) {
    const { sourceId } = pass.state;
    bySource.set(sourceId, [...(bySource.get(sourceId) ?? []), pass]);
  }
  return [...bySource].map(([sourceId, ofSource]): SourceSnapshot => {
    const snapshots = ofSource.map(pass => passSnapshot(pass, at));
    const scopes = snapshots.flatMap(snapshot => snapshot.scopes);
    const states = ofSource.map(({ state }) => state).sort(inventoryFirst);
    const transport = states.find(state => state.transport)?.transport;
    const attempts = states.flatMap(state => state.lastAttemptAt ?? []).sort();
    return {
      sourceId,
      kind: states[0].kind,
      // What merely awaits its retirement says nothing about the source.
      ...sourceFreshness(
        scopes.filter(({ reason }) => reason !== 'not-listed'),
      ),
      ...(transport !== undefined && { transport }),
      ...(attempts.length > 0 && { lastAttemptAt: attempts.at(-1) }),
      scopes,
      facts: snapshots.flatMap(snapshot => snapshot.facts),
    };
  });
}

/**
 * The next moment at which something fresh becomes late, or late becomes stale,
 * if no run comes before. Milliseconds since the epoch.
 */
export function nextTurn(passes: readonly PassState[], at: number): number {
  const turns = passes.flatMap(({ lastReadableAt, intervalSeconds }) =>
    lastReadableAt === undefined
      ? []
      : [AGING_INTERVALS, STALE_INTERVALS].map(
          intervals =>
            Date.parse(lastReadableAt) + intervals * intervalSeconds * 1000 + 1,
        ),
  );
  return Math.min(Infinity, ...turns.filter(turn => turn > at));
}
