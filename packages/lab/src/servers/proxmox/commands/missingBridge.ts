import { LabNet } from '../../../world';
import { Question } from '../Question';

/** What every node of the lab has. */
const BRIDGES = ['vmbr0', 'vmbr1'];

/** The first bridge of these interfaces that is neither a bridge of the nodes nor a vnet. */
export function missingBridge(
  { index }: Question,
  nets: readonly LabNet[],
): string | undefined {
  const vnets = index.world.vnets.map(({ vnet }) => vnet);
  return nets
    .map(({ bridge }) => bridge)
    .find(bridge => bridge && ![...BRIDGES, ...vnets].includes(bridge));
}
