export * from './Collector';
export * from './scopeResults';
