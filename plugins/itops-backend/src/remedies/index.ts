export * from './PatchService';
