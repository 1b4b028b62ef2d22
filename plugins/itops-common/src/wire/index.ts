export * from './findings';
export * from './freshness';
export * from './inventory';
export * from './sources';
