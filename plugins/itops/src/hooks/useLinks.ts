import { useMemo } from 'react';
import { RouteRef, useRouteRef } from '@backstage/frontend-plugin-api';
import {
  addressesRouteRef,
  auditRouteRef,
  changesRouteRef,
  driftRouteRef,
  guestsRouteRef,
  hostsRouteRef,
  nodesRouteRef,
  pathsRouteRef,
  portsRouteRef,
  sourcesRouteRef,
  vlanPlanRouteRef,
} from '../routes';

/** Filters of the page that is linked to. */
export type LinkQuery = Record<string, string | undefined>;

export interface Links {
  paths: (query?: LinkQuery) => string;
  ports: (query?: LinkQuery) => string;
  guests: (query?: LinkQuery) => string;
  addresses: (query?: LinkQuery) => string;
  nodes: (query?: LinkQuery) => string;
  hosts: (query?: LinkQuery) => string;
  drift: (query?: LinkQuery) => string;
  vlanPlan: (query?: LinkQuery) => string;
  sources: (query?: LinkQuery) => string;
  changes: (query?: LinkQuery) => string;
  /** @param id - of one change */
  change: (id: string) => string;
  audit: (query?: LinkQuery) => string;
}

function withQuery(path: string, query: LinkQuery = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value) {
      parameters.set(name, value);
    }
  }
  const text = parameters.toString();
  return text ? `${path}?${text}` : path;
}

function usePath(ref: RouteRef<undefined>, fallback: string): string {
  // Cards may be installed where the pages are switched off.
  return useRouteRef(ref)?.() ?? fallback;
}

/** Addresses of the plugin's own pages, wherever they are mounted. */
export function useLinks(): Links {
  const paths = usePath(pathsRouteRef, '/it/paths');
  const ports = usePath(portsRouteRef, '/it/ports');
  const guests = usePath(guestsRouteRef, '/it/guests');
  const addresses = usePath(addressesRouteRef, '/it/addresses');
  const nodes = usePath(nodesRouteRef, '/it/nodes');
  const hosts = usePath(hostsRouteRef, '/it/hosts');
  const drift = usePath(driftRouteRef, '/it/drift');
  const vlanPlan = usePath(vlanPlanRouteRef, '/it/vlan-plan');
  const sources = usePath(sourcesRouteRef, '/it/sources');
  const changes = usePath(changesRouteRef, '/it/changes');
  const audit = usePath(auditRouteRef, '/it/audit');
  return useMemo(
    () => ({
      paths: query => withQuery(paths, query),
      ports: query => withQuery(ports, query),
      guests: query => withQuery(guests, query),
      addresses: query => withQuery(addresses, query),
      nodes: query => withQuery(nodes, query),
      hosts: query => withQuery(hosts, query),
      drift: query => withQuery(drift, query),
      vlanPlan: query => withQuery(vlanPlan, query),
      sources: query => withQuery(sources, query),
      changes: query => withQuery(changes, query),
      change: id => `${changes}/${encodeURIComponent(id)}`,
      audit: query => withQuery(audit, query),
    }),
    [
      paths,
      ports,
      guests,
      addresses,
      nodes,
      hosts,
      drift,
      vlanPlan,
      sources,
      changes,
      audit,
    ],
  );
}
