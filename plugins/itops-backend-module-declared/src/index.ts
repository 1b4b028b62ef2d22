/**
 * The connector for declared files of the itops plugin: `ip-addresses.conf` and
 * endpoint tables in Markdown, from this machine or through Backstage's UrlReader.
 *
 * @packageDocumentation
 */
export { itopsModuleDeclared as default } from './module';
export { declaredCollectorsFromConfig } from './declaredCollectorsFromConfig';
