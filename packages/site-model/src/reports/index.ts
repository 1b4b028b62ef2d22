export { driftReport } from './driftReport';
export { exitCodeOf } from './exitCodeOf';
export { liveInventory } from './liveInventory';
export * from './schemas';
