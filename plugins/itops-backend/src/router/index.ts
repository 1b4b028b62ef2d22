export * from './Guard';
export * from './Reads';
export * from './RouterOptions';
export * from './createRouter';
