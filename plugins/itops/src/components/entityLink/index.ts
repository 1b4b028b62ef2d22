export * from './Code';
export * from './EntityLink';
