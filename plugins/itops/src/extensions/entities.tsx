import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';

const GUEST = { kind: 'resource', 'spec.type': 'guest' };
const NODE = { kind: 'resource', 'spec.type': 'hypervisor' };
const ADDRESS = { kind: 'resource', 'spec.type': 'ip-address' };

export const guestCard = EntityCardBlueprint.make({
  name: 'guest',
  params: {
    type: 'content',
    filter: GUEST,
    loader: () => import('../entity/GuestCard').then(m => <m.GuestCard />),
  },
});

export const nodeCard = EntityCardBlueprint.make({
  name: 'node',
  params: {
    type: 'content',
    filter: NODE,
    loader: () => import('../entity/NodeCard').then(m => <m.NodeCard />),
  },
});

export const addressCard = EntityCardBlueprint.make({
  name: 'address',
  params: {
    type: 'content',
    filter: ADDRESS,
    loader: () => import('../entity/AddressCard').then(m => <m.AddressCard />),
  },
});

export const pathsCard = EntityCardBlueprint.make({
  name: 'paths',
  params: {
    type: 'content',
    filter: { $any: [GUEST, NODE, ADDRESS] },
    loader: () => import('../entity/PathsCard').then(m => <m.PathsCard />),
  },
});

export const findingsCard = EntityCardBlueprint.make({
  name: 'findings',
  params: {
    type: 'content',
    filter: { $any: [GUEST, NODE, ADDRESS] },
    loader: () =>
      import('../entity/FindingsCard').then(m => <m.FindingsCard />),
  },
});

export const nodeGuestsContent = EntityContentBlueprint.make({
  name: 'node-guests',
  params: {
    path: 'guests',
    title: 'Guests',
    filter: NODE,
    loader: () =>
      import('../entity/NodeGuestsContent').then(m => <m.NodeGuestsContent />),
  },
});
