import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';

const GUEST = { kind: 'resource', 'spec.type': 'guest' };
const NODE = { kind: 'resource', 'spec.type': 'hypervisor' };
const ADDRESS = { kind: 'resource', 'spec.type': 'ip-address' };
const SWITCH = { kind: 'resource', 'spec.type': 'switch' };
const SWITCH_PORT = { kind: 'resource', 'spec.type': 'switch-port' };
const PREFIX = { kind: 'resource', 'spec.type': 'prefix' };
const VLAN = { kind: 'resource', 'spec.type': 'vlan' };
const HOSTNAME = { kind: 'resource', 'spec.type': 'public-hostname' };

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

export const prefixCard = EntityCardBlueprint.make({
  name: 'prefix',
  params: {
    type: 'content',
    filter: PREFIX,
    loader: () => import('../entity/PrefixCard').then(m => <m.PrefixCard />),
  },
});

export const vlanCard = EntityCardBlueprint.make({
  name: 'vlan',
  params: {
    type: 'content',
    filter: VLAN,
    loader: () => import('../entity/VlanCard').then(m => <m.VlanCard />),
  },
});

export const switchCard = EntityCardBlueprint.make({
  name: 'switch',
  params: {
    type: 'content',
    filter: SWITCH,
    loader: () => import('../entity/SwitchCard').then(m => <m.SwitchCard />),
  },
});

export const switchPortCard = EntityCardBlueprint.make({
  name: 'switch-port',
  params: {
    type: 'content',
    filter: SWITCH_PORT,
    loader: () =>
      import('../entity/SwitchPortCard').then(m => <m.SwitchPortCard />),
  },
});

export const hostnameCard = EntityCardBlueprint.make({
  name: 'hostname',
  params: {
    type: 'content',
    filter: HOSTNAME,
    loader: () =>
      import('../entity/HostnameCard').then(m => <m.HostnameCard />),
  },
});

export const pathsCard = EntityCardBlueprint.make({
  name: 'paths',
  params: {
    type: 'content',
    filter: { $any: [GUEST, NODE, ADDRESS, SWITCH, SWITCH_PORT] },
    loader: () => import('../entity/PathsCard').then(m => <m.PathsCard />),
  },
});

export const findingsCard = EntityCardBlueprint.make({
  name: 'findings',
  params: {
    type: 'content',
    filter: {
      $any: [GUEST, NODE, ADDRESS, SWITCH, SWITCH_PORT, HOSTNAME],
    },
    loader: () =>
      import('../entity/FindingsCard').then(m => <m.FindingsCard />),
  },
});

export const changesCard = EntityCardBlueprint.make({
  name: 'changes',
  params: {
    type: 'content',
    filter: { $any: [GUEST, ADDRESS] },
    loader: () => import('../entity/ChangesCard').then(m => <m.ChangesCard />),
  },
});

export const switchPortsContent = EntityContentBlueprint.make({
  name: 'switch-ports',
  params: {
    path: 'ports',
    title: 'Ports',
    filter: SWITCH,
    loader: () =>
      import('../entity/SwitchPortsContent').then(m => (
        <m.SwitchPortsContent />
      )),
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
