export * from './Collector';
export * from './textHash';
export * from './scopeResults';
