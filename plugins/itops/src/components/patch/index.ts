export * from './CopyButton';
export * from './PatchSection';
