import { NEW_DEVICE } from '../csv/importCsv';
import { FieldColumn } from '../csv/readFields';
import { deviceKey } from '../keys';
import { PortDevice } from '../portMap';
import { roleNameOf, roleOfName } from '../roles';
import { NetboxReading, NetboxRow } from './NetboxReading';
import { readStatus } from './choices';
import { saidDeviceSchema } from '../saidSchemas';

const COLUMNS: readonly FieldColumn[] = [
  { column: 'name', field: 'name', always: true },
  { column: 'role', field: 'roleName', always: true },
  { column: 'manufacturer', field: 'manufacturer' },
  { column: 'device_type', field: 'model' },
  { column: 'status', field: 'status', read: readStatus, always: true },
  { column: 'site', field: 'site' },
  { column: 'location', field: 'location' },
  { column: 'rack', field: 'rack' },
  { column: 'description', field: 'description' },
];

/** devices.csv */
export function readDevices(
  reading: NetboxReading,
  rows: readonly NetboxRow[],
): void {
  reading.patch.covers.push('device');
  for (const row of rows) {
    const said = reading.fields<PortDevice>(row, COLUMNS, saidDeviceSchema);
    if (!said) {
      continue;
    }
    const { name, roleName, ...rest } = said;
    if (name === undefined) {
      reading.problem(row.at, 'A device without a name cannot be kept', 'name');
      continue;
    }
    const key = deviceKey({ name });
    const role = roleName !== undefined && {
      role: roleOfName(roleName),
      roleName: roleNameOf(roleName),
    };
    if (reading.claim(key, name, row.at)) {
      reading.addDevice({
        key,
        said: { name, ...role, ...rest },
        fallback: NEW_DEVICE,
        at: row.at,
      });
    }
  }
}
