import { isReadable } from '../observations';
import { Site } from '../site';
import { Subjects } from '../site/Subjects';
import { VlanPlan } from './plan';

/** A node whose part changes, and what stands in the way. @public */
export interface NodeChange {
  /** `node:ml110`; as the plan calls it where no cluster has it. */
  ref: string;
  node: string;
  becomes: VlanPlan['nodes'][number]['becomes'];
  note?: string;
  /**
   * - `clear`: no guest is left on it
   * - `blocked`: guests must leave first
   * - `unknown`: nobody can say which guests are on it
   */
  state: 'clear' | 'blocked' | 'unknown';
  /** One sentence with the remedy. */
  why: string;
  /** Guests that must leave first, stopped ones and templates included. */
  guests: { ref: string; label: string; status: string }[];
}

/**
 * Nodes that the plan turns into something else. A hypervisor can only become a
 * firewall, a spare or scrap when no guest is left on it.
 * @public
 */
export function nodeChanges(plan: VlanPlan, site: Site): NodeChange[] {
  const subjects = Subjects.create(site);
  return plan.nodes.flatMap(({ node: name, becomes, note }): NodeChange[] => {
    const common = { node: name, becomes, ...(note !== undefined && { note }) };
    const found = site.nodes.filter(node => node.name === name);
    if (found.length === 0) {
      const why = `No cluster lists a node ${name}; correct its name in the plan, or remove it there if it is done.`;
      return [
        { ...common, ref: `node:${name}`, state: 'unknown', why, guests: [] },
      ];
    }
    return found.map(node => {
      const guests = site.guests
        .filter(
          guest => guest.sourceId === node.sourceId && guest.node === name,
        )
        .map(guest => ({
          ref: subjects.guest(guest),
          label: subjects.label(guest),
          status: guest.template ? 'template' : guest.status,
        }));
      return {
        ...common,
        ref: subjects.node(node),
        ...stateOf(name, becomes, guests.length, isReadable(node.freshness)),
        guests: becomes === 'hypervisor' ? [] : guests,
      };
    });
  });
}

function stateOf(
  name: string,
  becomes: NodeChange['becomes'],
  count: number,
  isRead: boolean,
): Pick<NodeChange, 'state' | 'why'> {
  if (becomes === 'hypervisor') {
    return { state: 'clear', why: `${name} stays or becomes a hypervisor.` };
  }
  if (count > 0) {
    const why = `${count} guests must leave ${name} before it becomes ${becomes}; migrate or remove them.`;
    return { state: 'blocked', why };
  }
  return isRead
    ? { state: 'clear', why: `No guest is left on ${name}.` }
    : {
        state: 'unknown',
        why: `The guests of ${name} cannot be read now; collect again.`,
      };
}
