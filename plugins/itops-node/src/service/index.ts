export * from './itopsServiceRef';
