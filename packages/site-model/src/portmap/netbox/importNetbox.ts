import { InterfaceNameBook } from '../interfaceNames';
import { ImportFile, ImportReading } from '../patch';
import { EMPTY_PORT_MAP, PortMap } from '../portMap';
import { NetboxReading } from './NetboxReading';
import { readCables } from './readCables';
import { readDevices } from './readDevices';
import { readMacAddresses } from './readMacAddresses';
import { readFrontPorts, readInterfaces, readRearPorts } from './readPorts';
import { NETBOX_TABLES } from './tables';

/** In the order in which they build on each other, whatever order the files come in. */
const READERS = [
  { table: NETBOX_TABLES.devices, read: readDevices },
  { table: NETBOX_TABLES.interfaces, read: readInterfaces },
  { table: NETBOX_TABLES.rearPorts, read: readRearPorts },
  { table: NETBOX_TABLES.frontPorts, read: readFrontPorts },
  { table: NETBOX_TABLES.macAddresses, read: readMacAddresses },
  { table: NETBOX_TABLES.cables, read: readCables },
] as const;

/** @public */
export interface NetboxImportOptions {
  /** The records there are: ends of cables and models of devices are looked up there. */
  current?: PortMap;
  names?: InterfaceNameBook;
  /** Headings and choices in another language, with the words of NetBox's import. */
  words?: Readonly<Record<string, string>>;
}

/**
 * Reads CSV files in the form of NetBox's import, or as its pages export them.
 * The name of a file says which table it is: `interfaces.csv`,
 * `netbox_front_ports.csv`. Never throws; what cannot be read is a problem with
 * its line.
 * @public
 */
export function importNetbox(
  files: readonly ImportFile[],
  options: NetboxImportOptions = {},
): ImportReading {
  const {
    current = EMPTY_PORT_MAP,
    names = InterfaceNameBook.create(),
    words = {},
  } = options;
  const reading = NetboxReading.create({ current, names, words });
  const known = new Set<ImportFile>();
  for (const { table, read } of READERS) {
    for (const file of files.filter(
      ({ name }) => tableName(name) === table.name,
    )) {
      known.add(file);
      read(reading, reading.rows(file, table));
    }
  }
  for (const { name } of files.filter(file => !known.has(file))) {
    const tables = READERS.map(({ table }) => `${table.name}.csv`).join(', ');
    reading.problem(
      { file: name, line: 1 },
      `The name of the file says which table it is; it must be one of ${tables}`,
    );
  }
  const { patch, problems, notes } = reading;
  return { patch, problems, notes };
}

/** `netbox_front_ports.csv` and `Front Ports.csv` are `front-ports`. */
function tableName(file: string): string {
  return (file.split(/[\\/]/).at(-1) ?? '')
    .toLowerCase()
    .replace(/\.csv$/, '')
    .replace(/^netbox_/, '')
    .replace(/[ _]/g, '-');
}
