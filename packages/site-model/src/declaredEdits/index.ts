export { applyChanges } from './DriftFix';
export type { DeclaredChange, DriftFix, NoFixReason } from './DriftFix';
export type { EditResult } from './EditResult';
export * from './editEnvFile';
export * from './editEndpointTable';
export { proposeFix } from './proposeFix';
