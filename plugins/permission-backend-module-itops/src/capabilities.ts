import { ItopsRole } from '@sankofa/plugin-itops-common';

/** What somebody may do, in the words of the change process. */
export type Capability =
  /** See the site, its history, findings and plans. */
  | 'read'
  /** Work out what would happen. Changes nothing. */
  | 'plan'
  /** Keep the records: findings, port records, addresses; ask for changes. */
  | 'submit'
  /** Say yes or no to what somebody else asked for; waive a gate. */
  | 'approve'
  /** Let an approved change run. */
  | 'apply'
  /** Quotes, invoices and their exports. */
  | 'bill'
  /** Let in mass removals, read the audit trail, look after the portal. */
  | 'administer';

/** What each role may. Nobody approves their own change, whatever is said here. */
export const capabilitiesOf: Readonly<
  Record<ItopsRole, ReadonlySet<Capability>>
> = {
  viewer: new Set(['read']),
  operator: new Set(['read', 'plan', 'submit', 'apply']),
  approver: new Set(['read', 'plan', 'approve']),
  finance: new Set(['read', 'bill']),
  admin: new Set(['read', 'plan', 'submit', 'approve', 'apply', 'administer']),
};

/**
 * What each permission of ours needs. One that is not here is denied to everybody;
 * a test names it.
 */
export const capabilityByPermission: ReadonlyMap<string, Capability> = new Map<
  string,
  Capability
>([
  ['itops.inventory.read', 'read'],
  ['itops.finding.read', 'read'],
  ['itops.finding.update', 'submit'],
  ['itops.source.read', 'read'],
  ['itops.source.refresh', 'submit'],
  ['itops.source.accept-removal', 'administer'],
  ['itops.audit.read', 'administer'],
  ['itops.port.read', 'read'],
  ['itops.port.update', 'submit'],
  ['itops.ipam.read', 'read'],
  ['itops.ipam.update', 'submit'],
  ['itops.ipam.approve', 'approve'],
  ['itops.vlan-plan.read', 'read'],
  ['itops.vlan-plan.update', 'submit'],
  ['itops.vlan-plan.waive', 'approve'],
  ['itops.change.read', 'read'],
  ['itops.change.plan', 'plan'],
  ['itops.change.submit', 'submit'],
  ['itops.change.approve', 'approve'],
  ['itops.change.apply', 'apply'],
  ['itops.change.destroy-foreign', 'administer'],
]);

/** Permissions of Backstage itself that change what everybody sees. */
export const administered: ReadonlySet<string> = new Set([
  'catalog.entity.create',
  'catalog.entity.delete',
  'catalog.location.create',
  'catalog.location.delete',
  'catalog.location.analyze',
  'policy.entity.create',
  'policy.entity.update',
  'policy.entity.delete',
]);
