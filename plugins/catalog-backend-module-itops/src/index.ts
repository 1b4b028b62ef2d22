/**
 * Entity provider and relations for nodes, guests, addresses, prefixes, VLANs,
 * switches, switch ports and public host names.
 *
 * @packageDocumentation
 */
export { catalogModuleItops as default } from './module';
export * from './mappers';
export * from './processor';
export * from './provider';
