import {
  PageBlueprint,
  PluginHeaderActionBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiServerLine } from '@remixicon/react';
import {
  addressesRouteRef,
  auditRouteRef,
  changesRouteRef,
  driftRouteRef,
  guestsRouteRef,
  hostsRouteRef,
  nodesRouteRef,
  overviewRouteRef,
  pathsRouteRef,
  portsRouteRef,
  rootRouteRef,
  sourcesRouteRef,
  vlanPlanRouteRef,
} from '../routes';

/** `/it`, with one tab for each question. */
export const itPage = PageBlueprint.make({
  params: {
    path: '/it',
    title: 'IT Ops',
    icon: <RiServerLine />,
    routeRef: rootRouteRef,
  },
});

export const overviewPage = SubPageBlueprint.make({
  name: 'overview',
  params: {
    path: 'overview',
    title: 'Overview',
    routeRef: overviewRouteRef,
    loader: () =>
      import('../pages/overview/OverviewPage').then(m => <m.OverviewPage />),
  },
});

export const pathsPage = SubPageBlueprint.make({
  name: 'paths',
  params: {
    path: 'paths',
    title: 'Paths',
    routeRef: pathsRouteRef,
    loader: () => import('../pages/paths/PathsPage').then(m => <m.PathsPage />),
  },
});

export const portsPage = SubPageBlueprint.make({
  name: 'ports',
  params: {
    path: 'ports',
    title: 'Ports',
    routeRef: portsRouteRef,
    loader: () => import('../pages/ports/PortsPage').then(m => <m.PortsPage />),
  },
});

export const guestsPage = SubPageBlueprint.make({
  name: 'guests',
  params: {
    path: 'guests',
    title: 'Guests',
    routeRef: guestsRouteRef,
    loader: () =>
      import('../pages/guests/GuestsPage').then(m => <m.GuestsPage />),
  },
});

export const addressesPage = SubPageBlueprint.make({
  name: 'addresses',
  params: {
    path: 'addresses',
    title: 'Addresses',
    routeRef: addressesRouteRef,
    loader: () =>
      import('../pages/addresses/AddressesPage').then(m => <m.AddressesPage />),
  },
});

export const nodesPage = SubPageBlueprint.make({
  name: 'nodes',
  params: {
    path: 'nodes',
    title: 'Nodes',
    routeRef: nodesRouteRef,
    loader: () => import('../pages/nodes/NodesPage').then(m => <m.NodesPage />),
  },
});

export const hostsPage = SubPageBlueprint.make({
  name: 'hosts',
  params: {
    path: 'hosts',
    title: 'Hosts',
    routeRef: hostsRouteRef,
    loader: () => import('../pages/hosts/HostsPage').then(m => <m.HostsPage />),
  },
});

export const vlanPlanPage = SubPageBlueprint.make({
  name: 'vlan-plan',
  params: {
    path: 'vlan-plan',
    title: 'VLAN plan',
    routeRef: vlanPlanRouteRef,
    loader: () =>
      import('../pages/vlanPlan/VlanPlanPage').then(m => <m.VlanPlanPage />),
  },
});

export const driftPage = SubPageBlueprint.make({
  name: 'drift',
  params: {
    path: 'drift',
    title: 'Drift',
    routeRef: driftRouteRef,
    loader: () => import('../pages/drift/DriftPage').then(m => <m.DriftPage />),
  },
});

/** The list, and one change below it. */
export const changesPage = SubPageBlueprint.make({
  name: 'changes',
  params: {
    path: 'changes',
    title: 'Changes',
    routeRef: changesRouteRef,
    loader: () =>
      import('../pages/changes/ChangesPage').then(m => <m.ChangesPage />),
  },
});

export const auditPage = SubPageBlueprint.make({
  name: 'audit',
  params: {
    path: 'audit',
    title: 'Audit',
    routeRef: auditRouteRef,
    loader: () => import('../pages/audit/AuditPage').then(m => <m.AuditPage />),
  },
});

export const sourcesPage = SubPageBlueprint.make({
  name: 'sources',
  params: {
    path: 'sources',
    title: 'Sources',
    routeRef: sourcesRouteRef,
    loader: () =>
      import('../pages/sources/SourcesPage').then(m => <m.SourcesPage />),
  },
});

/** The moment all pages speak about: now, or one of the past. */
export const asOfAction = PluginHeaderActionBlueprint.make({
  name: 'as-of',
  params: {
    loader: () => import('../components/asof').then(m => <m.AsOfPicker />),
  },
});
