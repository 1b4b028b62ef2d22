import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/frontend-plugin-api';

export const rootRouteRef = createRouteRef();
export const overviewRouteRef = createRouteRef();
export const pathsRouteRef = createRouteRef();
export const portsRouteRef = createRouteRef();
export const guestsRouteRef = createRouteRef();
export const addressesRouteRef = createRouteRef();
export const nodesRouteRef = createRouteRef();
export const hostsRouteRef = createRouteRef();
export const driftRouteRef = createRouteRef();
export const vlanPlanRouteRef = createRouteRef();
export const changesRouteRef = createRouteRef();
export const auditRouteRef = createRouteRef();
export const sourcesRouteRef = createRouteRef();

/** The form of a template, where the portal has the scaffolder. */
export const templateRouteRef = createExternalRouteRef({
  params: ['namespace', 'templateName'],
  defaultTarget: 'scaffolder.selectedTemplate',
});
