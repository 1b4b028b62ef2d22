import { DeclaredHostnameFact, UnparsedFact } from '../facts';
import { readHostnameColumns } from './tables/HostnameColumns';
import { HostnameRowReader } from './tables/HostnameRowReader';
import { meaningfulTables } from './tables/meaningfulTables';

/**
 * What the tables of public host names of a Markdown file declare.
 * @public
 */
export interface HostnameTablesReading {
  /** In the order of the file; one for each name of a row. */
  hostnames: DeclaredHostnameFact[];
  /** At most one for each line. */
  unparsed: UnparsedFact[];
  /** How many tables have headings that say what they declare. */
  tables: number;
}

/**
 * Reads every table of a Markdown file with a column of host names beside one that
 * says where they lead: an upstream, an address (with a port column or without), or
 * a VMID. What holds for endpoint tables holds here: columns by the meaning of their
 * headings, code and comments ignored, struck rows declare nothing, `TBD` is silent.
 *
 * - Several names in a cell are one declaration each; schemes, ports and paths of
 *   names are dropped; wildcards stay.
 * - Several upstreams in a cell are alternatives. A range or network is no upstream:
 *   the row is unparsed and declares its names only, as does one whose cells stand
 *   under the wrong headings.
 *
 * @param text - the file; a byte order mark and CRLF are accepted
 * @param options - `file` is the name that facts carry
 * @public
 */
export function parseHostnameTables(
  text: string,
  options: { file: string },
): HostnameTablesReading {
  const { file } = options;
  const result: HostnameTablesReading = {
    hostnames: [],
    unparsed: [],
    tables: 0,
  };
  for (const { headings, columns, rows } of meaningfulTables(
    text,
    readHostnameColumns,
  )) {
    result.tables++;
    const reader = HostnameRowReader.create({ file, headings, columns });
    for (const row of rows) {
      const { hostnames, unparsed } = reader.read(row);
      result.hostnames.push(...hostnames);
      result.unparsed.push(...(unparsed ? [unparsed] : []));
    }
  }
  return result;
}
