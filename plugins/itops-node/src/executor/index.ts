export * from './Executor';
