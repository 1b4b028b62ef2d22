import { ItopsRole } from '@sankofa/plugin-itops-common';

/** Who may use a route. */
export interface Access {
  roles: readonly ItopsRole[];
  /** Pages for a window that has no token yet. */
  isOpen?: boolean;
  /** `readers`: a token that names the permissions; `collectors`: one to collect with. */
  services: 'readers' | 'collectors' | 'nobody';
}

const everyRole = [
  'admin',
  'operator',
  'approver',
  'finance',
  'viewer',
] as const;
const keepers = ['admin', 'operator'] as const;
const planners = ['admin', 'operator', 'approver'] as const;
const approvers = ['admin', 'approver'] as const;
const administrators = ['admin'] as const;

const groups: readonly (Access & { routes: string })[] = [
  {
    // What only reads, or works out what would be.
    roles: everyRole,
    services: 'readers',
    routes: `
      GET /health
      GET /overview
      GET /search
      GET /inventory/live
      GET /inventory/drift
      GET /inventory/site
      GET /inventory/changes
      GET /inventory/guests
      GET /inventory/guests/:id
      GET /inventory/nodes
      GET /inventory/nodes/:id
      GET /inventory/addresses
      GET /inventory/addresses/:address
      GET /portmap/joined
      GET /portmap/reverse
      GET /portmap/changes
      GET /ports
      GET /forwards
      GET /capacity/nodes
      GET /capacity/guests
      GET /capacity/storages
      GET /capacity/series
      GET /capacity/hardware
      POST /capacity/placement
      POST /capacity/consolidation
      GET /findings
      GET /findings/:id
      GET /sources
      GET /sources/:id/runs
      GET /port-records/export
      GET /port-records/devices
      GET /port-records/devices/:id
      GET /port-records/ports
      GET /port-records/ports/:id
      GET /port-records/cables
      GET /port-records/cables/:id
      GET /port-records/interface-names
      GET /port-records/observed
      GET /vlan-plan
      GET /vlan-plan/workloads
      POST /vlan-plan/simulate
      GET /vlan-plan/waves/:wave/simulate
      GET /vlan-plan/waves/:wave/runbook
      GET /ipam/export
      GET /ipam/prefixes
      GET /ipam/prefixes/:id
      GET /ipam/prefixes/:id/addresses
      GET /ipam/prefixes/:id/next-free
      GET /ipam/addresses
      GET /ipam/addresses/:address
      GET /ipam/vlans
      GET /ipam/vlans/:id
      GET /ipam/requests
      GET /ipam/requests/:id
      GET /ipam/hygiene/silent
      GET /ipam/hygiene/answering
      GET /ipam/conflicts
      GET /change-requests
      GET /change-requests/options
      GET /change-requests/:id`,
  },
  {
    // The records, and what leads to a change of them.
    roles: keepers,
    services: 'nobody',
    routes: `
      POST /findings/:id/acknowledge
      POST /findings/:id/suppress
      POST /findings/:id/reopen
      GET /findings/:id/patch
      POST /port-records/import/preview
      POST /port-records/import
      POST /port-records/devices
      PUT /port-records/devices/:id
      DELETE /port-records/devices/:id
      POST /port-records/ports
      PUT /port-records/ports/:id
      DELETE /port-records/ports/:id
      POST /port-records/cables
      PUT /port-records/cables/:id
      DELETE /port-records/cables/:id
      PUT /port-records/interface-names
      POST /vlan-plan/waves/:wave/acknowledge
      POST /vlan-plan/waves/:wave/verify
      POST /ipam/import/preview
      POST /ipam/import
      POST /ipam/prefixes
      PUT /ipam/prefixes/:id
      DELETE /ipam/prefixes/:id
      POST /ipam/prefixes/:id/next-free
      POST /ipam/prefixes/:id/reshape/preview
      POST /ipam/prefixes/:id/reshape
      POST /ipam/addresses
      POST /ipam/addresses/bulk
      POST /ipam/reservations
      PUT /ipam/addresses/:address
      DELETE /ipam/addresses/:address
      POST /ipam/vlans
      PUT /ipam/vlans/:id
      DELETE /ipam/vlans/:id
      POST /ipam/requests
      POST /change-requests/:id/submit
      POST /change-requests/:id/cancel
      POST /change-requests/:id/apply
      POST /change-requests/:id/settle
      POST /change-requests/:id/step-up/apply`,
  },
  {
    roles: planners,
    services: 'nobody',
    routes: `
      POST /change-requests
      POST /change-requests/:id/plan`,
  },
  {
    roles: keepers,
    services: 'collectors',
    routes: 'POST /inventory/refresh',
  },
  {
    // Yes and no to what others ask for.
    roles: approvers,
    services: 'nobody',
    routes: `
      POST /vlan-plan/waves/:wave/waivers
      POST /vlan-plan/waivers/:id/approve
      POST /vlan-plan/waivers/:id/withdraw
      POST /ipam/requests/:id/accept
      POST /ipam/requests/:id/reject
      POST /change-requests/:id/approve
      POST /change-requests/:id/deny
      POST /change-requests/:id/step-up/approve`,
  },
  {
    roles: administrators,
    services: 'readers',
    routes: `
      GET /audit
      GET /audit/verify
      GET /audit/export`,
  },
  {
    roles: administrators,
    services: 'nobody',
    routes: 'POST /sources/:id/accept-removal',
  },
  {
    // What lets a window in is a ticket, and then a cookie.
    roles: everyRole,
    isOpen: true,
    services: 'nobody',
    routes: `
      GET /step-up/start
      GET /step-up/callback`,
  },
];

/** Every route with who may use it. One that is not here fails the build. */
export const accessMatrix: ReadonlyMap<string, Access> = new Map(
  groups.flatMap(({ routes, ...access }) =>
    routes
      .trim()
      .split(/\s*\n\s*/)
      .map(route => [route, access] as const),
  ),
);
