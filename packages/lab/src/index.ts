/**
 * A demo site for people without hardware, and for tests: a Proxmox cluster that
 * answers as the real one does, over one world with seeded drift, with faults on demand.
 *
 * @packageDocumentation
 */
export * from './Lab';
export * from './labConfig';
export * from './siteFiles';
export * from './world';
export * from './faults';
export * from './etcpve';
export * from './identity/AdminApi';
export * from './identity/people';
export type { LabCounts } from './servers/proxmox/Counters';
export type { LabLatency } from './servers/proxmox/LabLatency';
export type { LabWrite } from './servers/proxmox/WriteLog';
export type { LabNeighbourNode } from './neighbours/NeighbourFiles';
export type { LabProxyAccountName } from './servers/npm/accounts';
export type { LabTokenName } from './servers/proxmox/tokens';
