import { container, lan, machine } from '../guests';
import { LabGuest } from '../world';

/** Templates, guests nobody wrote down, and those of the node that is switched off. */
export const leftovers: LabGuest[] = [
  container(9000, 'tmpl-debian-13', 'r630-02', {
    template: true,
    status: 'stopped',
    nets: [lan('dhcp')],
  }),
  // Made from rpc-core-1, and kept its address.
  machine(9001, 'tmpl-ubuntu-2404', 'r630-02', {
    template: true,
    status: 'stopped',
    nets: [lan('192.168.11.160')],
    agent: 'answers',
  }),
  machine(9500, undefined, 'r630-04', { nets: [lan('192.168.11.199')] }),
  machine(9501, 'llm-sandbox', 'r630-04', {
    nets: [lan('192.168.11.198', { tag: 11 })],
    agent: 'answers',
    cores: 16,
    memoryMib: 65536,
  }),
  container(300, 'old-wiki', 'ml110', {
    tags: ['owner-it-platform'],
    nets: [lan('192.168.11.71')],
    storage: 'local',
  }),
  machine(301, 'old-build', 'ml110', {
    tags: ['owner-it-platform'],
    nets: [lan('192.168.11.72')],
    storage: 'local',
  }),
  // Struck out in the table, but it still exists.
  container(302, 'scan-archive', 'ml110', {
    status: 'stopped',
    nets: [lan('192.168.11.73')],
    storage: 'local',
  }),
];
