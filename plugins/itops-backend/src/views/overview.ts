import { Overview } from '@sankofa/plugin-itops-common';
import { Picture } from './Picture';
import { answerOf } from './answer';
import { findingIndex } from './findingIndex';

/** Findings on the first page. */
const WORST = 8;

/** How often each value occurs. */
export function countBy<T>(
  items: Iterable<T>,
  valueOf: (item: T) => string,
): Record<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    const value = valueOf(item);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}

/** The first page: what is wrong, what is fresh, how much there is. */
export function overview(picture: Picture): Overview {
  const { nodes, guests, addresses } = picture.site;
  const { open } = picture.derive(findingIndex);
  const own = guests.filter(({ template }) => !template);
  return {
    ...answerOf(picture),
    counts: {
      nodes: nodes.length,
      nodesOnline: nodes.filter(({ status }) => status === 'online').length,
      guests: own.length,
      guestsRunning: own.filter(({ status }) => status === 'running').length,
      templates: guests.length - own.length,
      addresses: addresses.length,
      addressStates: countBy(addresses, ({ state }) => state),
      openFindings: countBy(open, ({ severity }) => severity),
    },
    worstFindings: open.slice(0, WORST),
  };
}
