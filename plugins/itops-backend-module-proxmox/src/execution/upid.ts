/** What the name of a task of Proxmox says about it. */
export interface Upid {
  node: string;
  /** When it began, by the clock of its node, seconds since the epoch. */
  startedAt: number;
  /** `vzcreate`, `qmstart` … */
  type: string;
  /** The VMID, of tasks about a guest. */
  id: string;
  /** `USER@REALM`, or `USER@REALM!TOKENID`. */
  user: string;
}

/** Source: `PVE::Tools::upid_decode`. */
const UPID =
  /^UPID:([A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?):[0-9A-Fa-f]{8}:[0-9A-Fa-f]{8,9}:([0-9A-Fa-f]{8}):([^:\s]+):([^:\s]*):([^:\s]+):$/;

/** Undefined for what is no name of a task. */
export function parseUpid(text: unknown): Upid | undefined {
  const match = typeof text === 'string' ? UPID.exec(text) : undefined;
  if (!match) {
    return undefined;
  }
  const [, node, startedAt, type, id, user] = match;
  return { node, startedAt: Number.parseInt(startedAt, 16), type, id, user };
}
