/**
 * The Proxmox VE connector of the itops plugin: reads clusters over their API or
 * over SSH, and never writes.
 *
 * @packageDocumentation
 */
export { itopsModuleProxmox as default } from './module';
export { proxmoxCollectorsFromConfig } from './proxmoxCollectorsFromConfig';
export { proxmoxCapacityCollectorsFromConfig } from './proxmoxCapacityCollectorsFromConfig';
