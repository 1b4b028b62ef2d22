import { container, lan, machine, onVnet } from '../guests';
import { LabGuest } from '../world';

function of(tenant: string) {
  return { tags: [`owner-${tenant}`, 'tenant'], pool: 'tenants' };
}

/** What belongs to customers. */
export const tenants: LabGuest[] = [
  container(8000, 'acme-web', 'r630-03', {
    ...of('acme'),
    nets: [onVnet('vnet200', '10.200.0.10')],
  }),
  container(8001, 'acme-db', 'r630-03', {
    ...of('acme'),
    nets: [onVnet('vnet200', '10.200.0.11')],
  }),
  container(8010, 'borealis-web', 'r630-04', {
    ...of('borealis'),
    nets: [onVnet('vnet201', '10.201.0.10')],
  }),
  container(8011, 'borealis-db', 'r630-04', {
    ...of('borealis'),
    nets: [onVnet('vnet201', '10.201.0.11')],
    lock: 'backup',
  }),
  machine(8020, 'cedar-app', 'r630-04', {
    ...of('cedar'),
    nets: [onVnet('vnet202', '10.202.0.10')],
    agent: 'answers',
  }),
  container(8021, 'cedar-files', 'r630-03', {
    ...of('cedar'),
    status: 'stopped',
    nets: [onVnet('vnet202', '10.202.0.11')],
  }),
  container(8030, 'delta-app', 'r630-01', {
    ...of('delta'),
    nets: [onVnet('vnet203', '10.203.0.10')],
  }),
  // Not yet moved out of the flat network.
  container(8031, 'delta-queue', 'r630-02', {
    ...of('delta'),
    nets: [lan('192.168.11.181', { tag: 11 })],
  }),
];
