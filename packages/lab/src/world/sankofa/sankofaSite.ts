import { World } from '../world';
import { chain } from './chain';
import { edge } from './edge';
import { itServices } from './itServices';
import { leftovers } from './leftovers';
import { pools, storages, vnets, zones } from './networks';
import { nodes } from './nodes';
import { services } from './services';
import { switching } from './switching';
import { tenants } from './tenants';

/**
 * The demo site: five nodes, a good sixty guests, most of them still on the flat
 * VLAN 11, and the drift that grows where three places are kept by hand. The
 * declared files of the same site lie in `site/`.
 *
 * @public
 */
export function sankofaSite(): World {
  return {
    cluster: 'sankofa',
    domain: 'sankofa.example',
    nodes,
    guests: [
      ...itServices,
      ...chain,
      ...services,
      ...tenants,
      ...leftovers,
    ].sort((a, b) => a.vmid - b.vmid),
    storages,
    zones,
    vnets,
    pools,
    edge,
    switching,
  };
}
