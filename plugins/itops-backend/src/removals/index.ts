export * from './RemovalService';
