import { World } from '../world';
import { ActiveFault } from './fault';

function without(world: World, keep: (index: number) => boolean): World {
  return { ...world, guests: world.guests.filter((_, index) => keep(index)) };
}

/** The world as it looks through the faults of the site. Pure. */
export function faultyWorld(world: World, faults: ActiveFault[]): World {
  return faults.reduce((seen, fault) => {
    switch (fault.kind) {
      case 'node-down':
        return {
          ...seen,
          nodes: seen.nodes.map(node =>
            node.name === fault.node
              ? { ...node, state: 'offline' as const }
              : node,
          ),
        };
      case 'guest-locked':
        return {
          ...seen,
          guests: seen.guests.map(guest =>
            guest.vmid === fault.vmid
              ? { ...guest, lock: fault.says ?? 'backup' }
              : guest,
          ),
        };
      case 'zero-guests':
        return without(seen, () => false);
      case 'most-guests-gone':
        return without(seen, index => index % 4 === 0);
      default:
        return seen;
    }
  }, world);
}
