export * from './Collector';
