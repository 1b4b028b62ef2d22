export * from './Facts';
export * from './PageFrame';
export * from './Section';
