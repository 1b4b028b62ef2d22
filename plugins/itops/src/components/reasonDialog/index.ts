export * from './ReasonDialog';
