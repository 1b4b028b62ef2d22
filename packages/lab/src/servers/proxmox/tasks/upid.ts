/** What stands in the name of a task. */
export interface Upid {
  node: string;
  pid: number;
  /** Start of the process, in hundredths of a second since the node came up. */
  pstart: number;
  /** Seconds since the epoch. */
  starttime: number;
  /** `vzcreate`, `vzstart`, … */
  type: string;
  /** Mostly a VMID. */
  id: string;
  /** `user@realm`, with `!token` where one asked. */
  user: string;
}

const hex = (value: number) =>
  value.toString(16).toUpperCase().padStart(8, '0');

export function formatUpid(upid: Upid): string {
  const { node, pid, pstart, starttime, type, id, user } = upid;
  const numbers = [pid, pstart, starttime].map(hex).join(':');
  return `UPID:${node}:${numbers}:${type}:${id}:${user}:`;
}

export function parseUpid(text: string): Upid | undefined {
  const match =
    /^UPID:([a-zA-Z0-9-]+):([0-9A-F]{8}):([0-9A-F]{8,9}):([0-9A-F]{8}):([^:\s]+):([^:\s]*):([^:\s]+):$/.exec(
      text,
    );
  if (!match) {
    return undefined;
  }
  const [, node, pid, pstart, starttime, type, id, user] = match;
  return {
    node,
    pid: parseInt(pid, 16),
    pstart: parseInt(pstart, 16),
    starttime: parseInt(starttime, 16),
    type,
    id,
    user,
  };
}
