export * from './FreshnessStamp';
export * from './FreshnessStrip';
export * from './Observed';
export * from './explain';
