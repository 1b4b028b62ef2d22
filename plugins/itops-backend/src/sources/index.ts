export * from './HealthService';
export * from './RunReader';
export * from './sourceViews';
