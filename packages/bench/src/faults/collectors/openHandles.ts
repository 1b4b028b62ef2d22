import { setTimeout as sleep } from 'node:timers/promises';

/** What a reading may leave behind when it does not end what it began. */
const KINDS = [
  'FSReqCallback',
  'PipeWrap',
  'ProcessWrap',
  'TCPSocketWrap',
  'TLSWrap',
  'Timeout',
];
/** Sockets close after the answer; nothing of a reading may live longer than this. */
const SETTLE_MS = 2_000;
const LOOK_MS = 25;

/** How many of each kind keep the process alive now. */
export function openHandles(): Map<string, number> {
  const counts = new Map(KINDS.map(kind => [kind, 0]));
  for (const kind of process.getActiveResourcesInfo()) {
    if (counts.has(kind)) {
      counts.set(kind, counts.get(kind)! + 1);
    }
  }
  return counts;
}

function grown(before: ReadonlyMap<string, number>): string[] {
  return [...openHandles()].flatMap(([kind, count]) =>
    count > before.get(kind)! ? [`${count - before.get(kind)!} ${kind}`] : [],
  );
}

/** Handles that are left over since then; waits a moment for those that are closing. */
export async function leftHandles(
  before: ReadonlyMap<string, number>,
): Promise<string[]> {
  const until = performance.now() + SETTLE_MS;
  while (grown(before).length > 0 && performance.now() < until) {
    await sleep(LOOK_MS, undefined, { ref: false });
  }
  return grown(before);
}
