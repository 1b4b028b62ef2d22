import { Fact, NeighbourEntry } from '@sankofa/site-model';

type NeighbourFactEntry = Extract<Fact, { kind: 'neighbour' }>;

/** Of two entries for one address: whoever answers is worth more than an old word. */
const WORTH = { absent: 0, configured: 1, seen: 2, present: 3 } as const;

/**
 * The neighbours of a node, each address on each device once.
 *
 * @param locator - where they were read
 */
export function neighbourFacts(
  node: string,
  entries: NeighbourEntry[],
  locator: string,
): Fact[] {
  const facts = new Map<string, NeighbourFactEntry>();
  for (const entry of entries) {
    const key = `${node}/${entry.device ?? ''}/${entry.address}`;
    const known = facts.get(key);
    if (!known || WORTH[entry.presence] >= WORTH[known.value.presence]) {
      facts.set(key, {
        kind: 'neighbour',
        key,
        value: { node, ...entry },
        locator,
      });
    }
  }
  return [...facts.values()];
}
