import { LabNode } from '../world';

const GIB = 2 ** 30;
const R630 = {
  state: 'online',
  version: '9.0.11',
  cpuModel: 'Intel(R) Xeon(R) CPU E5-2680 v4 @ 2.40GHz',
  sockets: 2,
  coresPerSocket: 14,
  memoryBytes: 384 * GIB,
} as const;

/**
 * Four R630 and an old ML110 that has been switched off. r630-04 runs
 * Open vSwitch; r630-03 and r630-04 have room to spare.
 */
export const nodes: LabNode[] = [
  {
    name: 'ml110',
    nodeId: 1,
    address: '192.168.11.10',
    state: 'offline',
    version: '8.2.4',
    wiring: 'single',
    cpuModel: 'Intel(R) Xeon(R) CPU E5-2603 v3 @ 1.60GHz',
    sockets: 1,
    coresPerSocket: 6,
    memoryBytes: 64 * GIB,
    subscription: { status: 'notfound' },
  },
  {
    ...R630,
    name: 'r630-01',
    nodeId: 2,
    address: '192.168.11.11',
    wiring: 'bond-lacp',
    subscription: {
      status: 'active',
      key: 'pve2c-1a2b3c4d5e',
      level: 'c',
      productName: 'Proxmox VE Community Subscription 2 CPUs/year',
      nextDueDate: '2027-06-30',
    },
  },
  {
    ...R630,
    name: 'r630-02',
    nodeId: 3,
    address: '192.168.11.12',
    wiring: 'bond-active-backup',
    managementVlan: 11,
    subscription: {
      status: 'active',
      key: 'pve2c-2b3c4d5e6f',
      level: 'c',
      productName: 'Proxmox VE Community Subscription 2 CPUs/year',
      nextDueDate: '2027-06-30',
    },
  },
  {
    ...R630,
    name: 'r630-03',
    nodeId: 4,
    address: '192.168.11.13',
    wiring: 'single',
    cpuModel: 'Intel(R) Xeon(R) CPU E5-2640 v4 @ 2.40GHz',
    coresPerSocket: 10,
    memoryBytes: 256 * GIB,
    subscription: { status: 'notfound' },
  },
  {
    ...R630,
    name: 'r630-04',
    nodeId: 5,
    address: '192.168.11.14',
    version: '9.0.3',
    wiring: 'open-vswitch',
    cpuModel: 'Intel(R) Xeon(R) CPU E5-2640 v4 @ 2.40GHz',
    coresPerSocket: 10,
    memoryBytes: 256 * GIB,
    subscription: {
      // One socket bought, two built in: Proxmox itself calls that invalid.
      status: 'invalid',
      key: 'pve1c-3c4d5e6f7a',
      level: 'c',
      productName: 'Proxmox VE Community Subscription 1 CPU/year',
      nextDueDate: '2026-12-31',
    },
  },
];
