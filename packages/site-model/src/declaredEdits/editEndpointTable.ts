import { DeclaredRowFact } from '../facts';
import { EndpointTablesReading, parseEndpointTables } from '../parsers';
import { parseAddress } from '../values';
import { rewriteInColumns, Span, spansOf } from './addressSpans';
import { EditResult, replaced, sameTexts } from './EditResult';
import { FileText } from './FileText';

/**
 * A wanted change of an endpoint table in Markdown.
 * @public
 */
export interface EndpointTableChange {
  kind: 'set-row';
  /** Of the row, by the physical file; the first is 1. */
  line: number;
  vmid: number;
  from: string;
  to: string;
}

function parse(file: FileText): EndpointTablesReading {
  return parseEndpointTables(file.toString(), { file: '' });
}

/** Places in the same cell belong together: the text of a link and its target. */
function byCell(line: string, spans: readonly Span[]): Span[][] {
  const cells = new Map<number, Span[]>();
  for (const span of spans) {
    const cell = line.slice(0, span.start).split('|').length;
    cells.set(cell, [...(cells.get(cell) ?? []), span]);
  }
  return [...cells.values()].flatMap(cell =>
    cell.length > 1 ? [cell, ...cell.map(span => [span])] : [cell],
  );
}

function sameRow(
  before: DeclaredRowFact,
  after: DeclaredRowFact,
  addresses: readonly string[],
): boolean {
  const { addresses: _, ...rest } = before;
  const { addresses: found, ...restAfter } = after;
  return (
    sameTexts(addresses, found) &&
    JSON.stringify(rest) === JSON.stringify(restAfter)
  );
}

/** The reading after is the one before with the one address changed. */
function isSound(
  before: EndpointTablesReading,
  after: EndpointTablesReading,
  target: DeclaredRowFact,
  { from, to }: EndpointTableChange,
): boolean {
  const { line } = target;
  const others = (reading: EndpointTablesReading) =>
    JSON.stringify([
      reading.devices,
      reading.unparsed.map(item =>
        item.line === line ? { ...item, text: '' } : item,
      ),
      reading.tables,
    ]);
  return (
    others(before) === others(after) &&
    before.rows.length === after.rows.length &&
    before.rows.every((row, index) =>
      sameRow(
        row,
        after.rows[index],
        row === target ? replaced(row.addresses, from, to) : row.addresses,
      ),
    )
  );
}

/**
 * The text of a Markdown file after one address of one row was changed. Nothing
 * but that cell differs; the pipe behind it keeps its column where the rows
 * above or below have it there. Every answer was parsed again: it declares what
 * was declared before with that one change, or the edit is refused.
 *
 * @param text - the whole file, byte order mark included
 * @throws TypeError for an address that is not in canonical text
 * @public
 */
export function editEndpointTable(
  text: string,
  change: EndpointTableChange,
): EditResult {
  const { line, vmid, from, to } = change;
  if (parseAddress(to) !== to) {
    throw new TypeError(`"${to}" is no address in canonical text`);
  }
  const file = FileText.of(text);
  const before = parse(file);
  const target = before.rows.find(
    row => row.line === line && row.vmid === vmid,
  );
  if (!target || !target.addresses.includes(from)) {
    return { refused: `line ${line} is no row of ${vmid} with ${from}` };
  }
  if (target.addresses.includes(to)) {
    return { refused: `the row of ${vmid} names ${to} already` };
  }
  const source = file.line(line);
  const neighbours = [file.line(line - 1), file.line(line + 1)];
  for (const spans of byCell(source, spansOf(source, from))) {
    const edited = file.withLine(
      line,
      rewriteInColumns(source, spans, to, { mark: '|', neighbours }),
    );
    if (isSound(before, parse(edited), target, change)) {
      return { text: edited.toString() };
    }
  }
  return {
    refused: `the row of ${vmid} does not spell ${from} out in a cell of its own`,
  };
}
