export * from './Retention';
