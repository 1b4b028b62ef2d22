export * from './compareReach';
export { type EditKind, type MoveEdit } from './edits';
export * from './flows';
export * from './freeAddresses';
export {
  GATE_IDS,
  judgeGates,
  type GateEvidence,
  type GateId,
  type GateResult,
} from './gates';
export { movesOf, type MoveGap, type VlanMove } from './moves';
export * from './nodeChanges';
export {
  type PlanSegment,
  type PlanSelector,
  type PlanWave,
  type VlanPlan,
} from './plan';
export * from './readPlan';
export * from './runbook';
export * from './simulate';
export * from './substance';
export {
  type HostnameOutcome,
  type ReachOutcome,
  type ReachReason,
  type ReachVerdict,
} from './verdict';
export * from './workloads';
