import { readFile } from 'node:fs/promises';
import { WatchedReading } from '../../worlds/portal/protocol';

/** One reading of a source; without an end it was cut off, or is under way. */
export interface Reading {
  pid: number;
  began: number;
  ended?: number;
}

/** What the replicas wrote down, in the order in which the readings began. */
export async function readingsOf(log: string): Promise<Reading[]> {
  const text = await readFile(log, 'utf8').catch(error => {
    if (error.code === 'ENOENT') {
      return '';
    }
    throw error;
  });
  return pairUp(
    text
      .split('\n')
      .slice(0, -1)
      .map(line => JSON.parse(line)),
  );
}

/** Brings beginnings and ends together; a replica reads one thing at a time. */
export function pairUp(lines: readonly WatchedReading[]): Reading[] {
  const readings: Reading[] = [];
  for (const { pid, event, at } of lines) {
    if (event === 'begin') {
      readings.push({ pid, began: at });
    } else {
      const open = readings.findLast(reading => reading.pid === pid);
      if (!open || open.ended !== undefined) {
        throw new Error(`Process ${pid} ended a reading that it did not begin`);
      }
      open.ended = at;
    }
  }
  return readings.sort((left, right) => left.began - right.began);
}

/**
 * Readings that began while another was under way.
 *
 * @param killed - when processes were killed: what they were reading ended there
 */
export function overlaps(
  readings: readonly Reading[],
  killed: ReadonlyMap<number, number> = new Map(),
): string[] {
  const found: string[] = [];
  let busy: { pid: number; until: number } | undefined;
  for (const { pid, began, ended } of readings) {
    if (busy && began < busy.until) {
      found.push(`${pid} read while ${busy.pid} did`);
    }
    const until = ended ?? killed.get(pid) ?? Infinity;
    busy = !busy || until > busy.until ? { pid, until } : busy;
  }
  return found;
}
