/** What a role grants on a path and everything below it. */
export interface AccessEntry {
  path: string;
  privileges: readonly string[];
  /** False: on this path only, and on nothing below. */
  propagate?: boolean;
}

/** An API token of the lab, without its secret. */
export interface LabToken {
  /** `it-ro@pve!collector`. */
  id: string;
  access: AccessEntry[];
  /** Has the secret of those that write. */
  writes?: boolean;
}

/** The stock role PVEAuditor of Proxmox VE 9. */
export const AUDITOR = [
  'Datastore.Audit',
  'Mapping.Audit',
  'Pool.Audit',
  'SDN.Audit',
  'Sys.Audit',
  'VM.Audit',
  'VM.GuestAgent.Audit',
] as const;

function covers(entry: AccessEntry, path: string): boolean {
  return (
    path === entry.path ||
    (entry.propagate !== false &&
      (entry.path === '/' || path.startsWith(`${entry.path}/`)))
  );
}

/** What one token may see. The entry nearest to a path counts, as in Proxmox. */
export class AccessControl {
  private constructor(readonly token: LabToken) {}

  static of(token: LabToken): AccessControl {
    return new AccessControl(token);
  }

  privileges(path: string): readonly string[] {
    return this.entry(path)?.privileges ?? [];
  }

  /** Whether what holds on a path holds below it, too. */
  propagates(path: string): boolean {
    return this.entry(path)?.propagate !== false;
  }

  private entry(path: string): AccessEntry | undefined {
    return this.token.access
      .filter(entry => covers(entry, path))
      .sort((a, b) => b.path.length - a.path.length)[0];
  }

  may(path: string, ...anyOf: string[]): boolean {
    const granted = this.privileges(path);
    return anyOf.some(privilege => granted.includes(privilege));
  }

  /** A guest is also reached through its pool. */
  mayGuest(
    guest: { vmid: number; pool?: string } | number,
    ...anyOf: string[]
  ): boolean {
    const { vmid, pool } =
      typeof guest === 'number' ? { vmid: guest, pool: undefined } : guest;
    return (
      this.may(`/vms/${vmid}`, ...anyOf) ||
      (pool !== undefined && this.may(`/pool/${pool}`, ...anyOf))
    );
  }
}
