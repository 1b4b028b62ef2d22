import { normalizeMac } from '../../values';
import { portKey, portLabel } from '../keys';
import { PatchRow } from '../patch';
import { DevicePort } from '../portMap';
import { NetboxReading, NetboxRow } from './NetboxReading';
import { readTruth } from './choices';

interface Interface {
  row: NetboxRow;
  port: Pick<DevicePort, 'device' | 'kind' | 'name'>;
  macs: { mac: string; primary: boolean }[];
}

/**
 * mac-addresses.csv: every interface of the interfaces file, and every other one
 * that is named here, has exactly these addresses.
 */
export function readMacAddresses(
  reading: NetboxReading,
  rows: readonly NetboxRow[],
): void {
  const found = new Map<string, Interface>();
  for (const row of rows) {
    const mac = macOf(reading, row);
    const port = mac && portOf(reading, row);
    if (!port) {
      continue;
    }
    const key = portKey(port);
    const entry = found.get(key) ?? { row, port, macs: [] };
    found.set(key, entry);
    if (entry.macs.some(other => other.mac === mac)) {
      reading.problem(row.at, `${portLabel(port)} has ${mac} already`);
      continue;
    }
    const primary = readTruth(row.cell('is_primary') ?? '');
    entry.macs.push({ mac, primary });
  }
  assign(reading, found);
}

function macOf(reading: NetboxReading, row: NetboxRow): string | undefined {
  const text = row.cell('mac_address') ?? '';
  const mac = normalizeMac(text);
  if (mac === undefined) {
    reading.problem(row.at, `'${text}' is no MAC address`, 'mac_address');
  }
  return mac;
}

/** Addresses of guests, and those that belong to nothing, are not ours to keep. */
function portOf(
  reading: NetboxReading,
  row: NetboxRow,
): Interface['port'] | undefined {
  const device = row.cell('device') || row.cell('parent');
  const name = row.cell('interface');
  if (!device || !name) {
    reading.note(
      row.at.file,
      `Line ${row.line}: not kept, for it is on no interface of a device`,
    );
    return undefined;
  }
  // The export does not tell devices from guests.
  if (row.cell('device') === undefined && !reading.device(device)) {
    reading.note(
      row.at.file,
      `Line ${row.line}: not kept, for ${device} is no device here`,
    );
    return undefined;
  }
  return { device, kind: 'interface', name };
}

function assign(
  reading: NetboxReading,
  found: ReadonlyMap<string, Interface>,
): void {
  const rows = new Map<string, PatchRow<DevicePort>>();
  for (const row of reading.patch.ports) {
    rows.set(row.key, row);
    if (row.said.kind === 'interface') {
      row.said = { ...row.said, macs: [] };
    }
  }
  const known = new Set(reading.current.ports.map(portKey));
  for (const [key, { row, port, macs }] of found) {
    const ordered = [...macs]
      .sort((left, right) => Number(right.primary) - Number(left.primary))
      .map(({ mac }) => mac);
    const listed = rows.get(key);
    if (listed) {
      listed.said = { ...listed.said, macs: ordered };
    } else if (known.has(key)) {
      const said = { ...port, macs: ordered };
      reading.patch.ports.push({ key, said, fallback: {}, at: row.at });
    } else {
      reading.problem(row.at, `${portLabel(port)} is no interface here`);
    }
  }
}
