import { container, docker, lan, machine, onVnet } from '../guests';
import { LabGuest } from '../world';

const IT = { tags: ['owner-it-platform'], pool: 'it-services' };

/** What the IT department runs for everybody else. */
export const itServices: LabGuest[] = [
  machine(100, 'pbs-01', 'r630-04', {
    ...IT,
    nets: [lan('192.168.11.20', { tag: 11 })],
    agent: 'answers',
    protection: true,
    diskGib: 64,
  }),
  container(101, 'dns-01', 'r630-01', { ...IT, nets: [lan('192.168.11.21')] }),
  container(102, 'dns-02', 'r630-02', { ...IT, nets: [lan('192.168.11.22')] }),
  container(103, 'edge-proxy-01', 'r630-01', {
    ...IT,
    tags: ['edge', 'owner-it-platform'],
    nets: [
      lan('192.168.11.166'),
      lan('192.168.11.167', { gateway: undefined }),
    ],
  }),
  container(104, 'edge-proxy-02', 'r630-02', {
    ...IT,
    tags: ['edge', 'owner-it-platform'],
    nets: [lan('192.168.11.168', { tag: 11 })],
  }),
  // Both files still say .26.
  container(105, 'mail-relay', 'r630-01', {
    ...IT,
    nets: [lan('192.168.11.23')],
  }),
  // In the table, forgotten in ip-addresses.conf.
  container(106, 'ntp-01', 'r630-02', { ...IT, nets: [lan('192.168.11.24')] }),
  container(110, 'gitea', 'r630-03', {
    ...IT,
    nets: [lan('192.168.11.30')],
    memoryMib: 4096,
    diskGib: 120,
  }),
  machine(111, 'gitea-runner', 'r630-03', {
    ...IT,
    nets: [lan('192.168.11.31', { tag: 11 })],
    agent: 'answers',
    nested: docker(111),
  }),
  container(112, 'netbox', 'r630-03', {
    ...IT,
    nets: [onVnet('vnet160', '10.160.0.12')],
  }),
  // The table calls it grafana.
  container(113, 'grafana-2', 'r630-01', {
    ...IT,
    nets: [lan('192.168.11.33')],
  }),
  // The table looks for it on r630-01.
  container(114, 'prometheus', 'r630-03', {
    ...IT,
    nets: [lan('192.168.11.34')],
    memoryMib: 8192,
  }),
  // Two keys of ip-addresses.conf want its address.
  container(115, 'loki', 'r630-03', { ...IT, nets: [lan('192.168.11.35')] }),
  container(116, 'vault-01', 'r630-01', {
    ...IT,
    nets: [lan('192.168.11.36')],
    protection: true,
    // People do write such things here: the portal must not show or keep it.
    description:
      'Unseal with two of three.\nconsole password: lab-canary-description',
  }),
  machine(117, 'jump-01', 'r630-01', {
    ...IT,
    nets: [lan('192.168.11.37', { tag: 11 })],
    agent: 'answers',
    nested: [{ name: 'wg0', addresses: ['10.99.0.1/24'] }],
  }),
  machine(118, 'unifi-os', 'r630-02', {
    ...IT,
    nets: [lan('192.168.11.38')],
  }),
  // No agent and no configured address: nothing can be said of where it is.
  machine(119, 'print-win', 'r630-03', {
    ...IT,
    nets: [{ bridge: 'vmbr0', model: 'e1000' }],
  }),
  container(121, 'backup-proxy', 'r630-04', {
    ...IT,
    nets: [onVnet('vnet160', '10.160.0.21')],
  }),
  container(122, 'syslog-01', 'r630-04', {
    ...IT,
    nets: [lan('192.168.11.39')],
    diskGib: 200,
  }),
  container(123, 'v6-probe', 'r630-04', {
    ...IT,
    nets: [{ bridge: 'vmbr0', address6: 'fd00:11::123/64' }],
  }),
  machine(124, 'router-bench', 'r630-04', {
    ...IT,
    nets: [
      lan('192.168.11.40', { trunks: '110;200-203' }),
      { bridge: 'vmbr1', linkDown: true },
      { model: 'e1000' },
    ],
  }),
];
