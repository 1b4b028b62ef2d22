export * from './siteEntities';
