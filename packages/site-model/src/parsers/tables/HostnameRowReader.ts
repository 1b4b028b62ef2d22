import {
  DeclaredHostnameFact,
  DeclaredUpstream,
  UnparsedFact,
} from '../../facts';
import { redactLine } from '../redactLine';
import { Cell } from './CellReader';
import { HostnameColumns } from './HostnameColumns';
import { readHostnameCell } from './hostnameCell';
import { MeaningfulRow } from './meaningfulTables';
import { readUpstreamCell, UpstreamReading } from './upstreamCell';
import { plainText } from './words';

/** What one row declares, and what of it could not be read. */
export interface HostnameRowReading {
  hostnames: DeclaredHostnameFact[];
  unparsed?: UnparsedFact;
}

const NOTHING: HostnameRowReading = { hostnames: [] };

/** Reads the rows of one table of public host names; as of endpoints (ruling R09). */
export class HostnameRowReader {
  private constructor(
    private readonly file: string,
    private readonly headings: string[],
    private readonly columns: HostnameColumns,
  ) {}

  static create(options: {
    file: string;
    headings: string[];
    columns: HostnameColumns;
  }): HostnameRowReader {
    return new HostnameRowReader(
      options.file,
      options.headings,
      options.columns,
    );
  }

  read(row: MeaningfulRow): HostnameRowReading {
    const cell = this.cell(row, this.columns.hostname);
    if (this.isStruckOut(row) || !cell || isHeading(row)) {
      return NOTHING;
    }
    const { hostnames, problem } = readHostnameCell(cell.text);
    if (hostnames.length === 0) {
      return problem === undefined
        ? NOTHING
        : { hostnames: [], unparsed: this.unparsed(row, problem) };
    }
    const upstream = this.upstreamsOf(row);
    const why = problem ?? upstream.problem ?? this.shiftOf(row);
    const { line } = row.source;
    return {
      hostnames: hostnames.map(hostname => ({
        file: this.file,
        line,
        hostname,
        upstreams: upstream.upstreams,
        planned: upstream.upstreams.length === 0 && why === undefined,
      })),
      ...(why !== undefined && { unparsed: this.unparsed(row, why) }),
    };
  }

  /** The name is struck, whatever else stands in the row. */
  private isStruckOut(row: MeaningfulRow): boolean {
    const cell = this.cell(row, this.columns.hostname);
    const targets = this.targetColumns
      .map(column => this.cell(row, column))
      .filter(target => target && (target.text !== '' || target.struck));
    return (
      cell?.struck === true ||
      (targets.length > 0 && targets.every(target => target!.struck))
    );
  }

  /** The columns that say where a name leads, the best one first. */
  private get targetColumns(): number[] {
    const { upstream, addresses, id } = this.columns;
    return [upstream, ...addresses, id].filter(
      (column): column is number => column !== undefined,
    );
  }

  private readTargets(row: MeaningfulRow): UpstreamReading[] {
    return this.targetColumns.map(column =>
      readUpstreamCell(this.cell(row, column)?.text ?? ''),
    );
  }

  private upstreamsOf(
    row: MeaningfulRow,
  ): Pick<UpstreamReading, 'upstreams' | 'problem'> {
    const readings = this.readTargets(row);
    const [first] = readings.filter(({ upstreams }) => upstreams.length > 0);
    const problem = readings.find(reading => reading.problem)?.problem;
    const port = this.portOf(row);
    return {
      upstreams: (first?.upstreams ?? []).map(
        (upstream): DeclaredUpstream => ({
          ...upstream,
          ...(upstream.port === undefined && port !== undefined && { port }),
        }),
      ),
      ...(problem !== undefined && { problem }),
    };
  }

  /** One port; several say nothing about which of them is meant. */
  private portOf(row: MeaningfulRow): number | undefined {
    const text = plainText(this.cell(row, this.columns.port)?.text);
    const port = Number(/^:?(\d{1,5})(?:\/tcp)?$/i.exec(text ?? '')?.[1] ?? 0);
    return port >= 1 && port <= 65_535 ? port : undefined;
  }

  /** Why the cells seem to stand under the wrong headings; only the name is believed then. */
  private shiftOf(row: MeaningfulRow): string | undefined {
    const readings = this.readTargets(row);
    const foreign = readings.findIndex(({ isForeign }) => isForeign);
    if (foreign < 0 || readings.some(({ upstreams }) => upstreams.length > 0)) {
      return undefined;
    }
    const column = this.targetColumns[foreign];
    const text = plainText(this.cell(row, column)?.text)?.slice(0, 60);
    return `cells may be shifted: "${text}" under "${this.headings[column]}" is no upstream`;
  }

  private cell(
    row: MeaningfulRow,
    column: number | undefined,
  ): Cell | undefined {
    return column === undefined ? undefined : row.cells.get(column);
  }

  private unparsed(row: MeaningfulRow, why: string): UnparsedFact {
    const { line, text } = row.source;
    return { file: this.file, line, text: redactLine(text), why };
  }
}

/** A heading in the middle of a table, such as "| **Internal** | | |". */
function isHeading({ source }: MeaningfulRow): boolean {
  const filled = source.cells.filter(cell => cell !== '');
  return filled.length === 1 && !filled[0].includes('.');
}
