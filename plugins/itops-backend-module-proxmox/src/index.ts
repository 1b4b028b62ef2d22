/**
 * The Proxmox VE connector of the itops plugin: reads clusters over their API or
 * over SSH; where it is configured to, sends approved changes.
 *
 * @packageDocumentation
 */
export { itopsModuleProxmox as default } from './module';
export { proxmoxCollectorsFromConfig } from './proxmoxCollectorsFromConfig';
export { proxmoxCapacityCollectorsFromConfig } from './proxmoxCapacityCollectorsFromConfig';
export { proxmoxExecutorsFromConfig } from './proxmoxExecutorsFromConfig';
