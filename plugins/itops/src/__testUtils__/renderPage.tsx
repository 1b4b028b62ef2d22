import { ComponentType } from 'react';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { act } from '@testing-library/react';
import { itopsApiRef } from '../api/itopsApiRef';
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
  sourcesRouteRef,
  vlanPlanRouteRef,
} from '../routes';
import { asItopsApi, FakeItops } from '../testing/FakeItops';

/** Draws a page over an invented site, as a person who may do everything but what is denied. */
export async function renderPage(
  Page: ComponentType,
  itops: FakeItops,
  options: { path?: string; denied?: string[] } = {},
) {
  const rendered = await renderInTestApp(<Page />, {
    mountedRoutes: {
      '/it/overview': overviewRouteRef,
      '/it/paths': pathsRouteRef,
      '/it/ports': portsRouteRef,
      '/it/guests': guestsRouteRef,
      '/it/addresses': addressesRouteRef,
      '/it/nodes': nodesRouteRef,
      '/it/hosts': hostsRouteRef,
      '/it/drift': driftRouteRef,
      '/it/vlan-plan': vlanPlanRouteRef,
      '/it/changes': changesRouteRef,
      '/it/audit': auditRouteRef,
      '/it/sources': sourcesRouteRef,
    },
    initialRouteEntries: [options.path ?? '/'],
    apis: [
      [itopsApiRef, asItopsApi(itops)],
      mockApis.identity({ userEntityRef: itops.vlanPlan.me }),
      mockApis.permission({
        authorize: ({ permission }) =>
          options.denied?.includes(permission.name)
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      }),
    ],
  });
  // What the fake answers at once has been drawn.
  await act(async () => {});
  return rendered;
}
