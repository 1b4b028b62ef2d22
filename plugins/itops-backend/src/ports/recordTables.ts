import {
  CableRecord,
  DevicePortRecord,
  PortDeviceRecord,
} from '@sankofa/plugin-itops-common';
import { cableLabel, endLabel, portLabel } from '@sankofa/site-model';
import { SortedTable } from '../views/table';
import { PortRecordBook } from './PortRecordBook';
import { StoredCable, StoredDevice, StoredPort } from './PortRecordStore';

/** Records as they are sent. Worked out once for each state of the records. */
export interface RecordRows {
  devices: ReadonlyMap<string, PortDeviceRecord>;
  ports: ReadonlyMap<string, DevicePortRecord>;
  cables: ReadonlyMap<string, CableRecord>;
}

interface Peer {
  cable: StoredCable;
  far: 'a' | 'b';
  portId: string;
}
/** The other end of the cable, by the id of a port. */
type Peers = ReadonlyMap<string, Peer>;

/** The rows of a book; ask for them with `book.derive`. */
export function recordRows(book: PortRecordBook): RecordRows {
  const cables = [...book.cablesById.values()];
  const ports = [...book.portsById.values()];
  const peers: Peers = new Map(
    cables.flatMap((cable): [string, Peer][] => [
      [cable.aPortId, { cable, far: 'b', portId: cable.bPortId }],
      [cable.bPortId, { cable, far: 'a', portId: cable.aPortId }],
    ]),
  );
  const portCounts = countBy(ports, ({ deviceId }) => deviceId);
  const cableCounts = countBy(
    ports.filter(({ meta }) => peers.has(meta.id)),
    ({ deviceId }) => deviceId,
  );
  return {
    devices: rows([...book.devicesById.values()], device => ({
      ...device.value,
      ...device.meta,
      ports: portCounts.get(device.meta.id) ?? 0,
      cables: cableCounts.get(device.meta.id) ?? 0,
    })),
    ports: rows(ports, port => portRow(port, book, peers)),
    cables: rows(cables, ({ meta, value, aPortId, bPortId }) => ({
      ...value,
      ...meta,
      aPortId,
      bPortId,
    })),
  };
}

function rows<T extends StoredDevice | StoredPort | StoredCable, R>(
  records: readonly T[],
  rowOf: (record: T) => R,
): ReadonlyMap<string, R> {
  return new Map(records.map(record => [record.meta.id, rowOf(record)]));
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string) {
  const counts = new Map<string, number>();
  for (const item of items) {
    counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  }
  return counts;
}

function portRow(
  port: StoredPort,
  book: PortRecordBook,
  peers: Peers,
): DevicePortRecord {
  const { meta, value, deviceId, lagId, rearPortId } = port;
  const device = book.devicesById.get(deviceId)?.value;
  const names =
    value.kind === 'interface'
      ? book.nameBook.namesOf(device, value)
      : undefined;
  const peer = peers.get(meta.id);
  return {
    ...value,
    ...meta,
    deviceId,
    ...(lagId && { lagId }),
    ...(rearPortId && { rearPortId }),
    ...(names && { names }),
    ...(peer && {
      cable: {
        id: peer.cable.meta.id,
        status: peer.cable.value.status,
        peer: { ...peer.cable.value[peer.far], portId: peer.portId },
      },
    }),
  };
}

function searchable(...parts: (string | number | undefined)[]): string {
  return parts
    .filter(part => part !== undefined)
    .join(' ')
    .toLowerCase();
}

export function deviceRecordTable(book: PortRecordBook) {
  return SortedTable.create<PortDeviceRecord>(
    [...book.derive(recordRows).devices.values()],
    {
      idOf: ({ id }) => id,
      sorts: {
        name: ({ name }) => name,
        role: ({ role }) => role,
        model: ({ model }) => model,
        site: ({ site }) => site,
        status: ({ status }) => status,
        updatedAt: ({ updatedAt }) => updatedAt,
      },
      defaultSort: 'name',
      textOf: row =>
        searchable(
          row.name,
          row.role,
          row.roleName,
          row.manufacturer,
          row.model,
          row.site,
          row.location,
          row.rack,
          row.description,
        ),
    },
  );
}

export function portRecordTable(book: PortRecordBook) {
  return SortedTable.create<DevicePortRecord>(
    [...book.derive(recordRows).ports.values()],
    {
      idOf: ({ id }) => id,
      sorts: {
        device: row => `${row.device} ${row.kind} ${row.name}`,
        name: ({ name }) => name,
        number: ({ number }) => number,
        type: ({ type }) => type,
        updatedAt: ({ updatedAt }) => updatedAt,
      },
      defaultSort: 'device',
      textOf: row =>
        searchable(
          portLabel(row),
          row.label,
          row.number,
          row.type,
          row.lag,
          row.names?.netbox,
          row.names?.system,
          ...row.macs,
          row.cable && endLabel(row.cable.peer),
          row.description,
        ),
    },
  );
}

export function cableRecordTable(book: PortRecordBook) {
  return SortedTable.create<CableRecord>(
    [...book.derive(recordRows).cables.values()],
    {
      idOf: ({ id }) => id,
      sorts: {
        ends: cableLabel,
        label: ({ label }) => label,
        type: ({ type }) => type,
        status: ({ status }) => status,
        length: ({ length }) => length,
        updatedAt: ({ updatedAt }) => updatedAt,
      },
      defaultSort: 'ends',
      textOf: row =>
        searchable(cableLabel(row), row.label, row.type, row.description),
    },
  );
}
