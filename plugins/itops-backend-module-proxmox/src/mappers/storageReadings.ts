import { MeasuredSeries, compact } from '@sankofa/plugin-itops-node';
import { STORED_STEP_SECONDS } from '@sankofa/site-model';
import { StorageConfigRow, StorageResource } from '../clients/schemas';
import { rounded } from './rrdPoints';

/**
 * What the space of a storage is taken from. Two storages with the same answer fill up
 * the same disk; nothing is answered where the configuration does not tell.
 */
export function backingOf(row: StorageConfigRow): string | undefined {
  const { type, pool, vgname, thinpool, monhost, server, path } = row;
  switch (type) {
    case 'rbd':
    case 'cephfs':
      // Without monitors of its own it is the Ceph cluster of the nodes.
      return `ceph:${(monhost ?? 'own')
        .split(/[\s,;]+/)
        .sort()
        .join(',')}`;
    case 'lvmthin':
      return vgname && thinpool && `thin:${vgname}/${thinpool}`;
    case 'lvm':
      return vgname && `lvm:${vgname}`;
    case 'zfspool':
      return pool && `zfs:${pool.split('/')[0]}`;
    case 'nfs':
      return server && row.export && `nfs:${server}:${row.export}`;
    case 'cifs':
      return server && row.share && `cifs:${server}/${row.share}`;
    case 'dir':
    case 'btrfs':
      return path && `path:${path}`;
    default:
      return undefined;
  }
}

/** How full each storage is now: one point each; a shared one once. */
export function storageSeries(
  rows: readonly StorageResource[],
  configs: readonly StorageConfigRow[],
  now: number,
): MeasuredSeries[] {
  const backings = new Map(
    configs.map(config => [config.storage, backingOf(config)]),
  );
  const at = Math.floor(now / STORED_STEP_SECONDS) * STORED_STEP_SECONDS;
  const series = new Map<string, MeasuredSeries>();
  for (const row of rows) {
    const { storage, node, plugintype: type = 'unknown' } = row;
    const shared = row.shared ?? false;
    const subject = shared
      ? `storage:${storage}`
      : `storage:${node}/${storage}`;
    // A storage that is not there answers 0 of 0.
    const isThere = row.status === 'available' && (row.maxdisk ?? 0) > 0;
    const used = isThere ? rounded(row.disk) : undefined;
    const total = isThere ? rounded(row.maxdisk) : undefined;
    if (used !== undefined || !series.has(subject)) {
      series.set(subject, {
        subject,
        limits: compact({ diskBytes: total }),
        points:
          used === undefined
            ? []
            : [{ at, stepSeconds: STORED_STEP_SECONDS, disk: used }],
        storage: compact({
          storage,
          node,
          type,
          shared,
          backing: backings.get(storage),
          usedBytes: used,
          totalBytes: total,
        }),
      });
    }
  }
  return [...series.values()];
}
