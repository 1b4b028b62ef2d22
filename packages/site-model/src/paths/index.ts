export { buildPaths } from './buildPaths';
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
