import { z } from 'zod';
import { revealFormula } from '../../portmap/csv/formulas';
import {
  FieldColumn,
  readFields,
  readInteger,
} from '../../portmap/csv/readFields';
import { readTable } from '../../portmap/csv/readTable';
import { RowKeys } from '../../portmap/csv/rowKeys';
import { Words, columnOf, translate } from '../../portmap/netbox/columns';
import { NetboxTable } from '../../portmap/netbox/tables';
import {
  FilePlace,
  ImportFile,
  ImportNote,
  ImportProblem,
} from '../../portmap/patch';
import { addressKey, isAssignableAddress, parseCidr } from '../../values';
import { readPrefix } from '../prefixBook';
import {
  IpamAddress,
  IpamPrefix,
  IpamVlan,
  ipamAddressSchema,
  ipamPrefixSchema,
  ipamVlanSchema,
} from '../records';
import { IPAM_TABLES } from './tables';

/** What one row of a file says; fields that it leaves empty are there and undefined. @public */
export interface IpamRow<T> {
  key: string;
  said: Partial<T>;
  at: FilePlace;
}

/** @public */
export interface IpamReading {
  vlans: IpamRow<IpamVlan>[];
  prefixes: IpamRow<IpamPrefix>[];
  addresses: IpamRow<IpamAddress>[];
  problems: ImportProblem[];
  notes: ImportNote[];
}

/** Key of a VLAN: its group and number. @public */
export function vlanKey({ vid, group }: Pick<IpamVlan, 'vid' | 'group'>) {
  return `${vid} ${group ?? ''}`;
}

const word = (text: string) => text.trim().toLowerCase();

const VLAN_COLUMNS: readonly FieldColumn[] = [
  { column: 'vid', field: 'vid', read: readInteger, always: true },
  { column: 'name', field: 'name', always: true },
  { column: 'group', field: 'group' },
  { column: 'status', field: 'status', read: word, always: true },
  { column: 'tenant', field: 'ownerTeam' },
  { column: 'role', field: 'environment' },
  { column: 'description', field: 'description' },
];

const PREFIX_COLUMNS: readonly FieldColumn[] = [
  { column: 'status', field: 'status', read: word, always: true },
  { column: 'tenant', field: 'ownerTeam' },
  { column: 'role', field: 'environment' },
  { column: 'description', field: 'description' },
  { column: 'comments', field: 'routingNotes' },
];

/** NetBox's statuses of an address; those that machines hand out are in use. */
const LIFECYCLES: Readonly<Record<string, IpamAddress['lifecycle']>> = {
  active: 'active',
  reserved: 'reserved',
  deprecated: 'deprecated',
  dhcp: 'active',
  slaac: 'active',
};

/** NetBox's roles of an address that several machines share are VIPs here. */
const ROLES: Readonly<Record<string, IpamAddress['role']>> = {
  vip: 'vip',
  vrrp: 'vip',
  hsrp: 'vip',
  glbp: 'vip',
  carp: 'vip',
  anycast: 'vip',
  loopback: 'host',
  secondary: 'host',
};

const ADDRESS_COLUMNS: readonly FieldColumn[] = [
  {
    column: 'status',
    field: 'lifecycle',
    read: text => LIFECYCLES[word(text)] ?? text,
    always: true,
  },
  {
    column: 'role',
    field: 'role',
    read: text => ROLES[word(text)] ?? text,
    always: true,
  },
  { column: 'tenant', field: 'ownerTeam' },
  { column: 'dns_name', field: 'hostname' },
  { column: 'description', field: 'description' },
];

const saidVlan = ipamVlanSchema.partial();
const saidPrefix = ipamPrefixSchema.partial();
const saidAddress = ipamAddressSchema.partial();

type Cell = (column: string) => string | undefined;

/** VRFs that are the one we keep. */
const DEFAULT_VRFS = new Set(['', 'default', 'global']);

function vrfProblem(cell: Cell): string | undefined {
  const vrf = cell('vrf') ?? '';
  return DEFAULT_VRFS.has(word(vrf))
    ? undefined
    : `'${vrf}': only addresses of the default VRF are kept here`;
}

/**
 * Reads NetBox's `vlans.csv`, `prefixes.csv` and `ip-addresses.csv`. Never throws;
 * what cannot be read is a problem with its line.
 *
 * @param words - headings and choices in another language, and NetBox's words for them
 * @public
 */
export function readNetboxIpam(
  files: readonly ImportFile[],
  words: Words = {},
): IpamReading {
  const reading: IpamReading = {
    vlans: [],
    prefixes: [],
    addresses: [],
    problems: [],
    notes: [],
  };
  const reader = new FileReader(reading, words);
  for (const file of files) {
    const name = file.name.split(/[\\/]/).at(-1)!.toLowerCase();
    const plain = name
      .replace(/^netbox_/, '')
      .replaceAll('_', '-')
      .replace(/\.csv$/, '');
    if (plain === 'vlans') {
      reader.vlans(file);
    } else if (plain === 'prefixes') {
      reader.prefixes(file);
    } else if (plain === 'ip-addresses') {
      reader.addresses(file);
    } else {
      const names = Object.values(IPAM_TABLES).map(
        table => `${table.name}.csv`,
      );
      const message = `The name of the file says what is in it; it must be one of ${names.join(
        ', ',
      )}`;
      reading.problems.push({ file: file.name, line: 1, message });
    }
  }
  return reading;
}

