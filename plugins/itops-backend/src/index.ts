/**
 * Collection, history and freshness.
 *
 * @packageDocumentation
 */
export * from './collection/removalGuard';
export * from './database';
export * from './observations';
