export { adviseConsolidation } from './adviseConsolidation';
export type {
  ConsolidationAdvice,
  ConsolidationOptions,
  KeptNode,
  ProposedMove,
} from './adviseConsolidation';
export { advisePlacement } from './advisePlacement';
export { advisePlacements } from './advisePlacements';
export type { PlacementsAdvice } from './advisePlacements';
export { buildCapacity } from './buildCapacity';
export type { CapacityOptions, CapacityReadings } from './buildCapacity';
export * from './capacity';
export * from './compareHardware';
export * from './forecast';
export * from './metrics';
export * from './placement';
export * from './storages';
export * from './subscriptionCoverage';
export * from './summarizeSeries';
export * from './usage';
