export * from './documents';
export * from './findings';
export * from './freshness';
export * from './inventory';
export * from './portmap';
export * from './ports';
export * from './site';
export * from './sources';
