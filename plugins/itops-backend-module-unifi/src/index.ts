/**
 * The UniFi connector of the itops plugin: reads switches, ports, clients, networks
 * and port forwards of a console, and never writes.
 *
 * @packageDocumentation
 */
export { itopsModuleUnifi as default } from './module';
export { unifiCollectorsFromConfig } from './unifiCollectorsFromConfig';
