/**
 * Collector contract, extension point and the pinned HTTP and SSH clients of
 * every connector.
 *
 * @packageDocumentation
 */
export * from './collector';
export * from './config';
export * from './ledger';
export * from './service';
export * from './clients';
