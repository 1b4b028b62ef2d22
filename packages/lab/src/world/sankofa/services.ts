import { container, docker, lan, machine, onVnet } from '../guests';
import { LabGuest } from '../world';

const SANKOFA = { tags: ['owner-sankofa', 'prod'], pool: 'sankofa' };
const PHOENIX = { tags: ['owner-phoenix', 'prod'], pool: 'sankofa' };

/** Sankofa and Phoenix. */
export const services: LabGuest[] = [
  container(7700, 'sankofa-postgres', 'r630-01', {
    ...SANKOFA,
    nets: [lan('192.168.11.50')],
    cores: 8,
    memoryMib: 16384,
    diskGib: 300,
    hastate: 'started',
  }),
  // Carries the VIP of the portal; its snapshot remembers an address that is long gone.
  container(7701, 'sankofa-web', 'r630-01', {
    ...SANKOFA,
    nets: [lan('192.168.11.51', { live: ['192.168.11.80/32'] })],
    hastate: 'started',
    snapshots: [
      {
        name: 'before-13',
        time: 1_769_000_000,
        addresses: { 0: '192.168.11.99/24' },
      },
    ],
  }),
  container(7702, 'sankofa-auth', 'r630-02', {
    ...SANKOFA,
    nets: [lan('192.168.11.52', { tag: 11 })],
    hastate: 'started',
  }),
  container(7703, 'sankofa-graphql', 'r630-01', {
    ...SANKOFA,
    nets: [lan('192.168.11.53')],
    nested: docker(7703),
  }),
  container(7704, 'sankofa-jobs', 'r630-03', {
    ...SANKOFA,
    nets: [lan('192.168.11.54')],
  }),
  // A new address waits for its next start.
  container(7705, 'sankofa-billing', 'r630-03', {
    ...SANKOFA,
    nets: [lan('192.168.11.55')],
    pending: { 0: '192.168.11.155/24' },
  }),
  // Stopped, with the address of sankofa-auth; the table has both.
  container(7706, 'sankofa-batch', 'r630-01', {
    ...SANKOFA,
    status: 'stopped',
    onBoot: false,
    nets: [lan('192.168.11.52')],
  }),
  machine(7707, 'sankofa-media', 'r630-03', {
    ...SANKOFA,
    nets: [{ bridge: 'vmbr0', tag: 11 }],
    agent: 'blocked',
  }),
  container(7708, 'sankofa-search', 'r630-03', {
    ...SANKOFA,
    nets: [lan('dhcp', { live: ['192.168.11.185/24'] })],
    memoryMib: 8192,
  }),
  container(7709, 'sankofa-cache', 'r630-02', {
    ...SANKOFA,
    nets: [lan('192.168.11.59')],
  }),
  container(7711, 'phoenix-api', 'r630-04', {
    ...PHOENIX,
    nets: [onVnet('vnet120', '10.120.0.11')],
  }),
  container(7712, 'phoenix-ui', 'r630-04', {
    ...PHOENIX,
    nets: [onVnet('vnet120', '10.120.0.12')],
  }),
  container(7713, 'phoenix-worker', 'r630-04', {
    ...PHOENIX,
    nets: [onVnet('vnet120', '10.120.0.13')],
  }),
  container(7714, 'sankofa-wallet', 'r630-01', {
    ...SANKOFA,
    nets: [lan('192.168.11.61')],
  }),
];
