import { LabNode } from '../../world';
import { WorldIndex } from '../../world/WorldIndex';
import { AccessControl } from './AccessControl';
import { TaskBoard } from './tasks/TaskBoard';

/** One authenticated GET, with everything an answer may depend on. */
export interface Question {
  /** Below `/api2/json`, without the query. */
  path: string;
  query: URLSearchParams;
  access: AccessControl;
  index: WorldIndex;
  tasks: TaskBoard;
  /** The node whose port was asked. */
  here: LabNode;
  /** Seconds since the lab began: load, uptime and counters move with it. */
  elapsedSeconds: number;
  /** By the clock, seconds since the epoch: archives are asked for by it. */
  now: number;
  /** Fingerprint of the certificate that a node presents now. */
  fingerprint(node: string): string | undefined;
  /** How long Proxmox waits for an agent that is not there. */
  deadAgentMs: number;
}

/** True where a node is older than a release such as `8.4`. */
export function olderThan(node: LabNode, release: string): boolean {
  const parts = (text: string) => text.split('.').map(Number);
  const [major, minor = 0] = parts(node.version);
  const [wantedMajor, wantedMinor = 0] = parts(release);
  return major < wantedMajor || (major === wantedMajor && minor < wantedMinor);
}
