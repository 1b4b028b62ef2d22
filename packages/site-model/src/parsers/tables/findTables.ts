import { VisibleLine, VisibleLineReader } from './visibleLines';

/** A table as it stands in the file, still uninterpreted. */
export interface FoundTable {
  headings: string[];
  rows: FoundRow[];
}

/** A row of a table. */
export interface FoundRow {
  line: number;
  /** As written. */
  text: string;
  /** The source of each cell, trimmed. */
  cells: string[];
}

const DELIMITER = /^:?-+:?$/;

/** Cuts a row at every pipe that is not escaped (GFM: also inside of code). */
export function splitCells(text: string): string[] {
  const cells: string[] = [];
  let start = text.startsWith('|') ? 1 : 0;
  for (let index = start; index < text.length; index++) {
    if (text[index] === '\\') {
      index++;
    } else if (text[index] === '|') {
      cells.push(text.slice(start, index).trim());
      start = index + 1;
    }
  }
  const rest = text.slice(start).trim();
  return rest === '' ? cells : [...cells, rest];
}

function isRow(line: VisibleLine | undefined): line is VisibleLine {
  return line?.kind === 'text' && line.text.includes('|');
}

function isDelimiter(line: VisibleLine | undefined): line is VisibleLine {
  return (
    isRow(line) && splitCells(line.text).every(cell => DELIMITER.test(cell))
  );
}

/** Walks over the visible lines; see {@link findTables}. */
class TableFinder {
  static create(text: string): TableFinder {
    return new TableFinder(VisibleLineReader.read(text));
  }

  private constructor(private readonly lines: VisibleLine[]) {}

  all(): FoundTable[] {
    const tables: FoundTable[] = [];
    let index = 0;
    while (index < this.lines.length) {
      const delimiter = this.delimiterAfter(index);
      if (delimiter === undefined) {
        index++;
        continue;
      }
      const headings = splitCells(this.lines[index].text);
      const rows: FoundRow[] = [];
      index = this.takeRows(delimiter, rows);
      tables.push({ headings, rows });
    }
    return tables;
  }

  /** Where the delimiter row of a table stands whose heading is at `index`. */
  private delimiterAfter(index: number): number | undefined {
    if (!isRow(this.lines[index]) || isDelimiter(this.lines[index])) {
      return undefined;
    }
    const next = this.continuation(index);
    return next !== undefined && isDelimiter(this.lines[next])
      ? next
      : undefined;
  }

  /**
   * The line that goes on with the table of line `index`. Renderers end a table
   * at a blank line, its authors do not: rows with blank lines in between are
   * still rows where every one begins with a pipe.
   */
  private continuation(index: number): number | undefined {
    const from = this.lines[index];
    let next = index + 1;
    while (this.lines[next]?.kind === 'blank') {
      next++;
    }
    const line = this.lines[next];
    if (line?.kind !== 'text' || line.depth !== from.depth) {
      return undefined;
    }
    const isAdjacent = next === index + 1;
    const bothPiped = from.text.startsWith('|') && line.text.startsWith('|');
    return isAdjacent || bothPiped ? next : undefined;
  }

  /** Collects the rows behind the delimiter; answers where the search goes on. */
  private takeRows(delimiter: number, rows: FoundRow[]): number {
    let last = delimiter;
    let next = this.continuation(last);
    while (next !== undefined && this.delimiterAfter(next) === undefined) {
      const { number, text } = this.lines[next];
      // A line without a pipe is a row of one cell to GFM, and says nothing here.
      if (isRow(this.lines[next]) && !isDelimiter(this.lines[next])) {
        rows.push({ line: number, text, cells: splitCells(text) });
      }
      last = next;
      next = this.continuation(last);
    }
    return last + 1;
  }
}

/**
 * Every table of a Markdown text outside of code, comments and HTML.
 * @param text - lines ended by LF
 */
export function findTables(text: string): FoundTable[] {
  return TableFinder.create(text).all();
}
