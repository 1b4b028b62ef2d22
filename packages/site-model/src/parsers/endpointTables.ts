import { DeclaredDeviceFact, DeclaredRowFact, UnparsedFact } from '../facts';
import { readColumns } from './tables/Columns';
import { meaningfulTables } from './tables/meaningfulTables';
import { RowReader } from './tables/RowReader';

/**
 * What the endpoint tables of a Markdown file declare.
 * @public
 */
export interface EndpointTablesReading {
  /** Rows with a VMID, in the order of the file. */
  rows: DeclaredRowFact[];
  /** Rows of tables without an id column that name a thing and its address. */
  devices: DeclaredDeviceFact[];
  /** At most one for each line. */
  unparsed: UnparsedFact[];
  /** How many tables have headings that say what they declare. */
  tables: number;
}

/**
 * Reads every table of a Markdown file whose headings name endpoints: a VMID
 * column, or a name beside an address. Columns are found by what their headings
 * mean, in any order and several languages.
 *
 * - Fenced and indented code, HTML comments and prose are ignored (ruling R09);
 *   blank lines between rows are not, although renderers end a table there.
 * - A struck-out row declares nothing; rows whose id is empty, a dash, `N/A`, `TBD`
 *   or a placeholder are silent.
 * - A row whose cells stand under the wrong headings declares its VMID only and is
 *   unparsed as well; so is a row with an invalid address, which keeps the rest.
 * - Cells may hold links, code, emphasis, line breaks, several addresses, ports,
 *   masks, ranges, `DHCP`, `TBD`; words behind them are notes.
 *
 * @param text - the file; a byte order mark and CRLF are accepted
 * @param options - `file` is the name that facts carry
 * @public
 */
export function parseEndpointTables(
  text: string,
  options: { file: string },
): EndpointTablesReading {
  const { file } = options;
  const result: EndpointTablesReading = {
    rows: [],
    devices: [],
    unparsed: [],
    tables: 0,
  };
  for (const { headings, columns, rows } of meaningfulTables(
    text,
    readColumns,
  )) {
    result.tables++;
    const rowReader = RowReader.create({ file, headings, columns });
    for (const row of rows) {
      const { row: declared, device, unparsed } = rowReader.read(row);
      result.rows.push(...(declared ? [declared] : []));
      result.devices.push(...(device ? [device] : []));
      result.unparsed.push(...(unparsed ? [unparsed] : []));
    }
  }
  return result;
}
