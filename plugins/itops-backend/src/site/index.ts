export * from './SiteFollower';
export * from './SiteService';
export * from './SiteView';
