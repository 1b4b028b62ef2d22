import { InspectedGuest, compact } from '@sankofa/plugin-itops-node';
import { changeMarker, guestConfigFact } from '@sankofa/site-model';
import { GuestRow, PendingConfig } from '../clients/schemas';
import { isSet, tagsOf } from './lists';

const DISK = /^(?:rootfs|mp\d+|(?:scsi|virtio|sata|ide)\d+)$/;
const BYTES: Record<string, number> = {
  '': 1,
  K: 2 ** 10,
  M: 2 ** 20,
  G: 2 ** 30,
  T: 2 ** 40,
};
const MARKER = new RegExp(`^${changeMarker('(\\S+)')}\\s*$`, 'm');

function settingOf(line: string, name: string): string | undefined {
  return line
    .split(',')
    .map(part => part.trim())
    .find(part => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

/** Bytes of `…,size=8G`; undefined for what has no size, and for drives whose medium is changed. */
function diskBytes(line: string): number | undefined {
  const [, count, unit] =
    /^(\d+(?:\.\d+)?)([KMGT]?)$/.exec(settingOf(line, 'size') ?? '') ?? [];
  return count === undefined || settingOf(line, 'media') === 'cdrom'
    ? undefined
    : Number(count) * BYTES[unit];
}

function byInterface<T>(
  entries: readonly (readonly [string, T | undefined])[],
): Record<string, T> {
  return Object.fromEntries(
    entries.filter((entry): entry is [string, T] => entry[1] !== undefined),
  );
}

/**
 * A guest as one look found it: its row of the cluster's list, its active and pending
 * configuration, and its status. Of the description only the marker of a change is kept.
 */
export function mapInspectedGuest(options: {
  row: GuestRow;
  status: string;
  rows: PendingConfig;
  inspectedAt: string;
}): InspectedGuest {
  const { row, status, rows, inspectedAt } = options;
  const { vmid, type, node, pool } = row;
  const pendingKeys = rows
    .filter(each => each.delete || (each.pending ?? undefined) !== undefined)
    .map(({ key }) => key)
    .sort();
  const lines = Object.fromEntries(
    rows
      .filter(({ value }) => value !== undefined && value !== null)
      .map(({ key, value }) => [key, String(value)]),
  );
  const { interfaces, protection } = guestConfigFact({
    vmid,
    type,
    config: lines,
    keepDescription: false,
  });
  const macs = interfaces.flatMap(({ mac }) => (mac ? [mac] : []));
  return {
    inspectedAt,
    pendingKeys,
    interfaceLines: Object.fromEntries(
      interfaces
        .filter(({ id }) => !pendingKeys.includes(id))
        .map(({ id }) => [id, lines[id]]),
    ),
    guest: compact({
      vmid,
      type,
      name: (type === 'lxc' ? lines.hostname : lines.name) ?? row.name,
      node,
      macs: [...new Set(macs)].sort(),
      uuid: settingOf(lines.smbios1 ?? '', 'uuid'),
      digest: lines.digest,
      status,
      template: isSet(lines.template),
      tags: tagsOf(lines.tags ?? ''),
      pool,
      lock: lines.lock,
      protection,
      disks: byInterface(
        Object.entries(lines)
          .filter(([key]) => DISK.test(key))
          .map(([key, line]) => [key, diskBytes(line)]),
      ),
      vlans: byInterface(interfaces.map(({ id, tag }) => [id, tag ?? 0])),
      bridges: byInterface(interfaces.map(({ id, bridge }) => [id, bridge])),
      createdBy: MARKER.exec(lines.description ?? '')?.[1],
    }),
  };
}
