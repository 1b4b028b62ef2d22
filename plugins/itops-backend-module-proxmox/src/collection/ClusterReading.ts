import { ConnectorError } from '@sankofa/plugin-itops-node';
import { ClusterStatus, GuestRow } from '../clients/schemas';
import { RequiredPrivilege } from '../privileges';

/** A cluster member as the whole cluster sees it. */
export interface Member {
  name: string;
  status: 'online' | 'offline' | 'unknown';
  address?: string;
}

/** What every member of a cluster knows: who is in it, and which guests there are. */
export interface ClusterReading {
  /** Name of the cluster, or of the single node. */
  name?: string;
  version: string;
  /** Absent on a single node, and when the token may not ask. */
  quorate?: boolean;
  members: Member[];
  guests: GuestRow[];
  /** What the token lacks; always empty over SSH. */
  missing: RequiredPrivilege[];
  /** Why `/cluster/status` could not be read, where that is the case. */
  statusError?: ConnectorError;
}

function memberStatus(
  online: boolean | undefined,
  listed: string | undefined,
): Member['status'] {
  if (online !== undefined) {
    return online ? 'online' : 'offline';
  }
  return listed === 'online' || listed === 'offline' ? listed : 'unknown';
}

/** Members by `/cluster/status`, completed by the rows of `/cluster/resources`. */
export function membersOf(
  status: ClusterStatus | undefined,
  listed: { node: string; status?: string }[],
): Member[] {
  const rows = (status ?? []).flatMap(row =>
    row.type === 'node' ? [row] : [],
  );
  const names = [
    ...new Set([...rows.map(row => row.name), ...listed.map(row => row.node)]),
  ].sort();
  return names.map(name => {
    const row = rows.find(candidate => candidate.name === name);
    return {
      name,
      status: memberStatus(
        row?.online,
        listed.find(candidate => candidate.node === name)?.status,
      ),
      address: row?.ip,
    };
  });
}

/** Name and quorum; a single node has no row of its own for the cluster. */
export function identityOf(
  status: ClusterStatus | undefined,
): Pick<ClusterReading, 'name' | 'quorate'> {
  const cluster = status?.find(row => row.type === 'cluster');
  return {
    name: cluster?.name ?? status?.find(row => row.type === 'node')?.name,
    quorate: cluster?.type === 'cluster' ? cluster.quorate : undefined,
  };
}

/** Whether the member was offline when the cluster was read. */
export function isOffline(cluster: ClusterReading, node: string): boolean {
  return (
    cluster.members.find(member => member.name === node)?.status === 'offline'
  );
}
