export * from './edge';
export * from './site';
export type { DeclaredFile } from './declaredFiles';
export { buildSite, isClusterSource } from './buildSite';
export {
  isControllerSource,
  isProxySource,
  isSightingSource,
} from './edge/readEdge';
