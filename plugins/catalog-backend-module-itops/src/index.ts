/**
 * Entity provider and relations for nodes, guests, addresses, prefixes and VLANs.
 *
 * @packageDocumentation
 */
export { catalogModuleItops as default } from './module';
export * from './mappers';
export * from './processor';
export * from './provider';
