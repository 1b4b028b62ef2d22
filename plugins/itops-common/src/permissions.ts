import { createPermission } from '@backstage/plugin-permission-common';

/** Read nodes, guests, addresses and their history. @public */
export const itopsInventoryReadPermission = createPermission({
  name: 'itops.inventory.read',
  attributes: { action: 'read' },
});

/** Read drift findings. @public */
export const itopsFindingReadPermission = createPermission({
  name: 'itops.finding.read',
  attributes: { action: 'read' },
});

/** Acknowledge, suppress or reopen a finding. @public */
export const itopsFindingUpdatePermission = createPermission({
  name: 'itops.finding.update',
  attributes: { action: 'update' },
});

/** Read sources, their runs and errors. @public */
export const itopsSourceReadPermission = createPermission({
  name: 'itops.source.read',
  attributes: { action: 'read' },
});

/** Start a collection run now. @public */
export const itopsSourceRefreshPermission = createPermission({
  name: 'itops.source.refresh',
  attributes: { action: 'update' },
});

/** Let in a mass removal that the removal guard holds back. @public */
export const itopsSourceAcceptRemovalPermission = createPermission({
  name: 'itops.source.accept-removal',
  attributes: { action: 'delete' },
});

/** Read the audit trail. @public */
export const itopsAuditReadPermission = createPermission({
  name: 'itops.audit.read',
  attributes: { action: 'read' },
});

/** Read physical records: devices, ports and cables. @public */
export const itopsPortReadPermission = createPermission({
  name: 'itops.port.read',
  attributes: { action: 'read' },
});

/** Change physical records, also by importing files. @public */
export const itopsPortUpdatePermission = createPermission({
  name: 'itops.port.update',
  attributes: { action: 'update' },
});

/** Read prefixes, VLANs, addresses, reservations and requests. @public */
export const itopsIpamReadPermission = createPermission({
  name: 'itops.ipam.read',
  attributes: { action: 'read' },
});

/** Change prefixes, VLANs and addresses; reserve addresses and ask for them. @public */
export const itopsIpamUpdatePermission = createPermission({
  name: 'itops.ipam.update',
  attributes: { action: 'update' },
});

/** Accept or reject what others ask for. @public */
export const itopsIpamApprovePermission = createPermission({
  name: 'itops.ipam.approve',
  attributes: { action: 'update' },
});

/** Read the VLAN plan: waves, gates, workloads. @public */
export const itopsVlanPlanReadPermission = createPermission({
  name: 'itops.vlan-plan.read',
  attributes: { action: 'read' },
});

/** Acknowledge a wave for a team, and say that a wave is done. @public */
export const itopsVlanPlanUpdatePermission = createPermission({
  name: 'itops.vlan-plan.update',
  attributes: { action: 'update' },
});

/** Ask to go on in spite of a red gate, and approve what others ask for. @public */
export const itopsVlanPlanWaivePermission = createPermission({
  name: 'itops.vlan-plan.waive',
  attributes: { action: 'update' },
});

/** See governed changes: plans, approvals, how far they are. @public */
export const itopsChangeReadPermission = createPermission({
  name: 'itops.change.read',
  attributes: { action: 'read' },
});

/** Draft a change and work out what it would do. Sends nothing. @public */
export const itopsChangePlanPermission = createPermission({
  name: 'itops.change.plan',
  attributes: { action: 'create' },
});

/** Ask others to approve a plan, and cancel a change. @public */
export const itopsChangeSubmitPermission = createPermission({
  name: 'itops.change.submit',
  attributes: { action: 'update' },
});

/** Approve or deny what somebody else wants to change. @public */
export const itopsChangeApprovePermission = createPermission({
  name: 'itops.change.approve',
  attributes: { action: 'update' },
});

/** Let an approved change run, and settle what became of one that needs a human. @public */
export const itopsChangeApplyPermission = createPermission({
  name: 'itops.change.apply',
  attributes: { action: 'update' },
});

/** Have guests removed that no change of this portal created. @public */
export const itopsChangeDestroyForeignPermission = createPermission({
  name: 'itops.change.destroy-foreign',
  attributes: { action: 'delete' },
});

/** All permissions of the plugin. @public */
export const itopsPermissions = [
  itopsInventoryReadPermission,
  itopsFindingReadPermission,
  itopsFindingUpdatePermission,
  itopsSourceReadPermission,
  itopsSourceRefreshPermission,
  itopsSourceAcceptRemovalPermission,
  itopsAuditReadPermission,
  itopsPortReadPermission,
  itopsPortUpdatePermission,
  itopsIpamReadPermission,
  itopsIpamUpdatePermission,
  itopsIpamApprovePermission,
  itopsVlanPlanReadPermission,
  itopsVlanPlanUpdatePermission,
  itopsVlanPlanWaivePermission,
  itopsChangeReadPermission,
  itopsChangePlanPermission,
  itopsChangeSubmitPermission,
  itopsChangeApprovePermission,
  itopsChangeApplyPermission,
  itopsChangeDestroyForeignPermission,
];
