export { driftReport } from './driftReport';
export { exitCodeOf } from './exitCodeOf';
export { liveInventory } from './liveInventory';
export { pathsReport } from './paths';
export * from './schemas';
