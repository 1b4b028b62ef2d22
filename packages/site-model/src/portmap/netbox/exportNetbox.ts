import { formatCsv } from '../csv/formatCsv';
import { InterfaceNameBook } from '../interfaceNames';
import { ImportFile, ImportNote } from '../patch';
import { CableTermination, DevicePort, PortMap } from '../portMap';
import { contentTypeOf } from './choices';
import { describePort } from './portNumber';
import { NETBOX_TABLES, NetboxTable } from './tables';

/** NetBox's limit for a description. */
const MAX_DESCRIPTION = 200;

type Cells = Readonly<Record<string, string | number | undefined>>;

/**
 * A port map as the CSV files of NetBox's bulk import, to be imported in this
 * order. The notes say what NetBox will ask for and the records do not have.
 * NetBox takes cells literally, so nothing is put before what a spreadsheet would
 * calculate: these files are for NetBox, not for a spreadsheet.
 * @public
 */
export function exportNetbox(
  map: PortMap,
  names: InterfaceNameBook = InterfaceNameBook.create(),
): { files: ImportFile[]; notes: ImportNote[] } {
  const devices = new Map(map.devices.map(device => [device.name, device]));
  const described = (port: DevicePort) =>
    describePort(port, names.numberOf(devices.get(port.device), port.name));
  const common = (port: DevicePort): Cells => ({
    device: port.device,
    name: port.name,
    label: port.label,
    type: port.type,
    description: described(port),
  });
  const ofKind = (kind: DevicePort['kind']) =>
    map.ports.filter(port => port.kind === kind);
  // NetBox looks a LAG up by name, so it has to be there before its members.
  const interfaces = ofKind('interface').sort(
    (left, right) =>
      Number(left.lag !== undefined) - Number(right.lag !== undefined),
  );
  const side = (
    name: 'a' | 'b',
    { device, kind, port }: CableTermination,
  ): Cells => ({
    [`side_${name}_site`]: devices.get(device)?.site,
    [`side_${name}_device`]: device,
    [`side_${name}_type`]: contentTypeOf(kind),
    [`side_${name}_name`]: port,
  });
  const files = [
    sheet(
      NETBOX_TABLES.devices,
      map.devices.map(({ role, roleName, model, ...device }) => ({
        ...device,
        role: roleName ?? role,
        device_type: model,
      })),
    ),
    sheet(
      NETBOX_TABLES.interfaces,
      interfaces.map(port => ({ ...common(port), lag: port.lag })),
    ),
    sheet(
      NETBOX_TABLES.rearPorts,
      ofKind('rear-port').map(port => ({
        ...common(port),
        positions: port.positions,
      })),
    ),
    sheet(
      NETBOX_TABLES.frontPorts,
      ofKind('front-port').map(port => ({
        ...common(port),
        rear_port: port.rearPort,
        rear_port_position: port.rearPosition,
      })),
    ),
    sheet(
      NETBOX_TABLES.macAddresses,
      interfaces.flatMap(({ device, name, macs }) =>
        macs.map((mac, index) => ({
          mac_address: mac,
          device,
          interface: name,
          is_primary: String(index === 0),
        })),
      ),
    ),
    sheet(
      NETBOX_TABLES.cables,
      map.cables.map(({ a, b, lengthUnit, ...cable }) => ({
        ...side('a', a),
        ...side('b', b),
        ...cable,
        length_unit: lengthUnit,
      })),
    ),
  ];
  return { files, notes: notesOn(map, described) };
}

function sheet(
  { name, headings }: NetboxTable,
  rows: readonly Cells[],
): ImportFile {
  const body = rows.map(cells =>
    headings.map(heading => String(cells[heading] ?? '')),
  );
  return { name: `${name}.csv`, text: formatCsv([headings, ...body]) };
}

function notesOn(
  map: PortMap,
  described: (port: DevicePort) => string,
): ImportNote[] {
  const lacking = (['manufacturer', 'model', 'site'] as const).flatMap(
    field => {
      const count = map.devices.filter(device => !device[field]).length;
      return count === 0
        ? []
        : [
            {
              file: 'devices.csv',
              message: `${count} of ${map.devices.length} devices have no ${field}, which NetBox requires`,
            },
          ];
    },
  );
  const long = map.ports.filter(
    port => described(port).length > MAX_DESCRIPTION,
  ).length;
  return long === 0
    ? lacking
    : [
        ...lacking,
        {
          file: 'interfaces.csv',
          message: `${long} ports have a description that is too long for NetBox with the port number before it`,
        },
      ];
}
