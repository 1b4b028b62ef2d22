/**
 * The connector for neighbour tables (`ip neigh`) and links (`ip link`) of named nodes of
 * the itops plugin, over SSH with a pinned host key or from recorded files.
 *
 * @packageDocumentation
 */
export { itopsModuleNeighbours as default } from './module';
export { neighboursCollectorsFromConfig } from './neighboursCollectorsFromConfig';
