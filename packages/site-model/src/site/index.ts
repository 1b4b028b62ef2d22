export * from './site';
export { buildSite, isClusterSource } from './buildSite';
