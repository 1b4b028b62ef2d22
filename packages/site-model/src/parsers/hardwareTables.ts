import { DeclaredHardwareFact, UnparsedFact } from '../facts';
import { redactLine } from './redactLine';
import { HeadingReader } from './tables/HeadingReader';
import { MeaningfulRow, meaningfulTables } from './tables/meaningfulTables';
import { plainText, withoutNotes } from './tables/words';

/**
 * What the hardware tables of a Markdown file declare.
 * @public
 */
export interface HardwareTablesReading {
  rows: DeclaredHardwareFact[];
  /** At most one for each line. */
  unparsed: UnparsedFact[];
  /** How many tables have headings that say what they declare. */
  tables: number;
}

interface HardwareColumns {
  node: number;
  model?: number;
  serial?: number;
  cpuModel?: number;
  sockets?: number;
  cores?: number;
  memory?: number;
  nics?: number;
  disks?: number;
}

type Said = Exclude<keyof HardwareColumns, 'node'>;

/** Lower case; the better ones first. */
const HEADINGS: Record<keyof HardwareColumns, string[]> = {
  node: [
    'node',
    'proxmox node',
    'hypervisor',
    'host',
    'hostname',
    'server',
    'name',
  ],
  model: ['model', 'hardware', 'chassis', 'product', 'platform'],
  serial: ['serial', 'serial number', 'service tag', 's n', 'sn'],
  cpuModel: ['cpu model', 'cpu', 'processor'],
  sockets: ['sockets', 'cpu sockets', 'cpus'],
  cores: ['cores', 'cpu cores', 'total cores'],
  memory: ['memory', 'ram', 'memory gib', 'ram gib', 'memory gb', 'ram gb'],
  nics: ['nics', 'network cards', 'nic count', 'network ports'],
  disks: ['disks', 'drives', 'disk count'],
};
const ORDER = Object.keys(HEADINGS) as (keyof HardwareColumns)[];

function columnsOf(headings: string[]): HardwareColumns | undefined {
  const reader = HeadingReader.create(headings);
  const columns = Object.fromEntries(
    ORDER.map(name => [name, reader.take(HEADINGS[name])]),
  ) as Partial<HardwareColumns>;
  const { node, ...said } = columns;
  // A name beside one more word is a table of anything.
  const meant = Object.values(said).filter(column => column !== undefined);
  return node !== undefined && meant.length > 1 ? { ...said, node } : undefined;
}

const GIB = 1024 ** 3;
const UNITS: Record<string, number> = {
  m: GIB / 1024,
  g: GIB,
  t: GIB * 1024,
};

/** People write GB and mean what the module is sold as: GiB. A bare number is GiB. */
function bytesOf(text: string): number | undefined {
  const found = /^(\d{1,6}(?:[.,]\d{1,3})?)\s*(?:([mgt])i?b?)?$/i.exec(text);
  if (!found) {
    return undefined;
  }
  const unit = UNITS[(found[2] ?? 'g').toLowerCase()];
  return Math.round(Number(found[1].replace(',', '.')) * unit);
}

/** `2`, `2x`, `4 × 10G`: the number of things comes first. */
function countOf(text: string): number | undefined {
  const found = /^(\d{1,4})\s*(?:$|[x×*]|\D)/i.exec(text);
  return found ? Number(found[1]) : undefined;
}

const WORDS: ReadonlySet<Said> = new Set(['model', 'serial', 'cpuModel']);

class HardwareRow {
  readonly problems: string[] = [];

  constructor(
    private readonly row: MeaningfulRow,
    private readonly columns: HardwareColumns,
  ) {}

  get node(): string | undefined {
    const cell = this.row.cells.get(this.columns.node);
    return cell?.struck ? undefined : plainText(withoutNotes(cell?.text ?? ''));
  }

  words(name: Said): string | undefined {
    const column = this.columns[name];
    const cell = column === undefined ? undefined : this.row.cells.get(column);
    return cell && !cell.struck
      ? plainText(WORDS.has(name) ? cell.text : withoutNotes(cell.text))
      : undefined;
  }

  number(
    name: Said,
    read: (text: string) => number | undefined,
  ): number | undefined {
    const words = this.words(name);
    const value = words === undefined ? undefined : read(words);
    if (words !== undefined && value === undefined) {
      this.problems.push(`${name}: "${redactLine(words)}" is no number`);
    }
    return value;
  }
}

function defined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as T;
}

/**
 * Reads every table of a Markdown file with a column of nodes beside two more that say
 * what they are built of. What holds for endpoint tables holds here: columns by the
 * meaning of their headings, code and comments ignored, struck rows declare nothing,
 * `TBD` is silent. A number that is none is unparsed, and the rest of its row holds.
 *
 * @param text - the file; a byte order mark and CRLF are accepted
 * @param options - `file` is the name that facts carry
 * @public
 */
export function parseHardwareTables(
  text: string,
  options: { file: string },
): HardwareTablesReading {
  const { file } = options;
  const result: HardwareTablesReading = { rows: [], unparsed: [], tables: 0 };
  for (const { columns, rows } of meaningfulTables(text, columnsOf)) {
    result.tables++;
    for (const source of rows) {
      const row = new HardwareRow(source, columns);
      const { line } = source.source;
      const { node } = row;
      if (node === undefined) {
        continue;
      }
      result.rows.push(
        defined({
          file,
          line,
          node,
          model: row.words('model'),
          serial: row.words('serial'),
          cpuModel: row.words('cpuModel'),
          sockets: row.number('sockets', countOf),
          cores: row.number('cores', countOf),
          memoryBytes: row.number('memory', bytesOf),
          nics: row.number('nics', countOf),
          disks: row.number('disks', countOf),
        }),
      );
      if (row.problems.length > 0) {
        result.unparsed.push({
          file,
          line,
          text: redactLine(source.source.text),
          why: row.problems.join('; '),
        });
      }
    }
  }
  return result;
}
