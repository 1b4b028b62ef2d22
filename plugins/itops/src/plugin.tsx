import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiServerLine } from '@remixicon/react';
import { itopsApi } from './extensions/apis';
import {
  addressCard,
  findingsCard,
  guestCard,
  hostnameCard,
  nodeCard,
  nodeGuestsContent,
  pathsCard,
  prefixCard,
  switchCard,
  switchPortCard,
  switchPortsContent,
  vlanCard,
} from './extensions/entities';
import { siteWidget } from './extensions/home';
import {
  addressesPage,
  asOfAction,
  driftPage,
  guestsPage,
  hostsPage,
  itPage,
  nodesPage,
  overviewPage,
  pathsPage,
  portsPage,
  sourcesPage,
  vlanPlanPage,
} from './extensions/pages';
import {
  addressesRouteRef,
  driftRouteRef,
  guestsRouteRef,
  hostsRouteRef,
  nodesRouteRef,
  overviewRouteRef,
  pathsRouteRef,
  portsRouteRef,
  rootRouteRef,
  sourcesRouteRef,
  templateRouteRef,
  vlanPlanRouteRef,
} from './routes';

/**
 * Pages under `/it`, entity cards for guests, nodes, addresses, prefixes, VLANs,
 * switches, ports and public host names, and a widget for the home page.
 * @public
 */
export default createFrontendPlugin({
  pluginId: 'itops',
  title: 'IT Ops',
  icon: <RiServerLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    overview: overviewRouteRef,
    paths: pathsRouteRef,
    ports: portsRouteRef,
    guests: guestsRouteRef,
    addresses: addressesRouteRef,
    nodes: nodesRouteRef,
    hosts: hostsRouteRef,
    vlanPlan: vlanPlanRouteRef,
    drift: driftRouteRef,
    sources: sourcesRouteRef,
  },
  externalRoutes: { selectedTemplate: templateRouteRef },
  extensions: [
    itopsApi,
    itPage,
    // The first tab is where `/it` leads.
    overviewPage,
    pathsPage,
    portsPage,
    guestsPage,
    addressesPage,
    nodesPage,
    hostsPage,
    vlanPlanPage,
    driftPage,
    sourcesPage,
    asOfAction,
    guestCard,
    nodeCard,
    addressCard,
    prefixCard,
    vlanCard,
    switchCard,
    switchPortCard,
    hostnameCard,
    pathsCard,
    findingsCard,
    nodeGuestsContent,
    switchPortsContent,
    siteWidget,
  ],
});
