/**
 * The connector for reverse proxies of the itops plugin: reads Nginx Proxy Manager and
 * NPMplus over their API, and never writes.
 *
 * @packageDocumentation
 */
export { itopsModuleNpm as default } from './module';
export { npmCollectorsFromConfig } from './npmCollectorsFromConfig';
