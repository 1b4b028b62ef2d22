/**
 * Collection, history, freshness, findings and the HTTP API.
 *
 * @packageDocumentation
 */
export * from './collection/removalGuard';
export * from './database';
export * from './observations';
export { itopsPlugin as default } from './plugin';
