/**
 * Wire schemas, typed API client, permissions and catalog vocabulary shared by
 * browser and server.
 *
 * @packageDocumentation
 */
export * from './catalogNames';
export * from './client';
export * from './permissions';
export * from './roles';
export * from './wire';
