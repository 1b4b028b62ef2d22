/**
 * Wire schemas, permissions and catalog vocabulary shared by browser and server.
 *
 * @packageDocumentation
 */
export * from './catalogNames';
export * from './permissions';
export * from './wire';