class FileReader {
  private readonly keys = RowKeys.create();

  constructor(
    private readonly reading: IpamReading,
    private readonly words: Words,
  ) {}

  vlans(file: ImportFile): void {
    for (const { at, cell } of this.rows(file, IPAM_TABLES.vlans)) {
      const said = this.fields<IpamVlan>(at, cell, VLAN_COLUMNS, saidVlan);
      if (said?.vid === undefined) {
        this.missing(at, 'vid', said);
      } else {
        const { vid, group } = said;
        const key = vlanKey({ vid, group });
        this.add(this.reading.vlans, 'vlan', { key, said, at }, `VLAN ${key}`);
      }
    }
  }

  prefixes(file: ImportFile): void {
    for (const { at, cell } of this.rows(file, IPAM_TABLES.prefixes)) {
      const said = this.fields<IpamPrefix>(
        at,
        cell,
        PREFIX_COLUMNS,
        saidPrefix,
      );
      const text = cell('prefix') ?? '';
      const read = readPrefix(text);
      const vlan = vlanOf(cell);
      const problem =
        (typeof read === 'string' ? read : undefined) ??
        vrfProblem(cell) ??
        (typeof vlan === 'string' ? vlan : undefined);
      if (problem !== undefined) {
        this.problem(at, problem);
      } else if (said && typeof read !== 'string' && typeof vlan !== 'string') {
        const { cidr } = read;
        const value = {
          ...said,
          cidr,
          ...(cell('vlan') !== undefined && { vlan }),
        };
        const row = { key: cidr, said: value, at };
        this.add(this.reading.prefixes, 'prefix', row, cidr);
      }
    }
  }

  addresses(file: ImportFile): void {
    let handedOut = 0;
    for (const { at, cell } of this.rows(file, IPAM_TABLES.addresses)) {
      const said = this.fields<IpamAddress>(
        at,
        cell,
        ADDRESS_COLUMNS,
        saidAddress,
      );
      const text = cell('address') ?? '';
      const cidr = parseCidr(text);
      const problem = !cidr
        ? `'${text}' is not an address with its prefix length, such as 192.168.11.5/24`
        : vrfProblem(cell) ??
          (isAssignableAddress(cidr.address)
            ? undefined
            : `No machine can have the address ${cidr.address}`);
      if (problem !== undefined) {
        this.problem(at, problem);
      } else if (said && cidr) {
        const { address } = cidr;
        const status = word(cell('status') ?? '');
        handedOut += status === 'dhcp' || status === 'slaac' ? 1 : 0;
        this.add(
          this.reading.addresses,
          'address',
          { key: addressKey(address), said: { ...said, address }, at },
          address,
        );
      }
    }
    if (handedOut > 0) {
      this.reading.notes.push({
        file: file.name,
        message: `${handedOut} addresses with the status dhcp or slaac are kept as active`,
      });
    }
  }

  private rows(
    file: ImportFile,
    table: NetboxTable,
  ): { at: FilePlace; cell: Cell }[] {
    const needed = table.needed.filter(names => names.length === 1).flat();
    const read = readTable(file, columnOf(table, this.words), needed);
    this.reading.problems.push(...read.problems);
    if (read.notKept.length > 0) {
      const message = `Not kept: ${read.notKept.join(', ')}`;
      this.reading.notes.push({ file: file.name, message });
    }
    const hasWords = Object.keys(this.words).length > 0;
    return read.rows.map(({ line, cell }) => ({
      at: { file: file.name, line },
      cell: column => {
        const text = cell(column);
        if (text === undefined) {
          return undefined;
        }
        const plain = revealFormula(text);
        return hasWords ? translate(plain, this.words) : plain;
      },
    }));
  }

  private fields<T>(
    at: FilePlace,
    cell: Cell,
    columns: readonly FieldColumn[],
    schema: z.ZodObject,
  ): Partial<T> | undefined {
    const row = { line: at.line, cell };
    const fields = readFields<T>(row, columns, schema, at.file);
    if ('said' in fields) {
      return fields.said;
    }
    this.reading.problems.push(...fields.problems);
    return undefined;
  }

  private add<T>(
    rows: IpamRow<T>[],
    kind: string,
    row: IpamRow<T>,
    label: string,
  ): void {
    const twice = this.keys.claim(`${kind} ${row.key}`, label, row.at);
    if (twice) {
      this.reading.problems.push(twice);
    } else {
      rows.push(row);
    }
  }

  /** A row whose fields are wrong has its problems already. */
  private missing(at: FilePlace, column: string, said: unknown): void {
    if (said) {
      this.problem(at, `The row needs ${column}`);
    }
  }

  private problem(at: FilePlace, message: string): void {
    this.reading.problems.push({ ...at, message });
  }
}

/** The VLAN of a prefix, nothing, or why it is none. */
function vlanOf(cell: Cell): IpamPrefix['vlan'] | string {
  const text = cell('vlan') ?? '';
  if (text === '') {
    return undefined;
  }
  const vid = readInteger(text);
  if (typeof vid === 'string' || vid < 1 || vid > 4094) {
    return `'${text}' is not a VLAN number`;
  }
  const group = cell('vlan_group');
  return { vid, ...(group && { group }) };
}
