export * from './Repeated';
