/**
 * Collector and executor contracts, extension points and the pinned HTTP and SSH clients of
 * every connector.
 *
 * @packageDocumentation
 */
export * from './collector';
export * from './config';
export * from './executor';
export * from './identity';
export * from './ledger';
export * from './service';
export * from './clients';
