import { ItopsCapability } from '@sankofa/plugin-itops-common';

/**
 * What each permission of ours needs. One that is not here is denied to everybody;
 * a test names it.
 */
export const capabilityByPermission: ReadonlyMap<string, ItopsCapability> =
  new Map<string, ItopsCapability>([
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
