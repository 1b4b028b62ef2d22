export { buildPaths } from './buildPaths';
export { connectionsOf } from './connections';
export type { CableEnd, Connections } from './connections';
export { HostMatcher } from './HostMatcher';
export { HOP_STATUS_ORDER, hopsOf } from './path';
export type {
  Hop,
  HopKind,
  HopReason,
  HopStatus,
  Path,
  PathBranch,
} from './path';
export { PathBook } from './PathBook';
