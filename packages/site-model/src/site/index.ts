export * from './edge';
export * from './site';
export { buildSite, isClusterSource } from './buildSite';
export {
  isControllerSource,
  isProxySource,
  isSightingSource,
} from './edge/readEdge';
