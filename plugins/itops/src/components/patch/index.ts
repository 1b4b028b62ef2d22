export * from './PatchSection';
