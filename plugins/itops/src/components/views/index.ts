export * from './ViewBar';
