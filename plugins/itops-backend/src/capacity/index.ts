export { CapacityService } from './CapacityService';
export { DatabaseMetricStore } from './DatabaseMetricStore';
export type { MetricStore } from './MetricStore';
export { capacitySettingsFromConfig } from './capacitySettings';
export type { CapacitySettings } from './capacitySettings';
