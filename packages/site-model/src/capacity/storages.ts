import { pushTo } from '../collections/pushTo';
import { compareText } from '../text/compareText';

/** What one storage said of itself, as one node sees it. @public */
export interface StorageReading {
  storage: string;
  node: string;
  /** Proxmox's word: `dir`, `lvmthin`, `zfspool`, `rbd`, `cephfs`, `nfs`, `pbs` … */
  type: string;
  /** Every node sees the same space. */
  shared: boolean;
  /**
   * What its space is taken from, where that is known: a thin pool, a ZFS pool, a Ceph
   * cluster, an export. Two storages with the same one compete for the same space.
   */
  backing?: string;
  usedBytes?: number;
  totalBytes?: number;
}

/** Space that exists once, whatever the number of nodes and storages that see it. @public */
export interface StorageSpace {
  id: string;
  /** Names of the storages that take from it. */
  storages: string[];
  /** Nodes that see it. */
  nodes: string[];
  types: string[];
  shared: boolean;
  usedBytes?: number;
  totalBytes?: number;
}

/**
 * Storages of one space that report their own use and the same free space: used sums up.
 * All others report the space as a whole.
 */
const OWN_USE = new Set(['rbd', 'cephfs', 'zfspool']);

/** Where a storage is counted; a shared one once in its cluster, others on each node. @public */
export function spaceIdOf(
  reading: Pick<StorageReading, 'storage' | 'node' | 'shared' | 'backing'>,
): string {
  const { storage, node, shared, backing } = reading;
  return `${shared ? '' : `${node}/`}${backing ?? storage}`;
}

/** Nodes read at different moments: the greatest value of one storage is taken. */
function perStorage(readings: readonly StorageReading[]): StorageReading[] {
  const byName = new Map<string, StorageReading>();
  for (const reading of readings) {
    const known = byName.get(reading.storage);
    if (!known || (reading.usedBytes ?? -1) > (known.usedBytes ?? -1)) {
      byName.set(reading.storage, reading);
    }
  }
  return [...byName.values()];
}

function sizeOf(readings: readonly StorageReading[]) {
  const known = perStorage(readings).filter(
    ({ usedBytes, totalBytes }) =>
      usedBytes !== undefined && totalBytes !== undefined,
  );
  // Unknown is not nothing: where one of them is silent, the sum would be too small.
  if (known.length === 0 || known.length < perStorage(readings).length) {
    return {};
  }
  const used = known.map(({ usedBytes }) => usedBytes!);
  const free = known.map(({ usedBytes, totalBytes }) =>
    Math.max(0, totalBytes! - usedBytes!),
  );
  if (known.every(({ type }) => OWN_USE.has(type))) {
    const usedBytes = used.reduce((sum, bytes) => sum + bytes, 0);
    return { usedBytes, totalBytes: usedBytes + Math.max(...free) };
  }
  return {
    usedBytes: Math.max(...used),
    totalBytes: Math.max(...known.map(({ totalBytes }) => totalBytes!)),
  };
}

/**
 * Every space of one cluster once: shared storages are seen by each node, and several
 * storages may be taken from the same thin pool or Ceph cluster.
 * @public
 */
export function storageSpaces(
  readings: readonly StorageReading[],
): StorageSpace[] {
  const groups = new Map<string, StorageReading[]>();
  for (const reading of readings) {
    pushTo(groups, spaceIdOf(reading), reading);
  }
  const distinct = (values: string[]) => [...new Set(values)].sort(compareText);
  return [...groups]
    .map(
      ([id, group]): StorageSpace => ({
        id,
        storages: distinct(group.map(({ storage }) => storage)),
        nodes: distinct(group.map(({ node }) => node)),
        types: distinct(group.map(({ type }) => type)),
        shared: group[0].shared,
        ...sizeOf(group),
      }),
    )
    .sort((left, right) => compareText(left.id, right.id));
}
