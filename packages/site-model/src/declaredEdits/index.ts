export type { EditResult } from './EditResult';
export * from './editEnvFile';
export * from './editEndpointTable';
