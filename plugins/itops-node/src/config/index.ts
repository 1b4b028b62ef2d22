export * from './siteOptionsFromConfig';
