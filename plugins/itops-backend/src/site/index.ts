export * from './SiteService';
export * from './SiteView';
