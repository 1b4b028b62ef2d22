export * from './measure';
export * from './print';
export * from './random';
export * from './row';
export * from './suite';
